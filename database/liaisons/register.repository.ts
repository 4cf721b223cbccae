import type { EntityManager } from 'typeorm';
import type { UnitKind } from '../../domain/organisation/kinds.js';
import { liaisonStateOf, LIAISON_STATES, type LiaisonState } from '../../domain/liaisons/register.js';
import { civilDateOf, endOfDay, type CivilDate } from '../../domain/time/zone.js';
import { filingUnitsOf } from '../organisation/unit.repository.js';

/** One unit's line in the register. */
export interface RegisterRow {
  unit: { id: string; name: string; shortName: string; kind: UnitKind; regionCode: string };
  liaison: {
    personId: string;
    name: string;
    email: string | null;
    phone: string | null;
    since: CivilDate;
  } | null;
  state: LiaisonState;
  /** The latest filing that was not taken back. */
  filing: FilingSummary | null;
  confirmedAt: Date | null;
  /** Of what the unit still owes. */
  deadline: Date | null;
}

export interface FilingSummary {
  state: 'filed' | 'listed' | 'confirmed' | 'returned';
  unchanged: boolean;
  /** Who is to take over; for an unchanged filing who is liaison. */
  person: string | null;
  from: CivilDate | null;
  filedAt: Date;
  late: boolean;
  reason: string | null;
}

export interface Register {
  processId: string | null;
  rows: RegisterRow[];
}

type Stored = Omit<RegisterRow, 'state' | 'filing' | 'confirmedAt' | 'deadline'> & {
  filing:
    | (Omit<FilingSummary, 'state' | 'filedAt'> & {
        state: FilingSummary['state'] | 'withdrawn';
        filedAt: string;
      })
    | null;
  confirmedAt: Date | null;
  deadline: Date | null;
  asked: boolean;
  owes: boolean;
};

/** A region's liaisons on the day, with how each unit's filing of the year stands: who has not filed comes first. */
export async function liaisonRegister(
  manager: EntityManager,
  { regionCode, year, unitIds }: { regionCode: string; year: number; unitIds: readonly string[] | null },
  now: Date,
): Promise<Register> {
  const on = civilDateOf(now);
  const [process]: { id: string }[] = await manager.query(
    `select id from process where kind = 'liaisonFiling' and region_code = $1 and year = $2 order by launched_at desc limit 1`,
    [regionCode, year],
  );
  const units = await filingUnitsOf(manager, regionCode, on);
  const rows: Stored[] = await manager.query(
    `with asked as (
       select a.unit_id, bool_or(a.state in ('open', 'missed')) as owes, max(a.deadline_at) filter (where a.state in ('open', 'missed')) as deadline
       from assignment a join step s on s.id = a.step_id where s.process_id = $1 and s.key = 'file' group by 1)
     select jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name, 'kind', u.kind, 'regionCode', u.region_code) as unit,
       (select jsonb_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'phone', p.phone, 'since', a.valid_from)
        from position o join appointment a on a.position_id = o.id join person p on p.id = a.person_id
        where o.unit_id = u.id and o.kind in ('liaison', 'militaryLiaison') and a.valid_from <= $3::date
          and (a.valid_to is null or a.valid_to >= $3::date) and (p.disabled_at is null or p.disabled_at > $4)
        order by a.valid_from desc limit 1) as liaison,
       (select jsonb_build_object('state', f.state, 'unchanged', f.unchanged, 'person', coalesce(f.name, p.name), 'from', f.valid_from,
          'filedAt', f.filed_at, 'late', f.late, 'reason', f.reason)
        from liaison_filing f left join person p on p.id = f.person_id
        where f.process_id = $1 and f.unit_id = u.id order by f.filed_at desc, f.id desc limit 1) as filing,
       (select max(f.settled_at) from liaison_filing f where f.process_id = $1 and f.unit_id = u.id and f.state = 'confirmed') as "confirmedAt",
       asked.unit_id is not null as asked, coalesce(asked.owes, false) as owes, asked.deadline
     from unit u left join asked on asked.unit_id = u.id
     where (u.id = any($2::uuid[]) or asked.unit_id is not null) and ($5::uuid[] is null or u.id = any($5::uuid[]))
     order by array_position(array['member', 'township', 'military'], u.kind), u.name`,
    [process?.id ?? null, units.map(({ id }) => id), on, endOfDay(on), unitIds],
  );
  const order = (row: RegisterRow) => LIAISON_STATES.indexOf(row.state);
  return { processId: process?.id ?? null, rows: rows.map(registerRow).sort((a, b) => order(a) - order(b)) };
}

function registerRow({ asked, owes, filing, confirmedAt, deadline, ...row }: Stored): RegisterRow {
  const state = liaisonStateOf({
    latest: filing?.state ?? null,
    confirmedBefore: confirmedAt !== null,
    owes,
    asked,
  });
  return {
    ...row,
    state,
    filing:
      filing === null || filing.state === 'withdrawn'
        ? null
        : { ...filing, state: filing.state, filedAt: new Date(filing.filedAt) },
    confirmedAt,
    deadline,
  };
}

export interface FormerLiaison {
  personId: string;
  name: string;
  title: string;
  from: CivilDate;
  /** The last day, that day included. */
  to: CivilDate | null;
  /** When the office confirmed the filing that appointed him; null for an appointment by other ways. */
  confirmedAt: Date | null;
}

/** Everybody who was, is or will be a unit's liaison, latest first. */
export function liaisonsOfUnit(manager: EntityManager, unitId: string): Promise<FormerLiaison[]> {
  return manager.query(
    `select p.id as "personId", p.name, o.title, a.valid_from::text as "from", a.valid_to::text as "to",
       (select max(f.settled_at) from liaison_filing f where f.unit_id = $1 and f.state = 'confirmed' and f.person_id = p.id
          and f.valid_from = a.valid_from) as "confirmedAt"
     from position o join appointment a on a.position_id = o.id join person p on p.id = a.person_id
     where o.unit_id = $1 and o.kind in ('liaison', 'militaryLiaison') order by a.valid_from desc, a.id`,
    [unitId],
  );
}
