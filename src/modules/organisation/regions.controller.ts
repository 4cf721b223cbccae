import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RegionQuery } from '../../../contracts/http/organisation-changes.js';
import { RegionPage, RegionView } from '../../../contracts/http/organisation.js';
import { RegionsService } from './regions.service.js';

@ApiTags('organisation')
@Controller('regions')
export class RegionsController {
  constructor(private readonly regions: RegionsService) {}

  @Get()
  @ApiOperation({ summary: '查行政区划：某地的下级，或按名称、代码搜索' })
  @ApiOkResponse({ type: RegionPage })
  list(@Query() query: RegionQuery): Promise<RegionPage> {
    return this.regions.list(query);
  }

  @Get(':code')
  @ApiOperation({ summary: '一个行政区划' })
  @ApiOkResponse({ type: RegionView })
  one(@Param('code') code: string): Promise<RegionView> {
    return this.regions.one(code);
  }
}
