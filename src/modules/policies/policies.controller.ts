import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  MovedSteps,
  PolicyChange,
  PolicyList,
  PolicyQuery,
  ReapplyRequest,
  StepPolicyView,
} from '../../../contracts/http/policies.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { PoliciesService } from './policies.service.js';

@ApiTags('policies')
@Controller('policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @ApiOperation({ summary: '催办督办规则：每个环节现在用哪一版，有过哪些版本' })
  @ApiOkResponse({ type: PolicyList })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PolicyQuery): Promise<PolicyList> {
    return this.policies.list(principal, query);
  }

  @Put(':kind/:step')
  @Roles('office')
  @ApiOperation({ summary: '修改本地区一个环节的规则：生成新版本，已开始的环节仍用原规则' })
  @ApiOkResponse({ type: StepPolicyView })
  change(
    @Change() change: ChangeRequest,
    @Param('kind') kind: string,
    @Param('step') step: string,
    @Body() body: PolicyChange,
  ): Promise<StepPolicyView> {
    return this.policies.change(change, kind, step, body);
  }

  @Post(':kind/:step/reapply')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '让本地区正在进行的环节改用现行规则，记入过程；可先预览' })
  @ApiOkResponse({ type: MovedSteps })
  reapply(
    @Change() change: ChangeRequest,
    @Param('kind') kind: string,
    @Param('step') step: string,
    @Body() body: ReapplyRequest,
  ): Promise<MovedSteps> {
    return this.policies.reapply(change, kind, step, body);
  }
}
