import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AccountQuery,
  AccountView,
  MatterPage,
  MatterQuery,
  MeetingPage,
  MeetingQuery,
  MeetingView,
} from '../../../contracts/http/meetings.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { MeetingsService } from './meetings.service.js';

@ApiTags('meetings')
@Controller()
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class MeetingsController {
  constructor(private readonly meetings: MeetingsService) {}

  @Get('meetings')
  @ApiOperation({ summary: '会议和例行工作，按时间先后' })
  @ApiOkResponse({ type: MeetingPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: MeetingQuery): Promise<MeetingPage> {
    return this.meetings.list(principal, query);
  }

  @Get('meetings/:processId')
  @ApiOperation({ summary: '一次会议：议题、与会者和签收、出席、纪要、议定事项' })
  @ApiOkResponse({ type: MeetingView })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<MeetingView> {
    return this.meetings.one(principal, processId);
  }

  @Get('matters/account')
  @ApiOperation({ summary: '挂账销号：各单位没有销号的事项，按红黄绿灯' })
  @ApiOkResponse({ type: AccountView })
  account(@CurrentPrincipal() principal: Principal, @Query() query: AccountQuery): Promise<AccountView> {
    return this.meetings.account(principal, query);
  }

  @Get('matters')
  @ApiOperation({ summary: '议定事项台账，按时限先后' })
  @ApiOkResponse({ type: MatterPage })
  matters(@CurrentPrincipal() principal: Principal, @Query() query: MatterQuery): Promise<MatterPage> {
    return this.meetings.matters(principal, query);
  }
}
