import { Readable } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { archiveSnapshot, type Snapshot } from '../../../database/archive/archive.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { dispositionOf } from '../../../domain/attachments/file-name.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { DocumentFilesService } from '../documents/document-files.service.js';
import { writeArchive } from './write-archive.js';

/** Documents issued while those before them are rendered: a few rounds, then those in charge are told to try again. */
const ROUNDS = 5;

/** 归档: one process with everything of it in one file that can be verified without the product. */
@Injectable()
export class ArchiveService {
  private readonly log = new Logger(ArchiveService.name);

  constructor(
    private readonly database: Database,
    private readonly files: DocumentFilesService,
  ) {}

  async archive(principal: Principal, processId: string): Promise<StreamableFile> {
    // Not held in the generator: it is read outside of this request's own context.
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const { regionCode, title } = await visibleProcess(manager, scope, processId);
    // The chain can only be verified whole, and whole it holds what units file for the office alone.
    if (!seesRegion(scope, regionCode)) throw new Refusal('FORBIDDEN');
    const snapshot = await this.snapshot(manager, processId);
    const out = Readable.from(writeArchive(manager, snapshot, now), { objectMode: false });
    out.on('error', (error) =>
      this.log.error({ message: `archive broke off: ${error.message}` }, error.stack),
    );
    const name = `${title.replace(/[\p{C}\\/:*?"<>|]/gu, '').slice(0, 80)} 档案${civilDateOf(now)}.zip`;
    return new StreamableFile(out, { type: 'application/zip', disposition: dispositionOf(name) });
  }

  /** Every document is a file, and the record says so, before the end of the chain is taken. */
  private async snapshot(manager: EntityManager, processId: string): Promise<Snapshot> {
    for (let round = 0; round < ROUNDS; round++) {
      const snapshot = await archiveSnapshot(manager, processId);
      if (snapshot.unrendered === 0) return snapshot;
      for (const document of snapshot.documents) await this.files.file(document);
    }
    throw new Refusal('UNAVAILABLE');
  }
}
