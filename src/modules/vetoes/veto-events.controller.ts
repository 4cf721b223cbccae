import { Body, Controller, Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import {
  VetoCorrectionAnswer,
  VetoCorrectionBody,
  VetoEventPage,
  VetoEventQuery,
  VetoEventView,
  VetoReportAnswer,
  VetoReportBody,
  VetoReportList,
  VetoTableQuery,
} from '../../../contracts/http/vetoes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { VetoEventsService } from './veto-events.service.js';
import { VetoReportsService } from './veto-reports.service.js';

@ApiTags('vetoes')
@Controller('veto-events')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class VetoEventsController {
  constructor(
    private readonly events: VetoEventsService,
    private readonly reports: VetoReportsService,
  ) {}

  @Get()
  @ApiOperation({ summary: '否决事项登记簿，新立案的在前' })
  @ApiOkResponse({ type: VetoEventPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: VetoEventQuery): Promise<VetoEventPage> {
    return this.events.list(principal, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出否决事项登记簿（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(@CurrentPrincipal() principal: Principal, @Query() query: VetoTableQuery): Promise<StreamableFile> {
    return this.events.table(principal, query);
  }

  @Get('reports')
  @ApiOperation({ summary: '我反映过的线索' })
  @ApiOkResponse({ type: VetoReportList })
  reported(@CurrentPrincipal() principal: Principal): Promise<VetoReportList> {
    return this.reports.mine(principal);
  }

  @Post('reports')
  @Roles('leader', 'unitLeader', 'liaison', 'militaryLiaison')
  @ApiOperation({ summary: '反映否决事项的线索，随即立案核查' })
  @ApiCreatedResponse({ type: VetoReportAnswer })
  report(@Change() change: ChangeRequest, @Body() body: VetoReportBody): Promise<VetoReportAnswer> {
    return this.reports.report(change, body);
  }

  @Get(':id')
  @ApiOperation({ summary: '一件否决事项：经过、查明的事实、陈述、涉及的称号和决定' })
  @ApiOkResponse({ type: VetoEventView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<VetoEventView> {
    return this.events.one(principal, id);
  }

  @Post(':id/corrections')
  @Roles('office')
  @ApiOperation({ summary: '提请更正一件已经认定的否决事项' })
  @ApiCreatedResponse({ type: VetoCorrectionAnswer })
  correct(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: VetoCorrectionBody,
  ): Promise<VetoCorrectionAnswer> {
    return this.events.correct(change, id, body);
  }
}
