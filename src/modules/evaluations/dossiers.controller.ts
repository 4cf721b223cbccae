import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DossierQuery, DossierView } from '../../../contracts/http/evaluations.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { DossiersService } from './dossiers.service.js';

/** 迎检备卷. */
@ApiTags('evaluations')
@Controller('dossiers')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class DossiersController {
  constructor(private readonly dossiers: DossiersService) {}

  @Get()
  @ApiOperation({ summary: '迎检备卷：按现行标准，一个地区或单位全年有什么材料、缺什么、由谁补' })
  @ApiOkResponse({ type: DossierView })
  view(@CurrentPrincipal() principal: Principal, @Query() query: DossierQuery): Promise<DossierView> {
    return this.dossiers.view(principal, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出备卷目录（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  table(@CurrentPrincipal() principal: Principal, @Query() query: DossierQuery): Promise<StreamableFile> {
    return this.dossiers.table(principal, query);
  }

  @Get('archive')
  @ApiOperation({ summary: '导出备卷（zip）：目录，各方面的公文和附件' })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  archive(@CurrentPrincipal() principal: Principal, @Query() query: DossierQuery): Promise<StreamableFile> {
    return this.dossiers.archive(principal, query);
  }
}
