import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  ChangeStandardBody,
  NewStandardBody,
  PublishStandardBody,
  StandardExportQuery,
  StandardList,
  StandardRegionQuery,
  StandardView,
} from '../../../contracts/http/evaluation-standards.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { DoneView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { StandardsService } from './standards.service.js';

/** 考评标准, in versions. */
@ApiTags('evaluations')
@Controller('evaluation-standards')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class StandardsController {
  constructor(private readonly standards: StandardsService) {}

  @Get()
  @ApiOperation({ summary: '考评标准：本地区和上级的各版，系统自带的' })
  @ApiOkResponse({ type: StandardList })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() { regionCode }: StandardRegionQuery,
  ): Promise<StandardList> {
    return this.standards.list(principal, regionCode);
  }

  @Get('in-force')
  @ApiOperation({ summary: '一个地区今天按哪份标准考评' })
  @ApiOkResponse({ type: StandardView })
  inForce(
    @CurrentPrincipal() principal: Principal,
    @Query() { regionCode }: StandardRegionQuery,
  ): Promise<StandardView> {
    return this.standards.inForce(principal, regionCode);
  }

  @Get('export')
  @ApiOperation({ summary: '导出考评标准（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(
    @CurrentPrincipal() principal: Principal,
    @Query() { regionCode, id }: StandardExportQuery,
  ): Promise<StreamableFile> {
    return this.standards.table(principal, regionCode, id);
  }

  @Get(':id')
  @ApiOperation({ summary: '一版考评标准的全文' })
  @ApiOkResponse({ type: StandardView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StandardView> {
    return this.standards.one(principal, id);
  }

  @Post()
  @Roles('office')
  @ApiOperation({ summary: '起草新的一版，以现行标准为底稿' })
  @ApiCreatedResponse({ type: StandardView })
  draft(@Change() change: ChangeRequest, @Body() { regionCode }: NewStandardBody): Promise<StandardView> {
    return this.standards.draft(change, regionCode);
  }

  @Put(':id')
  @Roles('office')
  @ApiOperation({ summary: '修改草稿；不能用的地方列在 findings，改好才能发布' })
  @ApiOkResponse({ type: StandardView })
  change(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: ChangeStandardBody,
  ): Promise<StandardView> {
    return this.standards.change(change, id, body);
  }

  @Delete(':id')
  @Roles('office')
  @ApiOperation({ summary: '放弃草稿' })
  @ApiOkResponse({ type: DoneView })
  drop(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<DoneView> {
    return this.standards.drop(change, id);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '发布草稿为新的一版；发布后不能再改' })
  @ApiOkResponse({ type: StandardView })
  publish(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: PublishStandardBody,
  ): Promise<StandardView> {
    return this.standards.publish(change, id, body);
  }
}
