import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  HonourDecisionBody,
  HonourDetailView,
  HonourFilter,
  HonourPage,
  HonourQuery,
  NamingPage,
  NamingQuery,
  NamingView,
} from '../../../contracts/http/honours.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { HonoursService } from './honours.service.js';
import { NamingsService } from './namings.service.js';

/** 双拥模范城（县）创建 and 命名表彰: how a round stands, and the titles that are held. Signing is done as everywhere. */
@ApiTags('honours')
@Controller()
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class HonoursController {
  constructor(
    private readonly honours: HonoursService,
    private readonly namings: NamingsService,
  ) {}

  @Get('honours')
  @ApiOperation({ summary: '荣誉称号登记，新命名的在前：今天的状态，或者某一天的' })
  @ApiOkResponse({ type: HonourPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: HonourQuery): Promise<HonourPage> {
    return this.honours.list(principal, query);
  }

  @Get('honours/export')
  @ApiOperation({ summary: '导出荣誉称号登记表（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(@CurrentPrincipal() principal: Principal, @Query() query: HonourFilter): Promise<StreamableFile> {
    return this.honours.table(principal, query);
  }

  @Get('honours/:id')
  @ApiOperation({ summary: '一个称号：命名以来的全部变动' })
  @ApiOkResponse({ type: HonourDetailView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<HonourDetailView> {
    return this.honours.one(principal, id);
  }

  @Post('honours/:id/decision')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '原单位已撤销的称号怎样处理：按本地区会议纪要或者决定登记，不自动转移' })
  @ApiOkResponse({ type: HonourDetailView })
  decide(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: HonourDecisionBody,
  ): Promise<HonourDetailView> {
    return this.honours.decide(change, id, body);
  }

  @Get('namings')
  @ApiOperation({ summary: '创建命名和命名表彰，新启动的在前' })
  @ApiOkResponse({ type: NamingPage })
  rounds(@CurrentPrincipal() principal: Principal, @Query() query: NamingQuery): Promise<NamingPage> {
    return this.namings.list(principal, query);
  }

  @Get('namings/:processId')
  @ApiOperation({ summary: '一次命名：候选对象和系统掌握的情况、公示、异议、票签' })
  @ApiOkResponse({ type: NamingView })
  round(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<NamingView> {
    return this.namings.one(principal, processId);
  }
}
