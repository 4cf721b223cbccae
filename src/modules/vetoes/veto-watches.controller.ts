import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { VetoWatchList, VetoWatchQuery, VetoWatchView } from '../../../contracts/http/vetoes.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { VetoWatchesService } from './veto-watches.service.js';

@ApiTags('vetoes')
@Controller('veto-watches')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class VetoWatchesController {
  constructor(private readonly watches: VetoWatchesService) {}

  @Get()
  @ApiOperation({ summary: '否决事项的年度排查，新的年度在前' })
  @ApiOkResponse({ type: VetoWatchList })
  list(@CurrentPrincipal() principal: Principal, @Query() query: VetoWatchQuery): Promise<VetoWatchList> {
    return this.watches.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一年的排查：各季度、逐项的申明和系统里的线索' })
  @ApiOkResponse({ type: VetoWatchView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<VetoWatchView> {
    return this.watches.one(principal, id);
  }
}
