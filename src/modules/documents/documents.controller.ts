import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  CSV,
  DOCX,
  DocumentDetail,
  DocumentPage,
  DocumentQuery,
  IncomingBody,
  IncomingPage,
  IncomingQuery,
  IncomingView,
  RegisterExportQuery,
  SupervisionBody,
  SupervisionView,
  VoidBody,
} from '../../../contracts/http/documents.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { DoneView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { DocumentsService } from './documents.service.js';
import { IncomingService } from './incoming.service.js';
import { RegisterExportService } from './register-export.service.js';
import { SupervisionService } from './supervision.service.js';

const FILE = { type: 'string', format: 'binary' } as const;

@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly incoming: IncomingService,
    private readonly registers: RegisterExportService,
    private readonly supervision: SupervisionService,
  ) {}

  @Get('documents')
  @ApiOperation({ summary: '发文登记：本人范围内的公文，含作废的文号' })
  @ApiOkResponse({ type: DocumentPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DocumentQuery): Promise<DocumentPage> {
    return this.documents.list(principal, query);
  }

  @Get('documents/incoming')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '收文登记：其他双拥办经本系统发来的自动登记' })
  @ApiOkResponse({ type: IncomingPage })
  listIncoming(
    @CurrentPrincipal() principal: Principal,
    @Query() query: IncomingQuery,
  ): Promise<IncomingPage> {
    return this.incoming.list(principal, query);
  }

  @Post('documents/incoming')
  @Roles('office')
  @ApiOperation({ summary: '登记一份收文' })
  @ApiOkResponse({ type: IncomingView })
  @HttpCode(200)
  registerIncoming(@Change() change: ChangeRequest, @Body() body: IncomingBody): Promise<IncomingView> {
    return this.incoming.register(change, body);
  }

  @Get('documents/export')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '导出发文或收文登记（xlsx、csv）' })
  @ApiProduces(XLSX, CSV)
  @ApiOkResponse({ schema: FILE })
  export(
    @CurrentPrincipal() principal: Principal,
    @Query() query: RegisterExportQuery,
  ): Promise<StreamableFile> {
    return this.registers.table(principal, query);
  }

  @Get('documents/:id')
  @ApiOperation({ summary: '一份公文：内容、主送抄送单位及其签收情况' })
  @ApiOkResponse({ type: DocumentDetail })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<DocumentDetail> {
    return this.documents.one(principal, id);
  }

  @Get('documents/:id/file')
  @ApiOperation({ summary: '下载公文（docx）；首次下载时按印发时的版式成文并存档' })
  @ApiProduces(DOCX)
  @ApiOkResponse({ schema: FILE })
  download(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.documents.download(principal, id);
  }

  @Post('documents/:id/receipt')
  @HttpCode(200)
  @ApiOperation({ summary: '签收发给本单位的公文' })
  @ApiOkResponse({ type: DoneView })
  receive(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<DoneView> {
    return this.documents.receive(change, id);
  }

  @Post('documents/:id/void')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '作废：由发文双拥办主任办理；文号保留在登记簿，不再使用' })
  @ApiOkResponse({ type: DoneView })
  voided(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() { reason }: VoidBody,
  ): Promise<DoneView> {
    return this.documents.voided(change, id, reason);
  }

  @Post('assignments/:id/supervision')
  @HttpCode(200)
  @Roles('office', 'leader')
  @ApiOperation({ summary: '对未办结的任务发出督办单' })
  @ApiOkResponse({ type: SupervisionView })
  supervise(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: SupervisionBody,
  ): Promise<SupervisionView> {
    return this.supervision.supervise(change, id, body);
  }
}
