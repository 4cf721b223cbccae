import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  RegionSettingsChange,
  RegionSettingsQuery,
  RegionSettingsView,
} from '../../../contracts/http/notices.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { CARETAKERS } from './notice-scope.js';
import { NoticeSettingsService } from './notice-settings.service.js';

@ApiTags('notices')
@Roles(...CARETAKERS)
@Controller('notice-settings')
export class NoticeSettingsController {
  constructor(private readonly settings: NoticeSettingsService) {}

  @Get()
  @ApiOperation({ summary: '一个地区的提醒设置' })
  @ApiOkResponse({ type: RegionSettingsView })
  one(
    @CurrentPrincipal() principal: Principal,
    @Query() { regionCode }: RegionSettingsQuery,
  ): Promise<RegionSettingsView> {
    return this.settings.ofRegion(principal, regionCode);
  }

  @Put()
  @ApiOperation({ summary: '修改一个地区的提醒设置；没填的随上级设置' })
  @ApiOkResponse({ type: RegionSettingsView })
  set(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RegionSettingsChange,
  ): Promise<RegionSettingsView> {
    return this.settings.setOfRegion(principal, body);
  }
}
