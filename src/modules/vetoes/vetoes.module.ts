import { Module } from '@nestjs/common';
import { VetoEventsController } from './veto-events.controller.js';
import { VetoEventsService } from './veto-events.service.js';
import { VetoReportsService } from './veto-reports.service.js';
import { VetoWatchesController } from './veto-watches.controller.js';
import { VetoWatchesService } from './veto-watches.service.js';

@Module({
  controllers: [VetoEventsController, VetoWatchesController],
  providers: [VetoEventsService, VetoReportsService, VetoWatchesService],
})
export class VetoesModule {}
