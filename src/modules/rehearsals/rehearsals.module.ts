import { Module } from '@nestjs/common';
import { RehearsalsController } from './rehearsals.controller.js';
import { RehearsalsService } from './rehearsals.service.js';
import { RehearsalRunsController } from './runs.controller.js';
import { RehearsalRunsService } from './runs.service.js';

@Module({
  // `rehearsals/current` before `rehearsals/:id`.
  controllers: [RehearsalsController, RehearsalRunsController],
  providers: [RehearsalsService, RehearsalRunsService],
})
export class RehearsalsModule {}
