import { Injectable } from '@nestjs/common';
import type { HistoryEntry, HistoryPage, HistoryQuery } from '../../../contracts/http/history.js';
import { historyOf, type HistoryRow } from '../../../database/audit/history.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { factLabel } from '../../../domain/history/fact-kinds.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { sentenceOfFact, type Telling } from '../../../domain/history/sentence.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { tellingOf } from './telling.js';

/** What happened in a process, told to whoever may see it. */
@Injectable()
export class HistoryService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, processId: string, query: HistoryQuery): Promise<HistoryPage> {
    const after = decodeCursor(query.cursor, [cursorChecks.integer]);
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const process = await visibleProcess(manager, scope, processId);
    const blueprint = isProcessKind(process.kind) ? blueprintOf(process.kind) : undefined;
    const rows = await historyOf(manager, {
      processId,
      before: after?.[0] as number | undefined,
      kind: query.kind,
      step: query.step,
      privately: seesRegion(scope, process.regionCode)
        ? undefined
        : { steps: privateSteps(blueprint), units: unitsSeen(scope, process.kind) },
      limit: query.limit + 1,
    });
    const page = pageOf(rows, query.limit, ({ seq }) => [seq]);
    const telling = await tellingOf(manager, blueprint, page.items);
    return { items: page.items.map((row) => entryOf(row, telling)), nextCursor: page.nextCursor };
  }
}

function entryOf({ seq, at, kind, actor, body }: HistoryRow, telling: Telling): HistoryEntry {
  const step = typeof body['step'] === 'string' ? body['step'] : null;
  return {
    seq,
    at: formatInstant(at),
    kind,
    kindLabel: factLabel(kind),
    step,
    stepLabel: step && stepLabel(telling.blueprint, step),
    round: typeof body['round'] === 'number' ? body['round'] : null,
    actor: actor && {
      personId: actor.personId,
      personName: actor.personName,
      positionTitle: actor.positionTitle,
      unitName: actor.unitName,
      actingFor: actor.actingFor ?? null,
    },
    sentence: sentenceOfFact({ kind, actor, body }, telling),
    figures: kind === 'circularFigures' ? ((body['figures'] as object | undefined) ?? null) : null,
  };
}
