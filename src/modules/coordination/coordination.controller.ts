import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CoordinationGroupQuery,
  CoordinationGroupView,
  CoordinationMatterPage,
  CoordinationMatterQuery,
  CoordinationMatterView,
} from '../../../contracts/http/coordination.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { CoordinationService } from './coordination.service.js';

@ApiTags('coordination')
@Controller('coordination')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class CoordinationController {
  constructor(private readonly coordination: CoordinationService) {}

  @Get('group')
  @ApiOperation({ summary: '军地协调小组的组成：各席位由谁担任、哪些空缺' })
  @ApiOkResponse({ type: CoordinationGroupView })
  group(
    @CurrentPrincipal() principal: Principal,
    @Query() query: CoordinationGroupQuery,
  ): Promise<CoordinationGroupView> {
    return this.coordination.group(principal, query);
  }

  @Get('matters')
  @ApiOperation({ summary: '军地协调事项，新提出的在前：缓急、任务落实、现在等谁' })
  @ApiOkResponse({ type: CoordinationMatterPage })
  matters(
    @CurrentPrincipal() principal: Principal,
    @Query() query: CoordinationMatterQuery,
  ): Promise<CoordinationMatterPage> {
    return this.coordination.matters(principal, query);
  }

  @Get('matters/:id')
  @ApiOperation({ summary: '一件军地协调事项：内容、缓急、各单位任务和落实情况' })
  @ApiOkResponse({ type: CoordinationMatterView })
  matter(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<CoordinationMatterView> {
    return this.coordination.matter(principal, id);
  }
}
