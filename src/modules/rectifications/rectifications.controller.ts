import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import {
  RectificationAccountView,
  RectificationDetailView,
  RectificationFilter,
  RectificationPage,
  RectificationQuery,
} from '../../../contracts/http/rectifications.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { RectificationsService } from './rectifications.service.js';

@ApiTags('rectifications')
@Controller('rectifications')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class RectificationsController {
  constructor(private readonly rectifications: RectificationsService) {}

  @Get()
  @ApiOperation({ summary: '限时整改的问题，按时限先后' })
  @ApiOkResponse({ type: RectificationPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: RectificationQuery,
  ): Promise<RectificationPage> {
    return this.rectifications.list(principal, query);
  }

  @Get('account')
  @ApiOperation({ summary: '整改账：各地区、各单位的问题和销号情况，按固定次序' })
  @ApiOkResponse({ type: RectificationAccountView })
  account(
    @CurrentPrincipal() principal: Principal,
    @Query() query: RectificationFilter,
  ): Promise<RectificationAccountView> {
    return this.rectifications.account(principal, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出整改台账（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(
    @CurrentPrincipal() principal: Principal,
    @Query() query: RectificationFilter,
  ): Promise<StreamableFile> {
    return this.rectifications.table(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一个限时整改的问题：要求、方案、结果、异议和历次复核' })
  @ApiOkResponse({ type: RectificationDetailView })
  one(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<RectificationDetailView> {
    return this.rectifications.one(principal, id);
  }
}
