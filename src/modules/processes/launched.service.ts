import { Injectable } from '@nestjs/common';
import type { InboxPage, InboxRow } from '../../../contracts/http/assignments.js';
import { listProcesses, type ProcessSummary } from '../../../database/processes/process.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';

/** 我发起: the processes somebody launched, latest first. */
@Injectable()
export class LaunchedService {
  constructor(private readonly database: Database) {}

  async page(
    principal: Principal,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<InboxPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const { manager } = this.database;
    const [rows, [count]] = await Promise.all([
      listProcesses(
        manager,
        scopeOf(principal),
        { launchedBy: principal.personId },
        { limit: limit + 1, after },
      ),
      manager.query<{ n: number }[]>(`select count(*)::int as n from process where launched_by = $1`, [
        principal.personId,
      ]),
    ]);
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.launchedAt.toISOString(), row.id]);
    return { items: items.map(launchedRow), nextCursor, total: count?.n ?? 0 };
  }
}

function launchedRow({ id, kind, title, state, launchedAt, endedAt, pause }: ProcessSummary): InboxRow {
  return {
    assignmentId: null,
    processId: id,
    process: title,
    kind,
    step: '',
    stepLabel: blueprintOf(kind).label,
    unit: '',
    state,
    openedAt: formatInstant(launchedAt),
    deadline: null,
    light: pause ? 'grey' : 'green',
    late: false,
    ...(endedAt ? { decidedAt: formatInstant(endedAt) } : {}),
  };
}
