import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  ExportQuery,
  KindView,
  LedgerItemDetail,
  LedgerPage,
  LedgerQuery,
  LedgerSummary,
  SummaryQuery,
  TemplateQuery,
} from '../../../contracts/http/ledger.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { kindViews } from './kind-views.js';
import { LedgerExportService } from './ledger-export.service.js';
import { LedgerService } from './ledger.service.js';

@ApiTags('ledger')
@Controller('ledger')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class LedgerController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly exports: LedgerExportService,
  ) {}

  @Get()
  @ApiOperation({ summary: '“双清单”台账' })
  @ApiOkResponse({ type: LedgerPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: LedgerQuery): Promise<LedgerPage> {
    return this.ledger.list(principal, query);
  }

  @Get('kinds')
  @ApiOperation({ summary: '事项类别' })
  @ApiOkResponse({ type: [KindView] })
  kinds(): KindView[] {
    return kindViews();
  }

  @Get('summary')
  @ApiOperation({ summary: '一个地区一年的统计和未报单位' })
  @ApiOkResponse({ type: LedgerSummary })
  summary(@CurrentPrincipal() principal: Principal, @Query() query: SummaryQuery): Promise<LedgerSummary> {
    return this.ledger.summary(principal, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出“双清单”事项统计表（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(@CurrentPrincipal() principal: Principal, @Query() query: ExportQuery): Promise<StreamableFile> {
    return this.exports.table(principal, query);
  }

  @Get('template')
  @ApiOperation({ summary: '空白填报表（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  template(@CurrentPrincipal() principal: Principal, @Query() query: TemplateQuery): Promise<StreamableFile> {
    return this.exports.template(principal, query);
  }

  @Get('items/:id')
  @ApiOperation({ summary: '一件事项：来源、上报与合并关系、全部变化' })
  @ApiOkResponse({ type: LedgerItemDetail })
  item(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<LedgerItemDetail> {
    return this.ledger.item(principal, id);
  }
}
