import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationsService } from './verifications.service.js';

@Module({
  controllers: [HistoryController, VerificationsController],
  providers: [HistoryService, VerificationsService],
})
export class HistoryModule {}
