import { Module } from '@nestjs/common';
import { DocumentFilesService } from './document-files.service.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { IncomingFilesController } from './incoming-files.controller.js';
import { IncomingService } from './incoming.service.js';
import { OfficeDocumentsController } from './office-documents.controller.js';
import { RegisterExportService } from './register-export.service.js';
import { SupervisionService } from './supervision.service.js';
import { TemplatesService } from './templates.service.js';
import { WordsService } from './words.service.js';

@Module({
  // What an office sets comes first: `documents/words` is no id.
  controllers: [OfficeDocumentsController, DocumentsController, IncomingFilesController],
  providers: [
    DocumentFilesService,
    DocumentsService,
    IncomingService,
    RegisterExportService,
    SupervisionService,
    TemplatesService,
    WordsService,
  ],
  exports: [DocumentFilesService, DocumentsService],
})
export class DocumentsModule {}
