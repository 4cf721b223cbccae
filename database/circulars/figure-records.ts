import type { EntityManager } from 'typeorm';
import type { FilingRecord, ItemMoment, ItemRecord } from '../../domain/circulars/figures.js';
import { stillSince } from '../pauses/pause.repository.js';

interface Region {
  regionCode: string;
  year: number;
}

interface StoredFiling extends Omit<FilingRecord, 'cancelledAt'> {
  processId: string;
  state: string;
  closedAt: Date | null;
}

interface StoredFact {
  processId: string;
  at: Date;
  kind: string;
  body: Record<string, unknown>;
}

/** The region's year's collection as it stood at `cutOff`: what was moved or cancelled later is put back by the record. */
export async function filingRecords(
  manager: EntityManager,
  { regionCode, year }: Region,
  cutOff: Date,
): Promise<FilingRecord[]> {
  const filings: StoredFiling[] = await manager.query(
    `select a.id as "assignmentId", a.unit_id as "unitId", a.round, a.opened_at as "openedAt", a.deadline_at as "deadlineAt",
       a.decided_at as "decidedAt", a.late, a.state, p.id as "processId", coalesce(s.closed_at, p.ended_at) as "closedAt"
     from process p join step s on s.process_id = p.id and s.key = 'collect' join assignment a on a.step_id = s.id
     where p.kind = 'dualList' and p.region_code = $1 and p.year = $2 and a.opened_at <= $3 order by a.id`,
    [regionCode, year, cutOff],
  );
  const facts: StoredFact[] = await manager.query(
    `select process_id as "processId", at, kind, body from audit_entry
     where process_id = any($1::uuid[]) and kind in ('deadlineMoved', 'unitLeft') order by process_id, seq`,
    [[...new Set(filings.map(({ processId }) => processId))]],
  );
  const factsOf = groupedBy(facts, ({ processId }) => processId);
  const still = await stillSince(manager, [...new Set(filings.map(({ processId }) => processId))], cutOff);
  return filings.map(({ processId, state, closedAt, ...filing }) => {
    const own = factsOf.get(processId) ?? [];
    return {
      ...filing,
      ...standing(still.get(processId)),
      deadlineAt: deadlineAt(filing, own, cutOff),
      cancelledAt: state === 'cancelled' ? (leftAt(filing.assignmentId, own) ?? closedAt) : null,
    };
  });
}

/** Undoes, latest first, what moved the deadline after the cut-off. */
function deadlineAt(
  { assignmentId, deadlineAt: present }: Pick<FilingRecord, 'assignmentId' | 'deadlineAt'>,
  facts: readonly StoredFact[],
  cutOff: Date,
): Date | null {
  const moves = facts
    .filter(({ kind, at }) => kind === 'deadlineMoved' && at > cutOff)
    .flatMap(({ body }) => (Array.isArray(body['moves']) ? (body['moves'] as (typeof body)[]) : [body]))
    .filter((move) => move['step'] === 'collect');
  return moves.reverse().reduce<Date | null>((deadline, move) => {
    const about = move['assignmentId'];
    const [from, to] = [instant(move['from']), instant(move['to'])];
    // A calendar that was loaded moves the whole step: whoever had a deadline of his own kept it.
    const moved = about === undefined ? to?.getTime() === deadline?.getTime() : about === assignmentId;
    return moved ? from : deadline;
  }, present);
}

function leftAt(assignmentId: string, facts: readonly StoredFact[]): Date | null {
  const left = facts.find(
    ({ kind, body }) => kind === 'unitLeft' && (body['assignmentIds'] as string[]).includes(assignmentId),
  );
  return left?.at ?? null;
}

const standing = (since: Date | undefined) => (since ? { stillSince: since } : {});

const instant = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

/** The items of the region's ledger of the year, with everything that ever happened to where they stand. */
export async function itemRecords(
  manager: EntityManager,
  { regionCode, year }: Region,
  cutOff: Date,
): Promise<ItemRecord[]> {
  const items: { itemId: string; carried: boolean }[] = await manager.query(
    `select item_id as "itemId", carried from need_item_year where region_code = $1 and year = $2 order by item_id`,
    [regionCode, year],
  );
  const ids = items.map(({ itemId }) => itemId);
  const [still, moments, facts] = await Promise.all([
    stillSince(manager, ids, cutOff),
    manager.query<(ItemMoment & { itemId: string })[]>(
      `select item_id as "itemId", at, state, lead_unit_id as "leadUnitId", limit_at as "limitAt"
       from need_item_history where item_id = any($1::uuid[]) order by item_id, seq`,
      [ids],
    ),
    manager.query<StoredFact[]>(
      `select process_id as "processId", at, kind, body from audit_entry
       where process_id = any($1::uuid[]) and kind in ('carriedOver', 'unitReplaced') order by process_id, seq`,
      [ids],
    ),
  ]);
  const momentsOf = groupedBy(moments, ({ itemId }) => itemId);
  const factsOf = groupedBy(facts, ({ processId }) => processId);
  return items.map(({ itemId, carried }) => {
    const own = factsOf.get(itemId) ?? [];
    const carriedOver = own.find(({ kind, body }) => kind === 'carriedOver' && body['to'] === year);
    return {
      ...standing(still.get(itemId)),
      itemId,
      carried,
      carriedAt: carriedOver?.at ?? null,
      moments: (momentsOf.get(itemId) ?? []).map(({ at, state, leadUnitId, limitAt }) => ({
        at,
        state,
        leadUnitId,
        limitAt,
      })),
      replaced: own
        .filter(({ kind }) => kind === 'unitReplaced')
        .map(({ at, body }) => ({
          at,
          unitId: String(body['unitId']),
          successorId: String(body['successorId']),
        })),
    };
  });
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
