import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ImportQuery } from '../../../contracts/http/ledger.js';
import { ImportPreview, XLSX } from '../../../contracts/http/ledger-import.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { LedgerImportService } from './ledger-import.service.js';

@ApiTags('ledger')
@Controller('ledger/imports')
@Roles('unitLeader', 'liaison', 'militaryLiaison')
export class LedgerImportController {
  constructor(private readonly imports: LedgerImportService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: '上传填好的统计表，先看读到了什么；不写入台账' })
  @ApiConsumes(XLSX)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: ImportPreview })
  preview(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ImportQuery,
    @Body() file: unknown,
  ): Promise<ImportPreview> {
    return this.imports.preview(principal, query.assignmentId, file);
  }

  @Get(':id')
  @ApiOperation({ summary: '再看一次预览' })
  @ApiOkResponse({ type: ImportPreview })
  find(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ImportPreview> {
    return this.imports.find(principal, id);
  }

  @Get(':id/workbook')
  @ApiOperation({ summary: '标红并加批注的原表（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  workbook(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<StreamableFile> {
    return this.imports.workbook(principal, id);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @ApiOperation({ summary: '按预览报送清单' })
  @ApiOkResponse({ description: '报送任务的办理结果', schema: { type: 'object' } })
  accept(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<object> {
    return this.imports.accept(change, id);
  }
}
