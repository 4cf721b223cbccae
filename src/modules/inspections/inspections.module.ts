import { Module } from '@nestjs/common';
import { CircularDraftService } from './circular-draft.service.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionsService } from './inspections.service.js';
import { MatrixService } from './matrix.service.js';
import { InspectionTablesService } from './tables.service.js';

@Module({
  controllers: [InspectionsController],
  providers: [InspectionsService, MatrixService, CircularDraftService, InspectionTablesService],
})
export class InspectionsModule {}
