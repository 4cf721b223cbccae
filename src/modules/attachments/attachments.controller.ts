import { Body, Controller, Get, Post, Query, type StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  AttachmentList,
  AttachmentQuery,
  AttachmentView,
  FILE_BODY,
} from '../../../contracts/http/attachments.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { AttachmentsService } from './attachments.service.js';

@ApiTags('attachments')
@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Post('assignments/:assignmentId/attachments')
  @ApiOperation({
    summary: '为本人未办结的任务上传附件；带涉密标志的文件拒收且不留存',
    description:
      'docx、xlsx、txt、PDF、OFD 检查正文、属性、批注和表单；加密的、读不完的、带宏、脚本或嵌入文件的拒收。扫描的 PDF、OFD 和图片读不出文字，只检查文件名。',
  })
  @ApiConsumes(FILE_BODY)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: AttachmentView })
  upload(
    @Change() change: ChangeRequest,
    @UuidParam('assignmentId') assignmentId: string,
    @Query() { name }: AttachmentQuery,
    @Body() body: unknown,
  ): Promise<AttachmentView> {
    return this.attachments.upload(change, assignmentId, name, body);
  }

  @Get('assignments/:assignmentId/attachments')
  @ApiOperation({ summary: '一项任务的附件' })
  @ApiOkResponse({ type: AttachmentList })
  ofAssignment(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('assignmentId') assignmentId: string,
  ): Promise<AttachmentList> {
    return this.attachments.ofAssignment(principal, assignmentId);
  }

  @Get('processes/:processId/attachments')
  @ApiOperation({ summary: '一个流程的全部附件' })
  @ApiOkResponse({ type: AttachmentList })
  ofProcess(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('processId') processId: string,
  ): Promise<AttachmentList> {
    return this.attachments.ofProcess(principal, processId);
  }

  @Get('attachments/:id')
  @ApiOperation({ summary: '下载附件' })
  @ApiOkResponse({ content: { [FILE_BODY]: { schema: { type: 'string', format: 'binary' } } } })
  download(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.attachments.download(principal, id);
  }
}
