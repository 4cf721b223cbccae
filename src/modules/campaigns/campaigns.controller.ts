import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  CampaignBody,
  CampaignCheckView,
  CampaignDraftQuery,
  CampaignDraftView,
  CampaignPage,
  CampaignQuery,
  CampaignResults,
  CampaignView,
  ChecklistView,
  FindingsExportQuery,
  FindingsPage,
  FindingsQuery,
  HandInsPage,
  HandInsQuery,
} from '../../../contracts/http/campaigns.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { LaunchedView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { CampaignLaunchService } from './campaign-launch.service.js';
import { CampaignsService } from './campaigns.service.js';
import { FindingsService } from './findings.service.js';
import { HandInsService } from './hand-ins.service.js';
import { ResultsService } from './results.service.js';

/** 双拥在基层: plan, check, launch, and what came of it. Its steps are signed like every process's. */
@ApiTags('campaigns')
@Controller('campaigns')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class CampaignsController {
  constructor(
    private readonly launching: CampaignLaunchService,
    private readonly campaigns: CampaignsService,
    private readonly findings: FindingsService,
    private readonly results: ResultsService,
    private readonly handIns: HandInsService,
  ) {}

  @Get('draft')
  @Roles('office')
  @ApiOperation({ summary: '活动方案的底稿：七个阶段、五项内容、七项专项行动，启动前可以修改' })
  @ApiOkResponse({ type: CampaignDraftView })
  draft(
    @CurrentPrincipal() principal: Principal,
    @Query() query: CampaignDraftQuery,
  ): Promise<CampaignDraftView> {
    return this.launching.draft(principal, query);
  }

  @Post('check')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '方案体检：哪里不对、怎样改；不保存' })
  @ApiOkResponse({ type: CampaignCheckView })
  check(@CurrentPrincipal() principal: Principal, @Body() body: CampaignBody): Promise<CampaignCheckView> {
    return this.launching.check(principal, body);
  }

  @Post()
  @Roles('office')
  @ApiOperation({ summary: '启动活动；市级可以一并为所属的县启动' })
  @ApiCreatedResponse({ type: LaunchedView })
  launch(@Change() change: ChangeRequest, @Body() body: CampaignBody): Promise<LaunchedView> {
    return this.launching.launch(change, body);
  }

  @Get()
  @ApiOperation({ summary: '活动列表' })
  @ApiOkResponse({ type: CampaignPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: CampaignQuery): Promise<CampaignPage> {
    return this.campaigns.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一次活动：阶段、检查、七个专题的数字、“五个一”、各县进展' })
  @ApiOkResponse({ type: CampaignView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CampaignView> {
    return this.campaigns.one(principal, id);
  }

  @Get(':id/findings')
  @ApiOperation({ summary: '问题台账' })
  @ApiOkResponse({ type: FindingsPage })
  listFindings(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: FindingsQuery,
  ): Promise<FindingsPage> {
    return this.findings.list(principal, id, query);
  }

  @Get(':id/findings/export')
  @ApiOperation({ summary: '导出问题台账（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  exportFindings(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: FindingsExportQuery,
  ): Promise<StreamableFile> {
    return this.findings.table(principal, id, query);
  }

  @Get(':id/hand-ins')
  @ApiOperation({ summary: '一个阶段里各单位报送的内容' })
  @ApiOkResponse({ type: HandInsPage })
  handInsOf(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: HandInsQuery,
  ): Promise<HandInsPage> {
    return this.handIns.list(principal, id, query);
  }

  @Get(':id/checklist')
  @ApiOperation({ summary: '“五个一”：逐个单位做到哪些、还缺哪些' })
  @ApiOkResponse({ type: ChecklistView })
  checklist(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ChecklistView> {
    return this.results.checklist(principal, id);
  }

  @Get(':id/results')
  @ApiOperation({ summary: '逐个单位的活动结果，供年度考评取用' })
  @ApiOkResponse({ type: CampaignResults })
  resultsOf(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CampaignResults> {
    return this.results.of(principal, id);
  }
}
