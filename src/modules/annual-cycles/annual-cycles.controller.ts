import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AlarmPage,
  AlarmQuery,
  AnnualCheckBody,
  AnnualCheckView,
  AnnualCycleDetailView,
  AnnualCyclePage,
  AnnualCycleQuery,
  AnnualDraftQuery,
  AnnualDraftView,
  AnnualLaunchBody,
  NewEntryBody,
  NextYearBody,
} from '../../../contracts/http/annual-cycles.js';
import { DoneView, LaunchedView, ReasonBody } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { AnnualCyclesService } from './annual-cycles.service.js';
import { RunningYearService } from './running-year.service.js';

/** A region's whole year: launched once, then it runs by itself. */
@ApiTags('annual-cycles')
@Controller('annual-cycles')
export class AnnualCyclesController {
  constructor(
    private readonly cycles: AnnualCyclesService,
    private readonly years: RunningYearService,
  ) {}

  @Get('draft')
  @Roles('office')
  @ApiOperation({ summary: '某地区某年度的计划草案、可选的工作和方案体检的结论' })
  @ApiOkResponse({ type: AnnualDraftView })
  draft(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AnnualDraftQuery,
  ): Promise<AnnualDraftView> {
    return this.cycles.draft(principal, query);
  }

  @Post('check')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '方案体检：启动之前检查全年安排' })
  @ApiOkResponse({ type: AnnualCheckView })
  check(@CurrentPrincipal() principal: Principal, @Body() body: AnnualCheckBody): Promise<AnnualCheckView> {
    return this.cycles.check(principal, body);
  }

  @Post()
  @Roles('office')
  @ApiOperation({ summary: '启动一个地区一个年度的工作：各项安排到期自行启动' })
  @ApiCreatedResponse({ type: LaunchedView })
  launch(@Change() change: ChangeRequest, @Body() body: AnnualLaunchBody): Promise<LaunchedView> {
    return this.years.launch(change, body);
  }

  @Get()
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '本地区及下级各年度的运行情况' })
  @ApiOkResponse({ type: AnnualCyclePage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: AnnualCycleQuery): Promise<AnnualCyclePage> {
    return this.cycles.list(principal, query);
  }

  @Put('next-year')
  @Roles('office')
  @ApiOperation({ summary: '下一年度到时自行启动，或者不再自行启动' })
  @ApiOkResponse({ type: DoneView })
  nextYear(@Change() change: ChangeRequest, @Body() body: NextYearBody): Promise<DoneView> {
    return this.years.nextYear(change, body);
  }

  @Get('alarms')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '报警：到期应启动而没有启动的' })
  @ApiOkResponse({ type: AlarmPage })
  alarms(@CurrentPrincipal() principal: Principal, @Query() query: AlarmQuery): Promise<AlarmPage> {
    return this.cycles.alarms(principal, query);
  }

  @Get(':id')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '一个年度的全貌：各项安排、进展、最近的时限、结转' })
  @ApiOkResponse({ type: AnnualCycleDetailView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<AnnualCycleDetailView> {
    return this.cycles.one(principal, id);
  }

  @Post(':id/entries')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '年中增列一项安排（须有理由）' })
  @ApiOkResponse({ type: DoneView })
  add(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: NewEntryBody,
  ): Promise<DoneView> {
    return this.years.add(change, id, body);
  }

  @Post(':id/entries/:key/skip')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '一项尚未启动的安排本年不再进行（须有理由）' })
  @ApiOkResponse({ type: DoneView })
  skip(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Param('key') key: string,
    @Body() body: ReasonBody,
  ): Promise<DoneView> {
    return this.years.skip(change, id, key, body);
  }
}
