import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { ProductionTemporal } from './production-temporal.service.js';
import { RepairService } from './repair.service.js';

@Module({
  imports: [HealthModule],
  controllers: [OperationsController],
  providers: [OperationsService, RepairService, ProductionTemporal],
})
export class OperationsModule {}
