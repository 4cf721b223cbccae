import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LastDay, MemberJoin, OnQuery } from '../../../contracts/http/organisation-changes.js';
import { LeadingGroupDetail, MembershipView } from '../../../contracts/http/organisation.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { LeadingGroupsService } from './leading-groups.service.js';

@ApiTags('organisation')
@Controller('leading-groups/:regionCode')
export class LeadingGroupsController {
  constructor(private readonly groups: LeadingGroupsService) {}

  @Get()
  @ApiOperation({ summary: '领导小组的组成：组长、副组长、成员单位、双拥办' })
  @ApiOkResponse({ type: LeadingGroupDetail })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('regionCode') regionCode: string,
    @Query() { on }: OnQuery,
  ): Promise<LeadingGroupDetail> {
    return this.groups.one(principal, regionCode, on);
  }

  @Post('members')
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '单位加入领导小组' })
  @ApiCreatedResponse({ type: MembershipView })
  join(
    @Change() change: ChangeRequest,
    @Param('regionCode') regionCode: string,
    @Body() body: MemberJoin,
  ): Promise<MembershipView> {
    return this.groups.join(change, regionCode, body);
  }

  @Post('members/:unitId/leave')
  @HttpCode(200)
  @Roles('office', 'systemAdministrator')
  @ApiOperation({ summary: '单位退出领导小组' })
  @ApiOkResponse({ type: MembershipView })
  leave(
    @Change() change: ChangeRequest,
    @Param('regionCode') regionCode: string,
    @UuidParam('unitId') unitId: string,
    @Body() { on }: LastDay,
  ): Promise<MembershipView> {
    return this.groups.leave(change, regionCode, unitId, on);
  }
}
