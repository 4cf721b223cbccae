import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersService } from './dossiers.service.js';
import { EvaluationsController } from './evaluations.controller.js';
import { EvaluationsService } from './evaluations.service.js';
import { StandardsController } from './standards.controller.js';
import { StandardsService } from './standards.service.js';

@Module({
  imports: [DocumentsModule],
  controllers: [EvaluationsController, StandardsController, DossiersController],
  providers: [EvaluationsService, StandardsService, DossiersService],
})
export class EvaluationsModule {}
