import { Module } from '@nestjs/common';
import { LaunchService } from './launch.service.js';
import { LaunchedService } from './launched.service.js';
import { ParticipantsService } from './participants.service.js';
import { PausesController } from './pauses.controller.js';
import { PausesService } from './pauses.service.js';
import { ProcessesController } from './processes.controller.js';
import { ProcessesService } from './processes.service.js';

@Module({
  controllers: [ProcessesController, PausesController],
  providers: [ProcessesService, LaunchService, LaunchedService, ParticipantsService, PausesService],
  exports: [LaunchedService, LaunchService],
})
export class ProcessesModule {}
