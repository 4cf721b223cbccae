import { Body, Controller, Get, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { InspectionFindingsBody } from '../../../contracts/http/forms/inspections.js';
import {
  InspectionDraftView,
  InspectionListQuery,
  InspectionListsView,
  InspectionPage,
  InspectionQuery,
  InspectionDetail,
  MatrixSavedView,
  MatrixView,
} from '../../../contracts/http/inspections.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { CircularDraftService } from './circular-draft.service.js';
import { InspectionsService } from './inspections.service.js';
import { MatrixService } from './matrix.service.js';
import { InspectionTablesService } from './tables.service.js';

/** 督查. Launched, signed and issued like every process; here is who is inspected, what was found of whom, and what the circular says. */
@ApiTags('inspections')
@Controller('inspections')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class InspectionsController {
  constructor(
    private readonly inspections: InspectionsService,
    private readonly matrixes: MatrixService,
    private readonly drafts: CircularDraftService,
    private readonly tables: InspectionTablesService,
  ) {}

  @Get()
  @ApiOperation({ summary: '督查，新启动的在前：对象、材料、通报文号、整改、现在等谁' })
  @ApiOkResponse({ type: InspectionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: InspectionQuery): Promise<InspectionPage> {
    return this.inspections.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一次督查：方案、各组、每个对象的签收、材料和实地督查；督查对象只看到自己的' })
  @ApiOkResponse({ type: InspectionDetail })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<InspectionDetail> {
    return this.inspections.one(principal, id);
  }

  @Get(':id/matrix')
  @ApiOperation({ summary: '问题矩阵：每条问题涉及哪些对象，一票否决核查；印发以后督查对象看到自己的' })
  @ApiOkResponse({ type: MatrixView })
  matrix(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<MatrixView> {
    return this.matrixes.of(principal, id);
  }

  @Put(':id/matrix')
  @Roles('office')
  @ApiOperation({ summary: '保存问题矩阵（还没有汇总完成的）；别人先存了一版的，不会被盖掉' })
  @ApiOkResponse({ type: MatrixSavedView })
  save(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: InspectionFindingsBody,
  ): Promise<MatrixSavedView> {
    return this.matrixes.save(change, id, body);
  }

  @Get(':id/matrix/export')
  @ApiOperation({ summary: '导出问题矩阵（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  exportMatrix(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<StreamableFile> {
    return this.tables.matrix(principal, id);
  }

  @Get(':id/lists')
  @ApiOperation({ summary: '通报数字背后的名单，汇总完成时的原样，各有指纹' })
  @ApiOkResponse({ type: InspectionListsView })
  lists(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<InspectionListsView> {
    return this.drafts.lists(principal, id);
  }

  @Get(':id/lists/export')
  @ApiOperation({ summary: '导出一份名单（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  exportList(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() { key }: InspectionListQuery,
  ): Promise<StreamableFile> {
    return this.tables.list(principal, id, key);
  }

  @Get(':id/draft')
  @ApiOperation({ summary: '通报稿：系统写出的文字、占位符和现在的数字、照此印发的样子' })
  @ApiOkResponse({ type: InspectionDraftView })
  draft(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<InspectionDraftView> {
    return this.drafts.draft(principal, id);
  }
}
