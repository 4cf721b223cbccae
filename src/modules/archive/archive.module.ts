import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { ArchiveController } from './archive.controller.js';
import { ArchiveService } from './archive.service.js';

@Module({ imports: [DocumentsModule], controllers: [ArchiveController], providers: [ArchiveService] })
export class ArchiveModule {}
