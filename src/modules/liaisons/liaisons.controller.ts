import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { LiaisonHistory, LiaisonQuery, LiaisonRegister } from '../../../contracts/http/liaisons.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { LiaisonsService } from './liaisons.service.js';

@ApiTags('liaisons')
@Controller('liaisons')
@Roles('office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison')
export class LiaisonsController {
  constructor(private readonly liaisons: LiaisonsService) {}

  @Get()
  @ApiOperation({ summary: '联络员名册：一个地区各单位的联络员和本年度备案情况，未报的在前' })
  @ApiOkResponse({ type: LiaisonRegister })
  register(@CurrentPrincipal() principal: Principal, @Query() query: LiaisonQuery): Promise<LiaisonRegister> {
    return this.liaisons.register(principal, query);
  }

  @Get('export')
  @ApiOperation({ summary: '导出联络员名册（xlsx）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(@CurrentPrincipal() principal: Principal, @Query() query: LiaisonQuery): Promise<StreamableFile> {
    return this.liaisons.table(principal, query);
  }

  @Get('units/:id')
  @ApiOperation({ summary: '一个单位的历任联络员' })
  @ApiOkResponse({ type: LiaisonHistory })
  history(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<LiaisonHistory> {
    return this.liaisons.history(principal, id);
  }
}
