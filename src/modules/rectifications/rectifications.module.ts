import { Module } from '@nestjs/common';
import { RectificationsController } from './rectifications.controller.js';
import { RectificationsService } from './rectifications.service.js';

@Module({ controllers: [RectificationsController], providers: [RectificationsService] })
export class RectificationsModule {}
