import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ActBody,
  ActView,
  AssignmentView,
  BulkActBody,
  BulkView,
  DraftBody,
  InboxPage,
  InboxQuery,
} from '../../../contracts/http/assignments.js';
import { DecidedPage, DecisionQuery } from '../../../contracts/http/decisions.js';
import { DoneView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { ActsService } from './acts.service.js';
import { DecidedService } from './decided.service.js';
import { AssignmentsService } from './assignments.service.js';

/** What people owe, and what they do about it. */
@ApiTags('assignments')
@Controller()
export class AssignmentsController {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly acts: ActsService,
    private readonly decided: DecidedService,
  ) {}

  @Get('inbox')
  @ApiOperation({ summary: '我的任务：待签收、待办、已办、我发起' })
  @ApiOkResponse({ type: InboxPage })
  inbox(@CurrentPrincipal() principal: Principal, @Query() query: InboxQuery): Promise<InboxPage> {
    return this.assignments.inbox(principal, query);
  }

  @Get('assignments/:id')
  @ApiOperation({ summary: '一项任务：要做什么、依据、时限、可以怎么处理' })
  @ApiOkResponse({ type: AssignmentView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<AssignmentView> {
    return this.assignments.one(principal, id);
  }

  @Get('processes/:id/decisions')
  @ApiOperation({ summary: '一项工作里已有的意见和已交的表单' })
  @ApiOkResponse({ type: DecidedPage })
  decisions(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: DecisionQuery,
  ): Promise<DecidedPage> {
    return this.decided.list(principal, id, query);
  }

  @Post('assignments/:id/acts')
  @HttpCode(200)
  @ApiOperation({ summary: '办理：签收、签批、撤回、退回、转办、申请延期、催办' })
  @ApiOkResponse({ type: ActView })
  act(@Change() change: ChangeRequest, @UuidParam('id') id: string, @Body() body: ActBody): Promise<object> {
    return this.acts.act(change, id, body);
  }

  @Post('acts/bulk')
  @HttpCode(200)
  @ApiOperation({ summary: '批量办理，每项各有结果' })
  @ApiOkResponse({ type: BulkView })
  bulk(@Change() change: ChangeRequest, @Body() body: BulkActBody): Promise<BulkView> {
    return this.acts.bulk(change, body);
  }

  @Put('assignments/:id/draft')
  @ApiOperation({ summary: '保存草稿' })
  @ApiOkResponse({ type: DoneView })
  draft(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() body: DraftBody,
  ): Promise<DoneView> {
    return this.acts.draft(principal, id, body);
  }
}
