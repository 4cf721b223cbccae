import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PositionQuery } from '../../../contracts/http/organisation-changes.js';
import { PositionPage } from '../../../contracts/http/organisation.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { PositionsService } from './positions.service.js';

@ApiTags('organisation')
@Controller('positions')
export class PositionsController {
  constructor(private readonly positions: PositionsService) {}

  @Get()
  @ApiOperation({ summary: '查职务：本地区及以下，按单位、职务、现任姓名' })
  @ApiOkResponse({ type: PositionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PositionQuery): Promise<PositionPage> {
    return this.positions.list(principal, query);
  }
}
