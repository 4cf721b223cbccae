import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SIGNATURE_BODY } from '../../../contracts/http/signatures.js';
import { SIGNATURE_MAX_BYTES } from './png.js';
import { SignaturesController } from './signatures.controller.js';
import { SignaturesService } from './signatures.service.js';

@Module({ controllers: [SignaturesController], providers: [SignaturesService] })
export class SignaturesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (fastify.hasContentTypeParser(SIGNATURE_BODY)) return;
    const options = { parseAs: 'buffer', bodyLimit: SIGNATURE_MAX_BYTES } as const;
    fastify.addContentTypeParser(SIGNATURE_BODY, options, (_request, body, done) => done(null, body));
  }
}
