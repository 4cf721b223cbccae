import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  NoticePage,
  NoticeQuery,
  PreferenceChange,
  PreferenceView,
  ReadRequest,
  UnreadCount,
} from '../../../contracts/http/notices.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { OwnAccount } from '../../http/roles.js';
import { NoticeSettingsService } from './notice-settings.service.js';
import { NoticesService } from './notices.service.js';

@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(
    private readonly notices: NoticesService,
    private readonly settings: NoticeSettingsService,
  ) {}

  @Get()
  @ApiOperation({ summary: '本人的提醒，新的在前' })
  @ApiOkResponse({ type: NoticePage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: NoticeQuery): Promise<NoticePage> {
    return this.notices.list(principal, query);
  }

  @Get('unread-count')
  @ApiOperation({ summary: '本人的未读条数' })
  @ApiOkResponse({ type: UnreadCount })
  unread(@CurrentPrincipal() principal: Principal): Promise<UnreadCount> {
    return this.notices.unread(principal);
  }

  @Post('read')
  @OwnAccount()
  @HttpCode(200)
  @ApiOperation({ summary: '标为已读：指定的几条，或截至某时的全部；已读的不再发邮件' })
  @ApiOkResponse({ type: UnreadCount })
  read(@CurrentPrincipal() principal: Principal, @Body() body: ReadRequest): Promise<UnreadCount> {
    return this.notices.read(principal, body);
  }

  @Get('preferences')
  @ApiOperation({ summary: '本人的提醒方式' })
  @ApiOkResponse({ type: PreferenceView })
  preference(@CurrentPrincipal() principal: Principal): Promise<PreferenceView> {
    return this.settings.preference(principal);
  }

  @Put('preferences')
  @OwnAccount()
  @ApiOperation({ summary: '修改本人的提醒方式；没填的随单位设置' })
  @ApiOkResponse({ type: PreferenceView })
  setPreference(
    @CurrentPrincipal() principal: Principal,
    @Body() body: PreferenceChange,
  ): Promise<PreferenceView> {
    return this.settings.setPreference(principal, body);
  }
}
