import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  CircularPage,
  CircularQuery,
  CircularView,
  CoverageView,
  FigureRowPage,
  FigureRowsQuery,
  FiguresView,
} from '../../../contracts/http/circulars.js';
import { FIGURE_KEYS } from '../../../domain/circulars/figures.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { CircularsService } from './circulars.service.js';
import { CoverageService } from './coverage.service.js';

/** 情况通报 (五项制度机制 三（五）). They are launched, signed and issued like every process; here is what they say and how far they came. */
@ApiTags('circulars')
@Controller()
export class CircularsController {
  constructor(
    private readonly circulars: CircularsService,
    private readonly coverage: CoverageService,
  ) {}

  @Get('processes/:id/coverage')
  @ApiOperation({ summary: '转发的覆盖情况：逐级何时收文、几条意见、印发文号、谁还没有签收' })
  @ApiOkResponse({ type: CoverageView })
  coverageOf(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CoverageView> {
    return this.coverage.of(principal, id);
  }

  @Get('circulars')
  @ApiOperation({ summary: '情况通报，新启动的在前：种类、文号、签收、转发、现在等谁' })
  @ApiOkResponse({ type: CircularPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: CircularQuery): Promise<CircularPage> {
    return this.circulars.list(principal, query);
  }

  @Get('circulars/:processId')
  @ApiOperation({ summary: '一件通报：来文、贯彻意见、发送范围、印发的公文' })
  @ApiOkResponse({ type: CircularView })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<CircularView> {
    return this.circulars.one(principal, processId);
  }

  @Get('circulars/:processId/figures')
  @ApiOperation({ summary: '重点工作通报的数据：截止时刻、各项数字，按单位和乡镇' })
  @ApiOkResponse({ type: FiguresView })
  figures(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<FiguresView> {
    return this.circulars.figures(principal, processId);
  }

  @Get('circulars/:processId/figures/:key/rows')
  @ApiOperation({ summary: '一个数字背后的明细，截止时刻的原样' })
  @ApiParam({ name: 'key', enum: FIGURE_KEYS })
  @ApiOkResponse({ type: FigureRowPage })
  rows(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
    @Param('key') key: string,
    @Query() query: FigureRowsQuery,
  ): Promise<FigureRowPage> {
    return this.circulars.rows(principal, processId, key, query);
  }
}
