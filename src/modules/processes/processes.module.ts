import { Module } from '@nestjs/common';
import { LaunchService } from './launch.service.js';
import { LaunchedService } from './launched.service.js';
import { ParticipantsService } from './participants.service.js';
import { ProcessesController } from './processes.controller.js';
import { ProcessesService } from './processes.service.js';

@Module({
  controllers: [ProcessesController],
  providers: [ProcessesService, LaunchService, LaunchedService, ParticipantsService],
  exports: [LaunchedService, LaunchService],
})
export class ProcessesModule {}
