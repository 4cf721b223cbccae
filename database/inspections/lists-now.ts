import type { EntityManager } from 'typeorm';
import type { ListKey, ListRow } from '../../domain/inspection/figures.js';
import type { Lists } from '../../domain/inspection/matrix.js';
import type { VetoCheck } from '../../domain/inspection/check-findings.js';
import { VETO_ITEMS } from '../../domain/evaluation/veto-items.js';
import { METHODS } from '../../domain/inspection/words.js';
import { formatInstantOrNull } from '../../domain/time/zone.js';
import { liaisonRegister } from '../liaisons/register.repository.js';
import { materialsOf } from './evidence.store.js';
import { present, type TargetRow } from './target.store.js';

interface Inspected {
  id: string;
  regionCode: string;
  year: number;
}

/** The deadline by which each unit was asked for its material; of the latest time that it was. */
async function askedFor(manager: EntityManager, processId: string): Promise<Map<string, Date | null>> {
  const rows: { unitId: string; deadline: Date | null }[] = await manager.query(
    `select distinct on (a.unit_id) a.unit_id as "unitId", a.deadline_at as deadline
     from assignment a join step s on s.id = a.step_id where s.process_id = $1 and s.key = 'submit' and a.state <> 'cancelled'
     order by a.unit_id, a.round desc`,
    [processId],
  );
  return new Map(rows.map(({ unitId, deadline }) => [unitId, deadline]));
}

/**
 * Who of the targets is on the system's own lists at this instant: asked for material and none is there; and no liaison filed this year, where
 * the region asks for that, else none in office (固原督查通报2023 二（二）: 25 个单位未按要求报送资料台账, 13 家单位未报送联络员).
 */
export async function listsNow(
  manager: EntityManager,
  { id, regionCode, year }: Inspected,
  targets: readonly TargetRow[],
  now: Date,
): Promise<Lists & { rows: ListRow[] }> {
  const asked = await askedFor(manager, id);
  const handedIn = new Set((await materialsOf(manager, id)).map(({ targetSeq }) => targetSeq));
  const missing = present(targets).filter(({ seq, unitId }) => asked.has(unitId) && !handedIn.has(seq));
  const register = await liaisonRegister(manager, { regionCode, year, unitIds: null }, now);
  const filing = new Map(register.rows.map((row) => [row.unit.id, row]));
  const noLiaison = present(targets).filter(({ kind, unitId }) => {
    if (kind !== 'unit') return false;
    const row = filing.get(unitId);
    if (!row || row.state === 'notAsked') return (row?.liaison ?? null) === null;
    return row.state === 'missing' || row.state === 'returned';
  });
  const deadline = (target: TargetRow) => ({
    deadline: formatInstantOrNull(asked.get(target.unitId) ?? null),
  });
  return {
    missingMaterial: missing.map(({ seq }) => seq),
    noLiaison: noLiaison.map(({ seq }) => seq),
    rows: [
      ...rowsOf(
        'missingRegions',
        missing.filter(({ kind }) => kind === 'region'),
        deadline,
      ),
      ...rowsOf(
        'missingMaterial',
        missing.filter(({ kind }) => kind === 'unit'),
        deadline,
      ),
      ...rowsOf('noLiaison', noLiaison, ({ unitId }) => ({
        state: filing.get(unitId)?.state ?? 'notAsked',
      })),
    ],
  };
}

function rowsOf(
  key: ListKey,
  targets: readonly TargetRow[],
  valueOf: (target: TargetRow) => ListRow['value'],
): ListRow[] {
  return targets.map((target) => ({
    key,
    targetSeq: target.seq,
    name: target.name,
    value: { kind: target.kind, unitId: target.unitId, regionCode: target.regionCode, ...valueOf(target) },
  }));
}

/** Every list that the circular counts by. */
export async function allListsNow(
  manager: EntityManager,
  process: Inspected,
  targets: readonly TargetRow[],
  checks: readonly VetoCheck[],
  now: Date,
): Promise<{ lists: Lists; rows: ListRow[] }> {
  const { rows, ...lists } = await listsNow(manager, process, targets, now);
  const there = present(targets);
  const method = ({ method: how }: TargetRow) => ({ method: METHODS[how] });
  const of = (kind: TargetRow['kind']) => there.filter((target) => target.kind === kind);
  const visited = (target: TargetRow) => target.method === 'visit';
  const found = checks.filter(({ result }) => result === 'found');
  return {
    lists,
    rows: [
      ...rowsOf('regions', of('region'), method),
      ...rowsOf('units', of('unit'), method),
      ...rowsOf('visitedRegions', of('region').filter(visited), method),
      ...rowsOf('visitedUnits', of('unit').filter(visited), method),
      ...rows,
      ...rowsOf(
        'vetoFound',
        there.filter(({ seq }) => found.some(({ targetSeq }) => targetSeq === seq)),
        ({ seq }) => {
          const item = found.find(({ targetSeq }) => targetSeq === seq)?.item;
          return { item: item ? VETO_ITEMS[item] : null };
        },
      ),
    ],
  };
}
