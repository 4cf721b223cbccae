import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { FILING_PORT } from './filing.port.js';
import { LedgerExportService } from './ledger-export.service.js';
import { LedgerImportController } from './ledger-import.controller.js';
import { LedgerImportService } from './ledger-import.service.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { StepEngineFiling } from './step-engine-filing.js';

/** A list of 200 items is some 50 KB; the rest is room for what offices paste in. */
export const IMPORT_MAX_BYTES = 5 * 1024 * 1024;

@Module({
  controllers: [LedgerImportController, LedgerController],
  providers: [
    LedgerService,
    LedgerExportService,
    LedgerImportService,
    { provide: FILING_PORT, useClass: StepEngineFiling },
  ],
  exports: [LedgerService],
})
export class LedgerModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Workbooks come as they are, not as base64 inside JSON: a third less to send, and no second copy to parse. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (fastify.hasContentTypeParser(XLSX)) return;
    fastify.addContentTypeParser(
      XLSX,
      { parseAs: 'buffer', bodyLimit: IMPORT_MAX_BYTES },
      (_request, body, done) => done(null, body),
    );
  }
}
