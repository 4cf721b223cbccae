import { Module } from '@nestjs/common';
import { ProcessesModule } from '../processes/processes.module.js';
import { ActsService } from './acts.service.js';
import { AssignmentsController } from './assignments.controller.js';
import { DecidedService } from './decided.service.js';
import { AssignmentsService } from './assignments.service.js';

@Module({
  imports: [ProcessesModule],
  controllers: [AssignmentsController],
  providers: [AssignmentsService, ActsService, DecidedService],
  exports: [ActsService],
})
export class AssignmentsModule {}
