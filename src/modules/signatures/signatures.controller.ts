import { Body, Controller, Delete, Get, Put, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DoneView } from '../../../contracts/http/processes.js';
import { SIGNATURE_BODY, SignatureImageView, SignatureView } from '../../../contracts/http/signatures.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { SignaturesService } from './signatures.service.js';

const PICTURE = { content: { [SIGNATURE_BODY]: { schema: { type: 'string', format: 'binary' } } } } as const;

@ApiTags('signatures')
@Controller()
export class SignaturesController {
  constructor(private readonly signatures: SignaturesService) {}

  @Get('me/signature')
  @ApiOperation({ summary: '本人的签名图片' })
  @ApiOkResponse(PICTURE)
  own(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return this.signatures.own(principal);
  }

  @Put('me/signature')
  @ApiOperation({
    summary: '上传本人的签名图片：PNG，不超过 200 KB、1200×600；以前的图片随已签的内容保留',
    description: '图片里附带的文字、地点等信息不保存。',
  })
  @ApiConsumes(SIGNATURE_BODY)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: SignatureImageView })
  put(@Change() change: ChangeRequest, @Body() body: unknown): Promise<SignatureImageView> {
    return this.signatures.put(change, body);
  }

  @Delete('me/signature')
  @ApiOperation({ summary: '停用本人的签名图片；已签的内容不受影响' })
  @ApiOkResponse({ type: DoneView })
  remove(@Change() change: ChangeRequest): Promise<DoneView> {
    return this.signatures.remove(change);
  }

  @Get('assignments/:id/signature')
  @ApiOperation({ summary: '核验一项签批：内容和签名图片与签署时是否一致' })
  @ApiOkResponse({ type: SignatureView })
  ofAssignment(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
  ): Promise<SignatureView> {
    return this.signatures.ofAssignment(principal, id);
  }

  @Get('assignments/:id/signature/image')
  @ApiOperation({ summary: '一项签批所用的签名图片' })
  @ApiOkResponse(PICTURE)
  pictureOf(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.signatures.pictureOf(principal, id);
  }
}
