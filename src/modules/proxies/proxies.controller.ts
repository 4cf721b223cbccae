import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProxyBody, ProxyPage, ProxyQuery, ProxyView } from '../../../contracts/http/proxies.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { UuidParam } from '../../http/uuid-param.js';
import { ProxiesService } from './proxies.service.js';

@ApiTags('proxies')
@Controller('proxies')
export class ProxiesController {
  constructor(private readonly proxies: ProxiesService) {}

  @Get()
  @ApiOperation({ summary: '代理：本人委托或代办的，以及本人范围内的，含已经结束的' })
  @ApiOkResponse({ type: ProxyPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ProxyQuery): Promise<ProxyPage> {
    return this.proxies.list(principal, query);
  }

  @Post()
  @ApiOperation({ summary: '设置代理：不在岗期间由谁代为签批' })
  @ApiCreatedResponse({ type: ProxyView })
  create(@Change() change: ChangeRequest, @Body() body: ProxyBody): Promise<ProxyView> {
    return this.proxies.create(change, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: '提前结束代理，即时生效；记录保留' })
  @ApiOkResponse({ type: ProxyView })
  end(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<ProxyView> {
    return this.proxies.end(change, id);
  }
}
