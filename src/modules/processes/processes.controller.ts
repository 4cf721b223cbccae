import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DoneView,
  JoinBody,
  JoinedView,
  LaunchBody,
  LaunchedView,
  LeaveBody,
  ProcessDetailView,
  ProcessPage,
  ProcessQuery,
  ReasonBody,
  TerminationBody,
} from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { LaunchService } from './launch.service.js';
import { ParticipantsService } from './participants.service.js';
import { ProcessesService } from './processes.service.js';

/** Durable processes: launched once, then they run by themselves. */
@ApiTags('processes')
@Controller('processes')
export class ProcessesController {
  constructor(
    private readonly processes: ProcessesService,
    private readonly launching: LaunchService,
    private readonly participants: ParticipantsService,
  ) {}

  @Post()
  // Which of them may launch what: the blueprint (`launch.by`), asked by the service.
  @Roles('office', 'unitLeader', 'militaryLiaison')
  @ApiOperation({
    summary: '启动一项制度机制（年度性的，一个地区一个年度只能启动一次）；部队可提出军地协调事项',
  })
  @ApiCreatedResponse({ type: LaunchedView })
  launch(@Change() change: ChangeRequest, @Body() body: LaunchBody): Promise<LaunchedView> {
    return this.launching.launch(change, body);
  }

  @Get()
  @ApiOperation({ summary: '工作列表' })
  @ApiOkResponse({ type: ProcessPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ProcessQuery): Promise<ProcessPage> {
    return this.processes.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一项工作的进展：现在等谁、等了几天、下一步何时发生' })
  @ApiOkResponse({ type: ProcessDetailView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ProcessDetailView> {
    return this.processes.one(principal, id);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: '撤回本单位提出、尚无人认领的事项' })
  @ApiOkResponse({ type: DoneView })
  withdraw(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: ReasonBody,
  ): Promise<DoneView> {
    return this.launching.withdraw(change, id, body);
  }

  @Post(':id/termination')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '终止（双拥办主任，须有理由）' })
  @ApiOkResponse({ type: DoneView })
  terminate(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: TerminationBody,
  ): Promise<DoneView> {
    return this.launching.terminate(change, id, body);
  }

  @Post(':id/participants')
  @Roles('office')
  @ApiOperation({ summary: '年中加入的单位补报清单' })
  @ApiCreatedResponse({ type: JoinedView })
  join(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: JoinBody,
  ): Promise<JoinedView> {
    return this.participants.join(change, id, body);
  }

  @Post(':id/participants/:unitId/departure')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '年中退出的单位，未办结事项移交承接单位' })
  @ApiOkResponse({ type: DoneView })
  leave(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @UuidParam('unitId') unitId: string,
    @Body() body: LeaveBody,
  ): Promise<DoneView> {
    return this.participants.leave(change, id, unitId, body);
  }
}
