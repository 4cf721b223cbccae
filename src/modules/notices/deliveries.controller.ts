import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeliveryPage, DeliveryQuery, DeliveryView } from '../../../contracts/http/notices.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { DeliveriesService } from './deliveries.service.js';
import { CARETAKERS } from './notice-scope.js';

@ApiTags('notices')
@Roles(...CARETAKERS)
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @ApiOperation({ summary: '本地区及以下的邮件和回调，新的在前；可只看失败的' })
  @ApiOkResponse({ type: DeliveryPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.list(principal, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一次发送' })
  @ApiOkResponse({ type: DeliveryView })
  one(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<DeliveryView> {
    return this.deliveries.one(principal, id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: '重发失败的一次' })
  @ApiOkResponse({ type: DeliveryView })
  retry(@Change() change: ChangeRequest, @UuidParam('id') id: string): Promise<DeliveryView> {
    return this.deliveries.retry(change, id);
  }
}
