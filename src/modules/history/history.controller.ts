import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CSV } from '../../../contracts/http/documents.js';
import { HistoryExportQuery, HistoryPage, HistoryQuery } from '../../../contracts/http/history.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { HistoryExportService } from './history-export.service.js';
import { HistoryService } from './history.service.js';

@ApiTags('history')
@Controller('processes/:processId/history')
export class HistoryController {
  constructor(
    private readonly history: HistoryService,
    private readonly exports: HistoryExportService,
  ) {}

  @Get()
  @ApiOperation({ summary: '过程留痕：谁在何时以何身份做了什么，含每次提醒和督办' })
  @ApiOkResponse({ type: HistoryPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
    @Query() query: HistoryQuery,
  ): Promise<HistoryPage> {
    return this.history.list(principal, processId, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出过程记录（xlsx、csv），由早到晚' })
  @ApiProduces(XLSX, CSV)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
    @Query() query: HistoryExportQuery,
  ): Promise<StreamableFile> {
    return this.exports.table(principal, processId, query);
  }
}
