import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BlueprintView } from '../../../contracts/http/policies.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { blueprintView } from './blueprint.view.js';

@ApiTags('policies')
@Controller('processes/kinds/:kind/blueprint')
export class BlueprintsController {
  @Get()
  @ApiOperation({ summary: '一种流程有哪些环节：由谁办理、时限、依据的条款' })
  @ApiOkResponse({ type: BlueprintView })
  one(@Param('kind') kind: string): BlueprintView {
    return blueprintView(blueprintOf(kind));
  }
}
