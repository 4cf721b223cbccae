import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import type { SeatCandidate, SeatKey } from '../../domain/coordination/composition.js';
import { SEATS } from '../../domain/coordination/composition.js';
import type { PositionKind, UnitKind } from '../../domain/organisation/kinds.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';

const NAMESPACE = '8a4d7c8e-5b8d-4f0e-8f43-0a3f6f2b7c61';

/** A candidate with the rows it is made of. */
export interface Candidate extends SeatCandidate {
  positionId: string;
  unitId: string;
}

/** Positions that are to take seats, with whoever holds them on the day. A position that doesn't exist gives no candidate. */
export async function candidatesFor(
  manager: EntityManager,
  regionCode: string,
  seats: readonly { seat: SeatKey; positionId: string }[],
  now: Date,
): Promise<Candidate[]> {
  const rows: {
    id: string;
    kind: PositionKind;
    title: string;
    unitId: string;
    unitKind: UnitKind;
    unit: string;
    regionCode: string;
    holder: { personId: string; name: string; until: CivilDate | null } | null;
  }[] = await manager.query(
    `select o.id, o.kind, o.title, u.id as "unitId", u.kind as "unitKind", u.name as unit, u.region_code as "regionCode",
       (select jsonb_build_object('personId', p.id, 'name', p.name, 'until', a.valid_to)
        from appointment a join person p on p.id = a.person_id and p.disabled_at is null
        where a.position_id = o.id and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to >= $2::date)
        order by a.valid_to desc nulls first, a.valid_from, p.id limit 1) as holder
     from position o join unit u on u.id = o.unit_id
     where o.id = any($1::uuid[]) and u.active_from <= $2::date and (u.active_to is null or u.active_to >= $2::date)`,
    [seats.map(({ positionId }) => positionId), civilDateOf(now)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return seats.flatMap(({ seat, positionId }): Candidate[] => {
    const row = byId.get(positionId);
    if (!row) return [];
    return [
      {
        seat,
        positionId,
        unitId: row.unitId,
        position: { kind: row.kind, title: row.title },
        unit: { kind: row.unitKind, name: row.unit },
        ownRegion: row.regionCode === regionCode,
        holder: row.holder,
      },
    ];
  });
}

/** What is proposed, in place of an earlier proposal that came to nothing. */
export async function proposeSeats(
  manager: EntityManager,
  processId: string,
  candidates: readonly Candidate[],
  now: Date,
): Promise<void> {
  await manager.query(`delete from coordination_seat where process_id = $1 and state = 'proposed'`, [
    processId,
  ]);
  for (const { seat, positionId, unitId, holder } of candidates) {
    await manager.query(
      `insert into coordination_seat (id, process_id, seat, position_id, unit_id, person_id, state, proposed_at)
       values ($1, $2, $3, $4, $5, $6, 'proposed', $7)`,
      [
        uuidv5(`${processId}/${seat}/${now.toISOString()}`, NAMESPACE),
        processId,
        seat,
        positionId,
        unitId,
        holder?.personId,
        now,
      ],
    );
  }
}

/** The proposal stands; what stood before is former. */
export async function establishSeats(manager: EntityManager, processId: string, now: Date): Promise<void> {
  await manager.query(
    `update coordination_seat set state = 'former', until = $2 where process_id = $1 and state = 'standing'`,
    [processId, now],
  );
  await manager.query(
    `update coordination_seat set state = 'standing', since = $2 where process_id = $1 and state = 'proposed'`,
    [processId, now],
  );
}

export interface SeatRow {
  seat: SeatKey;
  positionId: string;
  unitId: string;
  personId: string;
}

/** Seats in the order of the source. */
export async function seatsIn(
  manager: EntityManager,
  processId: string,
  state: 'proposed' | 'standing',
): Promise<SeatRow[]> {
  const rows: SeatRow[] = await manager.query(
    `select seat, position_id as "positionId", unit_id as "unitId", person_id as "personId" from coordination_seat
     where process_id = $1 and state = $2`,
    [processId, state],
  );
  return rows.sort((a, b) => SEATS.indexOf(a.seat) - SEATS.indexOf(b.seat));
}

/** One notice for each time somebody left: those who left together are told together. */
export async function vacanciesOf(manager: EntityManager, processId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select min(id::text) as id from coordination_seat where process_id = $1 and state = 'vacated' group by until order by until, id`,
    [processId],
  );
  return rows.map(({ id }) => id);
}
