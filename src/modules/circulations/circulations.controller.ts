import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CirculationList,
  CirculationPage,
  CirculationQuery,
  UrgedView,
} from '../../../contracts/http/circulations.js';
import { DoneView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { CirculationsService } from './circulations.service.js';

@ApiTags('circulations')
@Controller()
export class CirculationsController {
  constructor(private readonly circulations: CirculationsService) {}

  @Get('circulations')
  @ApiOperation({ summary: '送我传阅的：待阅、已阅' })
  @ApiOkResponse({ type: CirculationPage })
  mine(@CurrentPrincipal() principal: Principal, @Query() query: CirculationQuery): Promise<CirculationPage> {
    return this.circulations.mine(principal, query);
  }

  @Get('processes/:id/circulations')
  @ApiOperation({ summary: '一个流程送谁传阅、谁已阅、谁未阅' })
  @ApiOkResponse({ type: CirculationList })
  ofProcess(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CirculationList> {
    return this.circulations.ofProcess(principal, id);
  }

  @Post('circulations/:id/read')
  @HttpCode(200)
  @ApiOperation({ summary: '已阅' })
  @ApiOkResponse({ type: DoneView })
  read(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<DoneView> {
    return this.circulations.read(change, id);
  }

  @Post('circulations/:id/urge')
  @HttpCode(200)
  @ApiOperation({ summary: '催阅' })
  @ApiOkResponse({ type: UrgedView })
  urge(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<UrgedView> {
    return this.circulations.urge(change, id);
  }
}
