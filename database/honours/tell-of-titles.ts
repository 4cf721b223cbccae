import type { EntityManager } from 'typeorm';
import { civilDateOf } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { officeOf, unitById, type UnitRow } from '../organisation/unit.repository.js';
import { tellPositions, type NoticeRow } from '../steps/notify.js';
import { honoursHeldBy } from './honour.store.js';

/** A unit ends and titles stand with it: each office whose region named one is told, for no title moves or ends by itself. */
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
    const office = await officeOf(manager, region, on);
    const kinds = ['officeDirector', 'officeDeputy', 'officeStaff'] as const;
    const positions = office ? await positionsOf(manager, office.id, kinds, on) : [];
    const position = positions.find(({ holders }) => holders.length > 0) ?? positions[0];
    if (!position) continue;
    const count = held.filter((honour) => honour.regionCode === region).length;
    rows.push({
      ...{ position_id: position.positionId, kind: 'titlesLeft' },
      ...{ process_id: null, process_kind: null, step_id: null, assignment_id: null },
      body: { process: '荣誉称号登记', step: `${count} 个称号`, deadline: null, about },
    });
  }
  await tellPositions(manager, now, rows);
}
