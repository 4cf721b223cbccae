import { Injectable } from '@nestjs/common';
import type {
  CirculationList,
  CirculationPage,
  CirculationQuery,
  CirculationRow,
  UrgedView,
} from '../../../contracts/http/circulations.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import {
  circulationsOf,
  circulationsTo,
  type CirculationEntry,
} from '../../../database/steps/circulation.repository.js';
import { markRead, urgeReading } from '../../../database/steps/circulation.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';

/** 传阅: what was shown to somebody, and who has read it. */
@Injectable()
export class CirculationsService {
  constructor(private readonly database: Database) {}

  async mine(principal: Principal, { box, limit, cursor }: CirculationQuery): Promise<CirculationPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const own = principal.positions.map(({ id }) => id);
    const page = { limit: limit + 1, after };
    const entries = await circulationsTo(this.database.manager, own, box === 'read', page);
    const { items, nextCursor } = pageOf(entries, limit, ({ sentAt, id }) => [sentAt.toISOString(), id]);
    return { items: items.map(rowOf), nextCursor };
  }

  /** @throws Refusal NOT_FOUND */
  async ofProcess(principal: Principal, processId: string): Promise<CirculationList> {
    await visibleProcess(this.database.manager, scopeOf(principal), processId);
    return { items: (await circulationsOf(this.database.manager, processId)).map(rowOf) };
  }

  read({ principal, key }: ChangeRequest, id: string): Promise<DoneView> {
    return this.database.change(key, async ({ manager, now }) => {
      await markRead(manager, signerOf(principal), id, now);
      return { ok: true };
    });
  }

  urge({ principal, key }: ChangeRequest, id: string): Promise<UrgedView> {
    return this.database.change(key, ({ manager, now }) =>
      urgeReading(manager, signerOf(principal), id, now),
    );
  }
}

function rowOf({ sentAt, readAt, ...entry }: CirculationEntry): CirculationRow {
  return {
    ...entry,
    stepLabel: stepLabel(blueprintOf(entry.kind), entry.step),
    sentAt: formatInstant(sentAt),
    readAt: readAt && formatInstant(readAt),
  };
}
