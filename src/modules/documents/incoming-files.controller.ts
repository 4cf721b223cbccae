import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AttachmentQuery, FILE_BODY } from '../../../contracts/http/attachments.js';
import {
  IncomingFileRemovalBody,
  IncomingFileView,
  IncomingView,
} from '../../../contracts/http/documents.js';
import { DoneView } from '../../../contracts/http/processes.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { IncomingService } from './incoming.service.js';

const FILE = { type: 'string', format: 'binary' } as const;

/** What came in, with its scans and originals. */
@ApiTags('documents')
@Controller('documents/incoming')
export class IncomingFilesController {
  constructor(private readonly incoming: IncomingService) {}

  @Get(':id')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '一份收文及其文件' })
  @ApiOkResponse({ type: IncomingView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<IncomingView> {
    return this.incoming.one(principal, id);
  }

  @Post(':id/files')
  @Roles('office')
  @ApiOperation({
    summary: '为收文附上扫描件或原件；带涉密标志的文件拒收且不留存',
    description: '能附哪些文件、怎样检查，与任务的附件相同。',
  })
  @ApiConsumes(FILE_BODY)
  @ApiBody({ schema: FILE })
  @ApiCreatedResponse({ type: IncomingFileView })
  add(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Query() { name }: AttachmentQuery,
    @Body() body: unknown,
  ): Promise<IncomingFileView> {
    return this.incoming.addFile(change, id, name, body);
  }

  @Get('files/:id')
  @Roles('office', 'leader', 'auditor')
  @ApiOperation({ summary: '下载收文的文件' })
  @ApiOkResponse({ content: { [FILE_BODY]: { schema: FILE } } })
  download(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.incoming.download(principal, id);
  }

  @Post('files/:id/removal')
  @HttpCode(200)
  @Roles('office')
  @ApiOperation({ summary: '移除收文的文件：不能再下载，文件名和理由留在登记簿里' })
  @ApiOkResponse({ type: DoneView })
  remove(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() { reason }: IncomingFileRemovalBody,
  ): Promise<DoneView> {
    return this.incoming.removeFile(change, id, reason);
  }
}
