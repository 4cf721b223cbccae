import { type EntityManager } from 'typeorm';
import { type PositionKind, type UnitKind } from '../../domain/organisation/kinds.js';
import { type CivilDate } from '../../domain/time/zone.js';
import { UNIT_COLUMNS, type UnitRow } from './unit.repository.js';

export interface AppointmentRow {
  id: string;
  personId: string;
  personName: string;
  positionId: string;
  kind: PositionKind;
  title: string;
  unitId: string;
  unitName: string;
  regionCode: string;
  validFrom: CivilDate;
  /** The last day, that day included. */
  validTo: CivilDate | null;
}

const COLUMNS = `a.id, p.id as "personId", p.name as "personName", o.id as "positionId", o.kind, o.title,
  u.id as "unitId", u.name as "unitName", u.region_code as "regionCode",
  a.valid_from::text as "validFrom", a.valid_to::text as "validTo"`;
const TABLES = `appointment a join person p on p.id = a.person_id join position o on o.id = a.position_id
  join unit u on u.id = o.unit_id`;

export async function appointmentById(manager: EntityManager, id: string): Promise<AppointmentRow | null> {
  const [row]: AppointmentRow[] = await manager.query(`select ${COLUMNS} from ${TABLES} where a.id = $1`, [
    id,
  ]);
  return row ?? null;
}

/**
 * Holds the unit's row until the transaction ends: whoever changes its posts does so one after another. Opening steps on its
 * positions is not held up by it.
 */
export async function lockUnit(manager: EntityManager, unitId: string): Promise<UnitRow | null> {
  const [unit]: UnitRow[] = await manager.query(
    `select ${UNIT_COLUMNS} from unit u where u.id = $1 for no key update`,
    [unitId],
  );
  return unit ?? null;
}

export interface PositionRow {
  id: string;
  unitId: string;
  unitKind: UnitKind;
  kind: PositionKind;
  title: string;
}

export async function positionById(manager: EntityManager, id: string): Promise<PositionRow | null> {
  const [row]: PositionRow[] = await manager.query(
    `select o.id, o.unit_id as "unitId", u.kind as "unitKind", o.kind, o.title
       from position o join unit u on u.id = o.unit_id where o.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Positions of one kind in a unit, by title. */
export function positionsOfKind(
  manager: EntityManager,
  unitId: string,
  kind: PositionKind,
): Promise<{ id: string; title: string }[]> {
  return manager.query(`select id, title from position where unit_id = $1 and kind = $2 order by title`, [
    unitId,
    kind,
  ]);
}

/** False when the unit has a position of this kind and title already. */
export async function insertPosition(
  manager: EntityManager,
  position: { id: string; unitId: string; kind: PositionKind; title: string },
): Promise<boolean> {
  const inserted: unknown[] = await manager.query(
    `insert into position (id, unit_id, kind, title) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
    [position.id, position.unitId, position.kind, position.title],
  );
  return inserted.length > 0;
}

/** Appointments to these positions that are in force on some day from `from` to `to` (null: for ever), the earliest first. */
export function appointmentsDuring(
  manager: EntityManager,
  positionIds: readonly string[],
  from: CivilDate,
  to: CivilDate | null,
): Promise<AppointmentRow[]> {
  return manager.query(
    `select ${COLUMNS} from ${TABLES}
      where a.position_id = any($1::uuid[]) and (a.valid_to is null or a.valid_to >= $2::date)
        and ($3::date is null or a.valid_from <= $3::date)
      order by a.valid_from, a.id`,
    [positionIds, from, to],
  );
}

/** What the person holds on the day or will hold later. */
export function appointmentsFrom(
  manager: EntityManager,
  personId: string,
  on: CivilDate,
): Promise<AppointmentRow[]> {
  return manager.query(
    `select ${COLUMNS} from ${TABLES}
      where a.person_id = $1 and (a.valid_to is null or a.valid_to >= $2::date) order by a.valid_from, a.id`,
    [personId, on],
  );
}

export async function insertAppointment(
  manager: EntityManager,
  row: { id: string; personId: string; positionId: string; validFrom: CivilDate; validTo: CivilDate | null },
): Promise<void> {
  await manager.query(
    `insert into appointment (id, person_id, position_id, valid_from, valid_to) values ($1, $2, $3, $4::date, $5::date)`,
    [row.id, row.personId, row.positionId, row.validFrom, row.validTo],
  );
}

/** Sets the last day of one appointment. */
export async function endAppointment(manager: EntityManager, id: string, on: CivilDate): Promise<void> {
  await manager.query(`update appointment set valid_to = $2::date where id = $1`, [id, on]);
}

/** When a unit ends, whatever lasts longer ends with it: appointments to its positions and its memberships. */
export async function endAllOf(manager: EntityManager, unitId: string, on: CivilDate): Promise<void> {
  await manager.query(
    `update appointment a set valid_to = $2::date from position o
      where o.id = a.position_id and o.unit_id = $1 and (a.valid_to is null or a.valid_to > $2::date)`,
    [unitId, on],
  );
  await manager.query(
    `update leading_group_member set valid_to = $2::date
      where (unit_id = $1 or group_unit_id = $1) and (valid_to is null or valid_to > $2::date)`,
    [unitId, on],
  );
}

/** The latest first day of an appointment to the unit's positions or of a membership; null when there is none. */
export async function lastStartIn(manager: EntityManager, unitId: string): Promise<CivilDate | null> {
  const [row]: { last: CivilDate | null }[] = await manager.query(
    `select max(day)::text as last from (
       select a.valid_from as day from appointment a join position o on o.id = a.position_id where o.unit_id = $1
       union all
       select valid_from from leading_group_member where unit_id = $1 or group_unit_id = $1
     ) starts`,
    [unitId],
  );
  return row?.last ?? null;
}

/** Work that is not done, whether its turn has come or not. */
export async function countOpenAssignments(
  manager: EntityManager,
  by: { unitId: string } | { positionId: string },
): Promise<number> {
  const [column, id] = 'unitId' in by ? ['unit_id', by.unitId] : ['position_id', by.positionId];
  const [row]: { count: number }[] = await manager.query(
    `select count(*)::int as count from assignment where ${column} = $1 and state in ('open', 'waiting')`,
    [id],
  );
  return row?.count ?? 0;
}
