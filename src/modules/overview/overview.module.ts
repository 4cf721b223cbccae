import { Module } from '@nestjs/common';
import { DeskService } from './desk.service.js';
import { OverviewController } from './overview.controller.js';
import { OverviewService } from './overview.service.js';

@Module({ controllers: [OverviewController], providers: [OverviewService, DeskService] })
export class OverviewModule {}
