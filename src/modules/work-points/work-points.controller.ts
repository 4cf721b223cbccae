import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import {
  PointCoverageView,
  PointDetailView,
  PointFilterQuery,
  PointSetPage,
  PointSetQuery,
  PointSetView,
} from '../../../contracts/http/work-points.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { PointCoverageService } from './point-coverage.service.js';
import { WorkPointsService } from './work-points.service.js';

/** 工作要点. They are launched, split, approved and reported on like every process; here is how far they are. */
@ApiTags('work-points')
@Controller('work-points')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class WorkPointsController {
  constructor(
    private readonly workPoints: WorkPointsService,
    private readonly coverage: PointCoverageService,
  ) {}

  @Get()
  @ApiOperation({ summary: '各年度、各地区的工作要点，最近的在前' })
  @ApiOkResponse({ type: PointSetPage })
  sets(@CurrentPrincipal() principal: Principal, @Query() query: PointSetQuery): Promise<PointSetPage> {
    return this.workPoints.sets(principal, query);
  }

  @Get('points/:id')
  @ApiOperation({ summary: '一项要点：各季进展、办结情况，上下级的对应要点' })
  @ApiOkResponse({ type: PointDetailView })
  point(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<PointDetailView> {
    return this.workPoints.point(principal, id);
  }

  @Get(':id')
  @ApiOperation({ summary: '一套工作要点：逐项的单位、亮灯、进展，未签收的单位，上级下达的要点' })
  @ApiOkResponse({ type: PointSetView })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PointFilterQuery,
  ): Promise<PointSetView> {
    return this.workPoints.one(principal, id, query);
  }

  @Get(':id/coverage')
  @ApiOperation({ summary: '下达的覆盖情况：哪个地区分解了哪一项、声明无本级任务，或者还没有分解' })
  @ApiOkResponse({ type: PointCoverageView })
  coverageOf(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<PointCoverageView> {
    return this.coverage.of(principal, id);
  }

  @Get(':id/export')
  @ApiOperation({ summary: '导出一套工作要点的落实情况（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PointFilterQuery,
  ): Promise<StreamableFile> {
    return this.workPoints.table(principal, id, query);
  }
}
