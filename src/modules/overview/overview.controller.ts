import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DeskView,
  OverviewQuery,
  OverviewStepPage,
  OverviewStepsQuery,
  OverviewView,
} from '../../../contracts/http/overview.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { DeskService } from './desk.service.js';
import { OverviewService } from './overview.service.js';

@ApiTags('overview')
@Controller()
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly desk: DeskService,
  ) {}

  @Get('desk')
  @ApiOperation({ summary: '工作台：我欠的、本周到期的、在等别人的' })
  @ApiOkResponse({ type: DeskView })
  own(@CurrentPrincipal() principal: Principal): Promise<DeskView> {
    return this.desk.of(principal);
  }

  @Get('overview')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '全局态势：各单位、各机制、下级各地区的逾期、停滞、本周到期' })
  @ApiOkResponse({ type: OverviewView })
  one(@CurrentPrincipal() principal: Principal, @Query() query: OverviewQuery): Promise<OverviewView> {
    return this.overview.of(principal, query);
  }

  @Get('overview/steps')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '全局态势某个数字背后的任务' })
  @ApiOkResponse({ type: OverviewStepPage })
  steps(
    @CurrentPrincipal() principal: Principal,
    @Query() query: OverviewStepsQuery,
  ): Promise<OverviewStepPage> {
    return this.overview.steps(principal, query);
  }
}
