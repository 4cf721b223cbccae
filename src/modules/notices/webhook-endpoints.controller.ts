import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  DeliveryStarted,
  WebhookEndpointChange,
  WebhookEndpointCreate,
  WebhookEndpointRemoved,
  WebhookEndpointView,
} from '../../../contracts/http/notices.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

@ApiTags('notices')
@Roles('systemAdministrator')
@Controller('webhook-endpoints')
export class WebhookEndpointsController {
  constructor(private readonly endpoints: WebhookEndpointsService) {}

  @Get()
  @ApiOperation({ summary: '本地区及以下的回调地址' })
  @ApiOkResponse({ type: [WebhookEndpointView] })
  list(@CurrentPrincipal() principal: Principal): Promise<WebhookEndpointView[]> {
    return this.endpoints.list(principal);
  }

  @Post()
  @ApiOperation({ summary: '登记回调地址' })
  @ApiCreatedResponse({ type: WebhookEndpointView })
  create(@Change() change: ChangeRequest, @Body() body: WebhookEndpointCreate): Promise<WebhookEndpointView> {
    return this.endpoints.create(change, body);
  }

  @Put(':id')
  @ApiOperation({ summary: '修改回调地址' })
  @ApiOkResponse({ type: WebhookEndpointView })
  change(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: WebhookEndpointChange,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.change(change, id, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: '撤销回调地址；其签名密钥随即删除' })
  @ApiOkResponse({ type: WebhookEndpointRemoved })
  remove(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<WebhookEndpointRemoved> {
    return this.endpoints.remove(change, id);
  }

  @Post(':id/test')
  @HttpCode(202)
  @ApiOperation({ summary: '发一条测试；结果见 /deliveries/{deliveryId}' })
  @ApiAcceptedResponse({ type: DeliveryStarted })
  test(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<DeliveryStarted> {
    return this.endpoints.test(change, id);
  }
}
