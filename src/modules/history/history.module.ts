import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller.js';
import { HistoryExportService } from './history-export.service.js';
import { HistoryService } from './history.service.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationsService } from './verifications.service.js';

@Module({
  controllers: [HistoryController, VerificationsController],
  providers: [HistoryService, HistoryExportService, VerificationsService],
  exports: [HistoryService],
})
export class HistoryModule {}
