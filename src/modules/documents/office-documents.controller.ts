import { Body, Controller, Delete, Get, Param, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { FILE_BODY } from '../../../contracts/http/attachments.js';
import {
  DOCX,
  OfficeQuery,
  TemplateList,
  DocumentTemplateQuery,
  WordBody,
  WordList,
} from '../../../contracts/http/documents.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { TemplatesService } from './templates.service.js';
import { WordsService } from './words.service.js';

const FILE = { type: 'string', format: 'binary' } as const;

/** How an office numbers its documents, and how they look. */
@ApiTags('documents')
@Controller('documents')
@Roles('office')
export class OfficeDocumentsController {
  constructor(
    private readonly words: WordsService,
    private readonly templates: TemplatesService,
  ) {}

  @Get('words')
  @ApiOperation({ summary: '本办各文种的机关代字和下一个文号' })
  @ApiOkResponse({ type: WordList })
  listWords(@CurrentPrincipal() principal: Principal, @Query() { region }: OfficeQuery): Promise<WordList> {
    return this.words.list(principal, region);
  }

  @Put('words/:kind')
  @ApiOperation({ summary: '设定一个文种的机关代字；序号接着往下用' })
  @ApiOkResponse({ type: WordList })
  putWord(
    @Change() change: ChangeRequest,
    @Param('kind') kind: string,
    @Body() body: WordBody,
  ): Promise<WordList> {
    return this.words.put(change, kind, body);
  }

  @Get('templates')
  @ApiOperation({ summary: '本办各文种的模板及其各个版本' })
  @ApiOkResponse({ type: TemplateList })
  listTemplates(
    @CurrentPrincipal() principal: Principal,
    @Query() { region }: OfficeQuery,
  ): Promise<TemplateList> {
    return this.templates.list(principal, region);
  }

  @Put('templates/:kind')
  @ApiOperation({ summary: '以本办的 Word 模板代替内置版式；此后印发的公文按它成文' })
  @ApiConsumes(FILE_BODY)
  @ApiBody({ schema: FILE })
  @ApiOkResponse({ type: TemplateList })
  putTemplate(
    @Change() change: ChangeRequest,
    @Param('kind') kind: string,
    @Query() query: DocumentTemplateQuery,
    @Body() body: unknown,
  ): Promise<TemplateList> {
    return this.templates.put(change, kind, query, body);
  }

  @Delete('templates/:kind')
  @ApiOperation({ summary: '恢复内置版式；以前的版本保留' })
  @ApiOkResponse({ type: TemplateList })
  removeTemplate(
    @Change() change: ChangeRequest,
    @Param('kind') kind: string,
    @Query() { region }: OfficeQuery,
  ): Promise<TemplateList> {
    return this.templates.remove(change, kind, region);
  }

  @Get('templates/:kind/file')
  @ApiOperation({ summary: '下载本办现用的模板' })
  @ApiProduces(DOCX)
  @ApiOkResponse({ schema: FILE })
  template(
    @CurrentPrincipal() principal: Principal,
    @Param('kind') kind: string,
    @Query() { region }: OfficeQuery,
  ): Promise<StreamableFile> {
    return this.templates.download(principal, kind, region);
  }

  @Get('templates/:kind/sample')
  @ApiOperation({ summary: '下载带占位符的模板示例，在它上面修改' })
  @ApiProduces(DOCX)
  @ApiOkResponse({ schema: FILE })
  sample(@Param('kind') kind: string): Promise<StreamableFile> {
    return this.templates.sample(kind);
  }
}
