import { Module } from '@nestjs/common';
import { PointCoverageService } from './point-coverage.service.js';
import { WorkPointsController } from './work-points.controller.js';
import { WorkPointsService } from './work-points.service.js';

@Module({ controllers: [WorkPointsController], providers: [WorkPointsService, PointCoverageService] })
export class WorkPointsModule {}
