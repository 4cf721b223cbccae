import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  EvaluationPage,
  EvaluationQuery,
  EvaluationSheetView,
  EvaluationView,
  ObjectionList,
  ReviewView,
} from '../../../contracts/http/evaluations.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { EvaluationsService } from './evaluations.service.js';

/** 考评. They are launched and signed like every process; here is who is evaluated, by what, and what came of it. */
@ApiTags('evaluations')
@Controller('evaluations')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class EvaluationsController {
  constructor(private readonly evaluations: EvaluationsService) {}

  @Get()
  @ApiOperation({ summary: '考评，新启动的在前：年度、对象、自评情况、现在等谁' })
  @ApiOkResponse({ type: EvaluationPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: EvaluationQuery): Promise<EvaluationPage> {
    return this.evaluations.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一次考评：标准、对象和各自的情况；考评对象只看到自己' })
  @ApiOkResponse({ type: EvaluationView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<EvaluationView> {
    return this.evaluations.one(principal, id);
  }

  @Get(':id/subjects/:unitId')
  @ApiOperation({ summary: '一个对象的考评表：系统数据和记录、自评、核定得分、更正、异议' })
  @ApiOkResponse({ type: EvaluationSheetView })
  sheet(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @UuidParam('unitId') unitId: string,
  ): Promise<EvaluationSheetView> {
    return this.evaluations.sheet(principal, id, unitId);
  }

  @Get(':id/review')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '评审表：全部对象、全部指标，哪些要核定' })
  @ApiOkResponse({ type: ReviewView })
  review(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ReviewView> {
    return this.evaluations.review(principal, id);
  }

  @Get(':id/objections')
  @ApiOperation({ summary: '对结果的异议和答复；考评对象只看到自己的' })
  @ApiOkResponse({ type: ObjectionList })
  objections(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ObjectionList> {
    return this.evaluations.objections(principal, id);
  }

  @Get(':id/export')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '导出考评结果（xlsx），按固定次序' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.evaluations.table(principal, id);
  }
}
