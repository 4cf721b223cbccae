import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  BatchListQuery,
  BatchPage,
  BatchQuery,
  BatchView,
  NewBatchBody,
  NewBatchView,
  ResumedBatchView,
} from '../../../contracts/http/annual-batches.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { BatchesService } from './batches.service.js';

/** The years of many regions at once: a province for all its counties. */
@ApiTags('annual-cycles')
@Controller('annual-cycles/batches')
export class BatchesController {
  constructor(private readonly batches: BatchesService) {}

  @Post()
  @Roles('office')
  @ApiOperation({ summary: '上级双拥办为下级各地区批量启动年度工作' })
  @ApiCreatedResponse({ type: NewBatchView })
  create(@Change() change: ChangeRequest, @Body() body: NewBatchBody): Promise<NewBatchView> {
    return this.batches.create(change, body);
  }

  @Get()
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '一个地区及其下级发起的批量启动' })
  @ApiOkResponse({ type: BatchPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: BatchListQuery): Promise<BatchPage> {
    return this.batches.list(principal, query);
  }

  @Get(':id')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '批量启动的进度：已启动、未启动及其原因' })
  @ApiOkResponse({ type: BatchView })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: BatchQuery,
  ): Promise<BatchView> {
    return this.batches.one(principal, id, query);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '继续：未启动的地区再试一次' })
  @ApiOkResponse({ type: ResumedBatchView })
  resume(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<ResumedBatchView> {
    return this.batches.resume(change, id);
  }
}
