import { Body, Controller, Get, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CALENDAR_FILE, PlanPreviewBody, PlanPreviewView } from '../../../contracts/http/plan-preview.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { OwnAccount, Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { PlanPreviewService } from './plan-preview.service.js';

/** A preview only reads, however it is asked for: the guard must not take it for a change an auditor makes. */
const ChangesNothing = OwnAccount;
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('annual-cycles')
@Controller()
export class PlanPreviewController {
  constructor(private readonly previews: PlanPreviewService) {}

  @Post('annual-cycles/preview')
  @HttpCode(200)
  @ChangesNothing()
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '年度预览：全年每一天有什么启动、开会、到期，各单位的工作量' })
  @ApiOkResponse({ type: PlanPreviewView })
  preview(@CurrentPrincipal() principal: Principal, @Body() body: PlanPreviewBody): Promise<PlanPreviewView> {
    return this.previews.preview(principal, body);
  }

  @Post('annual-cycles/preview.ics')
  @HttpCode(200)
  @ChangesNothing()
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '年度预览的日历文件（ics）' })
  @ApiProduces(CALENDAR_FILE)
  @ApiOkResponse(FILE)
  previewFile(
    @CurrentPrincipal() principal: Principal,
    @Body() body: PlanPreviewBody,
  ): Promise<StreamableFile> {
    return this.previews.previewFile(principal, body);
  }

  @Get('processes/:processId/calendar.ics')
  @Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
  @ApiOperation({ summary: '一个流程的日历文件（ics）：未到期的时限、会议和后面的安排' })
  @ApiProduces(CALENDAR_FILE)
  @ApiOkResponse(FILE)
  process(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<StreamableFile> {
    return this.previews.process(principal, processId);
  }

  @Get('me/calendar.ics')
  @ApiOperation({ summary: '本人待办的日历文件（ics）' })
  @ApiProduces(CALENDAR_FILE)
  @ApiOkResponse(FILE)
  own(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return this.previews.own(principal);
  }
}
