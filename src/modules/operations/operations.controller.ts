import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  OperationsView,
  RepairView,
  StuckProcessPage,
  StuckProcessQuery,
} from '../../../contracts/http/operations.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { OperationsService } from './operations.service.js';
import { RepairService } from './repair.service.js';

/** How the installation itself does, and what can be set right without a technician. */
@ApiTags('operations')
@Controller('operations')
@Roles('systemAdministrator', 'office')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly repairs: RepairService,
  ) {}

  @Get()
  @ApiOperation({ summary: '系统运行：各部分是否正常，该做什么' })
  @ApiOkResponse({ type: OperationsView })
  standing(@CurrentPrincipal() principal: Principal): Promise<OperationsView> {
    return this.operations.standing(principal);
  }

  @Get('stuck-processes')
  @ApiOperation({ summary: '卡住的工作：卡在哪里，从何时起，最后办的是什么' })
  @ApiOkResponse({ type: StuckProcessPage })
  stuck(
    @CurrentPrincipal() principal: Principal,
    @Query() query: StuckProcessQuery,
  ): Promise<StuckProcessPage> {
    return this.operations.stuck(principal, query);
  }

  @Post('stuck-processes/:id/repair')
  @HttpCode(200)
  @ApiOperation({ summary: '修复一项卡住的工作：重新传送、重新告知或者重新启动，做过的不会再做' })
  @ApiOkResponse({ type: RepairView })
  repair(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<RepairView> {
    return this.repairs.repair(change, id);
  }
}
