import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { FILE_BODY } from '../../../contracts/http/attachments.js';
import { Configuration } from '../../config/configuration.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';

@Module({
  controllers: [AttachmentsController],
  providers: [AttachmentsService],
  exports: [AttachmentsService],
})
export class AttachmentsModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly configuration: Configuration,
  ) {}

  /** Files come as they are: no base64 inside JSON, no multipart with its own names and types that nobody believes anyway. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (fastify.hasContentTypeParser(FILE_BODY)) return;
    const options = { parseAs: 'buffer', bodyLimit: this.configuration.ATTACHMENT_MAX_BYTES } as const;
    fastify.addContentTypeParser(FILE_BODY, options, (_request, body, done) => done(null, body));
  }
}
