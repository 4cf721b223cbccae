import type { EntityManager } from 'typeorm';
import { OPEN_STATES } from '../../domain/honours/naming.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { officeOf, unitById, type UnitRow } from '../organisation/unit.repository.js';
import { tellPositions, type NoticeRow } from '../steps/notify.js';
import { honoursHeldBy } from './honour.store.js';

/**
 * A unit ends and titles stand with it, or it is a candidate for one: each office whose region named one, or is about to, is told, for no
 * title and no candidacy moves or ends by itself.
 */
export async function tellOfTitles(
  manager: EntityManager,
  { id, regionCode, shortName, successorId }: UnitRow,
  now: Date,
): Promise<void> {
  const on = civilDateOf(now);
  const held = await honoursHeldBy(manager, { kind: 'unit', regionCode, unitId: id }, on);
  const successor = successorId === null ? null : await unitById(manager, successorId);
  const about = successor ? `${shortName}（并入${successor.shortName}）` : shortName;
  const rows: NoticeRow[] = [];
  for (const region of new Set(held.map((honour) => honour.regionCode))) {
    const position_id = await toldIn(manager, region, on);
    if (position_id === undefined) continue;
    const count = held.filter((honour) => honour.regionCode === region).length;
    rows.push({
      ...{ position_id, kind: 'titlesLeft' },
      ...{ process_id: null, process_kind: null, step_id: null, assignment_id: null },
      body: { process: '荣誉称号登记', step: `${count} 个称号`, deadline: null, about },
    });
  }
  for (const { processId, kind, region, title, count } of await candidaciesOf(manager, id)) {
    const position_id = await toldIn(manager, region, on);
    if (position_id === undefined) continue;
    rows.push({
      ...{ position_id, kind: 'candidaciesLeft' },
      ...{ process_id: processId, process_kind: kind, step_id: null, assignment_id: null },
      body: { process: title, step: `${count} 个推荐对象`, deadline: null, about },
    });
  }
  await tellPositions(manager, now, rows);
}

/** Of a region's office, whoever is there and stands highest. */
async function toldIn(
  manager: EntityManager,
  regionCode: string,
  on: CivilDate,
): Promise<string | undefined> {
  const office = await officeOf(manager, regionCode, on);
  const kinds = ['officeDirector', 'officeDeputy', 'officeStaff'] as const;
  const positions = office ? await positionsOf(manager, office.id, kinds, on) : [];
  return (positions.find(({ holders }) => holders.length > 0) ?? positions[0])?.positionId;
}

/** Running rounds in which the unit, or somebody of it, may still come to be named. */
function candidaciesOf(
  manager: EntityManager,
  unitId: string,
): Promise<{ processId: string; kind: string; region: string; title: string; count: number }[]> {
  return manager.query(
    `select p.id as "processId", p.kind, p.region_code as region, p.title, count(*)::int as count
     from candidate c join process p on p.id = c.process_id and p.state = 'running'
     where c.holder_kind = 'unit' and c.holder_unit_id = $1 and c.state = any($2::text[]) group by p.id order by p.id`,
    [unitId, OPEN_STATES],
  );
}
