import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FlowView, ProcessFlowView } from '../../../contracts/http/flow.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { flowView } from './flow.view.js';
import { ProcessesService } from './processes.service.js';

/** The picture of a process: its steps, what leads from one to the other, and where one of them stands. */
@ApiTags('processes')
@Controller('processes')
export class FlowController {
  constructor(private readonly processes: ProcessesService) {}

  @Get('kinds/:kind/flow')
  @ApiOperation({ summary: '一种流程的流程图：环节、去向、位置' })
  @ApiOkResponse({ type: FlowView })
  ofKind(@Param('kind') kind: string): FlowView {
    return flowView(blueprintOf(kind));
  }

  @Get(':id/flow')
  @ApiOperation({ summary: '一项工作的流程图：办到哪里、走过哪些路' })
  @ApiOkResponse({ type: ProcessFlowView })
  ofProcess(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ProcessFlowView> {
    return this.processes.flow(principal, id);
  }
}
