import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HistoryPage, HistoryQuery } from '../../../contracts/http/history.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { HistoryService } from './history.service.js';

@ApiTags('history')
@Controller('processes/:processId/history')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

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
}
