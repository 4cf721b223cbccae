import { Module } from '@nestjs/common';
import { NoticePreviewController } from './notice-preview.controller.js';
import { NoticePreviewService } from './notice-preview.service.js';

/** The file variant's content type is taken in by the attachments module. */
@Module({ controllers: [NoticePreviewController], providers: [NoticePreviewService] })
export class NoticePreviewModule {}
