import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FILE_BODY } from '../../../contracts/http/attachments.js';
import { NoticeFileQuery, NoticePreview, NoticeTextBody } from '../../../contracts/http/notice-preview.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { NoticePreviewService } from './notice-preview.service.js';

@ApiTags('work-points')
@Controller('work-points/preview')
@Roles('office')
export class NoticePreviewController {
  constructor(private readonly previews: NoticePreviewService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: '粘贴通知全文，看读出哪些要点、各归哪些单位；不保存' })
  @ApiOkResponse({ type: NoticePreview })
  ofText(@CurrentPrincipal() principal: Principal, @Body() body: NoticeTextBody): Promise<NoticePreview> {
    return this.previews.ofText(principal, body);
  }

  @Post('file')
  @HttpCode(200)
  @ApiOperation({ summary: '上传通知（docx、txt、md），看读出哪些要点；不保存' })
  @ApiConsumes(FILE_BODY)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: NoticePreview })
  ofFile(
    @CurrentPrincipal() principal: Principal,
    @Query() { regionCode }: NoticeFileQuery,
    @Body() file: unknown,
  ): Promise<NoticePreview> {
    return this.previews.ofFile(principal, regionCode, file);
  }
}
