import { Injectable } from '@nestjs/common';
import type { HistoryEntry, HistoryPage, HistoryQuery } from '../../../contracts/http/history.js';
import { historyOf, type HistoryRow } from '../../../database/audit/history.repository.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { factLabel } from '../../../domain/history/fact-kinds.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { sentenceOfFact, type Telling } from '../../../domain/history/sentence.js';
import { endOfDay, formatInstant, startOfDay } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { tellingOf } from './telling.js';

type Filter = Pick<HistoryQuery, 'step' | 'who' | 'from' | 'to'> & { kinds?: readonly string[] | undefined };

/** What a query narrows by. */
export const filterOf = ({
  kind,
  ...same
}: Pick<HistoryQuery, 'kind' | 'step' | 'who' | 'from' | 'to'>): Filter => ({
  ...same,
  kinds: kind === undefined ? undefined : [kind],
});

interface Told {
  process: VisibleProcess;
  entries: HistoryEntry[];
}

/** What happened in a process, told to whoever may see it. */
@Injectable()
export class HistoryService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, processId: string, query: HistoryQuery): Promise<HistoryPage> {
    const after = decodeCursor(query.cursor, [cursorChecks.integer]);
    const before = after?.[0] as number | undefined;
    const page = { before, limit: query.limit + 1 };
    const { entries } = await this.told(principal, processId, filterOf(query), page);
    return pageOf(entries, query.limit, ({ seq }) => [seq]);
  }

  /**
   * Records of a process that the filter lets through, newest first.
   *
   * @throws Refusal NOT_FOUND, INVALID_DATE
   */
  async told(
    principal: Principal,
    processId: string,
    { kinds, step, who, from, to }: Filter,
    page: { before?: number | undefined; limit: number },
  ): Promise<Told> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const process = await visibleProcess(manager, scope, processId);
    const blueprint = isProcessKind(process.kind) ? blueprintOf(process.kind) : undefined;
    const rows = await historyOf(manager, {
      processId,
      kinds,
      step,
      who: who?.trim(),
      from: from && startOfDay(civilDateIn(from, 'from', '从哪一天起')),
      until: to && endOfDay(civilDateIn(to, 'to', '到哪一天止')),
      privately: seesRegion(scope, process.regionCode)
        ? undefined
        : { steps: privateSteps(blueprint), units: unitsSeen(scope, process.kind) },
      ...page,
    });
    const telling = await tellingOf(manager, blueprint, rows);
    return { process, entries: rows.map((row) => entryOf(row, telling)) };
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
