import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  PauseBody,
  PausedView,
  ResumedView,
  ResumptionBody,
  ResumptionPreview,
  ResumptionPreviewQuery,
} from '../../../contracts/http/pauses.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { PausesService } from './pauses.service.js';

/** A process's clock stands still, and goes on. */
@ApiTags('processes')
@Controller('processes/:id')
export class PausesController {
  constructor(private readonly pauses: PausesService) {}

  @Post('pause')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '挂起（双拥办主任，须有理由）：时限停止计算，不催办、不督办、不能办理' })
  @ApiOkResponse({ type: PausedView })
  pause(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: PauseBody,
  ): Promise<PausedView> {
    return this.pauses.pause(change, id, body);
  }

  @Post('resumption')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '恢复办理（双拥办主任，须有理由）：各项时限按停止的时间顺延' })
  @ApiOkResponse({ type: ResumedView })
  resume(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: ResumptionBody,
  ): Promise<ResumedView> {
    return this.pauses.resume(change, id, body);
  }

  @Get('resumption-preview')
  @Roles('office')
  @ApiOperation({ summary: '如果恢复，每项时限会移到哪一天' })
  @ApiOkResponse({ type: ResumptionPreview })
  preview(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: ResumptionPreviewQuery,
  ): Promise<ResumptionPreview> {
    return this.pauses.preview(principal, id, query);
  }
}
