import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { NoticeSettingsController } from './notice-settings.controller.js';
import { NoticeSettingsService } from './notice-settings.service.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { secretBoxProvider } from './secret-box.provider.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

@Module({
  controllers: [
    NoticesController,
    NoticeSettingsController,
    DeliveriesController,
    WebhookEndpointsController,
  ],
  providers: [
    NoticesService,
    NoticeSettingsService,
    DeliveriesService,
    WebhookEndpointsService,
    secretBoxProvider,
  ],
})
export class NoticesModule {}
