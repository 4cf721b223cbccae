import { Module } from '@nestjs/common';
import { ProcessesModule } from '../processes/processes.module.js';
import { AnnualCyclesController } from './annual-cycles.controller.js';
import { AnnualCyclesService } from './annual-cycles.service.js';
import { BatchesController } from './batches.controller.js';
import { BatchesService } from './batches.service.js';
import { RunningYearService } from './running-year.service.js';

@Module({
  imports: [ProcessesModule],
  // The batches first: `annual-cycles/:id` would take their path for an id.
  controllers: [BatchesController, AnnualCyclesController],
  providers: [AnnualCyclesService, RunningYearService, BatchesService],
})
export class AnnualCyclesModule {}
