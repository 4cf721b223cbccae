import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../../contracts/http/page.js';
import {
  RehearsalBody,
  RehearsalLoadView,
  RehearsalReportView,
  RehearsalRunList,
  RehearsalRunView,
  RehearsalTimelinePage,
} from '../../../contracts/http/rehearsal-runs.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { RehearsalRunsService } from './runs.service.js';

/** Rehearsals that are ordered here and run by themselves. One that people take part in: `rehearsals/current`. */
@ApiTags('rehearsals')
@Controller('rehearsals')
@Roles('office')
export class RehearsalRunsController {
  constructor(private readonly runs: RehearsalRunsService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: '预演一项制度机制：排队进行，结果保留一天' })
  @ApiAcceptedResponse({ type: RehearsalRunView })
  order(@Change() change: ChangeRequest, @Body() body: RehearsalBody): Promise<RehearsalRunView> {
    return this.runs.order(change, body);
  }

  @Get()
  @ApiOperation({ summary: '本双拥办的预演：排队的、进行的和最近做完的' })
  @ApiOkResponse({ type: RehearsalRunList })
  list(@CurrentPrincipal() principal: Principal): Promise<RehearsalRunList> {
    return this.runs.list(principal);
  }

  @Get(':id')
  @ApiOperation({ summary: '一个预演进行到哪里' })
  @ApiOkResponse({ type: RehearsalRunView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<RehearsalRunView> {
    return this.runs.one(principal, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: '预演的过程：何时、何事、谁' })
  @ApiOkResponse({ type: RehearsalTimelinePage })
  timeline(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<RehearsalTimelinePage> {
    return this.runs.timeline(principal, id, query);
  }

  @Get(':id/load')
  @ApiOperation({ summary: '预演的工作量：各单位每月几件，哪天哪周太挤，与节假日相碰' })
  @ApiOkResponse({ type: RehearsalLoadView })
  load(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<RehearsalLoadView> {
    return this.runs.load(principal, id);
  }

  @Get(':id/report')
  @ApiOperation({ summary: '预演的结果汇总' })
  @ApiOkResponse({ type: RehearsalReportView })
  report(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<RehearsalReportView> {
    return this.runs.report(principal, id);
  }

  @Delete(':id')
  @ApiOperation({ summary: '取消预演：排队的立即取消，进行的随即停下；已结束的不变' })
  @ApiOkResponse({ type: RehearsalRunView })
  cancel(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<RehearsalRunView> {
    return this.runs.cancel(change, id);
  }
}
