import { Module } from '@nestjs/common';
import { PlanPreviewController } from './plan-preview.controller.js';
import { PlanPreviewService } from './plan-preview.service.js';

@Module({ controllers: [PlanPreviewController], providers: [PlanPreviewService] })
export class PlanPreviewModule {}
