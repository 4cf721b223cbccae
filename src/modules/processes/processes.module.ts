import { Module } from '@nestjs/common';
import { FlowController } from './flow.controller.js';
import { LaunchService } from './launch.service.js';
import { LaunchedService } from './launched.service.js';
import { ParticipantsService } from './participants.service.js';
import { PausesController } from './pauses.controller.js';
import { PausesService } from './pauses.service.js';
import { ProcessesController } from './processes.controller.js';
import { ProcessesService } from './processes.service.js';

@Module({
  controllers: [ProcessesController, FlowController, PausesController],
  providers: [ProcessesService, LaunchService, LaunchedService, ParticipantsService, PausesService],
  exports: [LaunchedService, LaunchService, ProcessesService],
})
export class ProcessesModule {}
