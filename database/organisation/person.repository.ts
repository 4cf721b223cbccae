import { type EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { type CivilDate } from '../../domain/time/zone.js';
import { type AppointmentRow } from './appointment.repository.js';
import { literalPattern, regionPatterns } from './pattern.js';

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  disabledAt: Date | null;
}

export interface PersonWithAppointments extends PersonRow {
  appointments: AppointmentRow[];
}

/** Whose people may be seen: of these regions with everything below them, and of these units. */
export interface PeopleScope {
  regions: readonly string[];
  units: readonly string[];
  /** Always seen. */
  personId: string;
}

export interface PeopleFilter extends PeopleScope {
  text?: string | undefined;
  on: CivilDate;
  after?: { name: string; id: string } | undefined;
  limit: number;
}

/** An appointment as jsonb, from `a` appointment, `o` position, `u` unit, `p` person. */
const APPOINTMENT = `jsonb_build_object('id', a.id, 'personId', p.id, 'personName', p.name, 'positionId', o.id,
  'kind', o.kind, 'title', o.title, 'unitId', u.id, 'unitName', u.name, 'regionCode', u.region_code,
  'validFrom', a.valid_from, 'validTo', a.valid_to)`;

const PERSON = `p.id, p.name, p.email, p.phone, p.disabled_at as "disabledAt"`;

/** SQL: a post that `p` has, had or will have is in scope ($regions, $units), or it is the asker ($self). */
const inScope = (regions: string, units: string, self: string) => `(p.id = ${self} or exists (
  select 1 from appointment sa join position so on so.id = sa.position_id join unit su on su.id = so.unit_id
   where sa.person_id = p.id and (su.region_code like any(${regions}::text[]) or su.id = any(${units}::uuid[]))))`;

/** People by name, with what they hold on the day or will hold later. */
export function peopleWithin(
  manager: EntityManager,
  { regions, units, personId, text, on, after, limit }: PeopleFilter,
): Promise<PersonWithAppointments[]> {
  return manager.query(
    `select ${PERSON}, coalesce((
              select jsonb_agg(${APPOINTMENT} order by a.valid_from, a.id)
                from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
               where a.person_id = p.id and (a.valid_to is null or a.valid_to >= $5::date)
            ), '[]') as appointments
       from person p
      where ${inScope('$1', '$2', '$3')}
        and ($4::text is null or p.name like '%' || $4 || '%')
        and ($6::text is null or (p.name, p.id) > ($6, $7::uuid))
      order by p.name, p.id limit $8`,
    [
      regionPatterns(regions),
      units,
      personId,
      text === undefined ? null : literalPattern(text),
      on,
      after?.name ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** One person with every appointment they ever had; null when there is none in scope. */
export async function personWithin(
  manager: EntityManager,
  id: string,
  { regions, units, personId }: PeopleScope,
): Promise<PersonWithAppointments | null> {
  const [person]: PersonWithAppointments[] = await manager.query(
    `select ${PERSON}, coalesce((
              select jsonb_agg(${APPOINTMENT} order by a.valid_from, a.id)
                from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
               where a.person_id = p.id
            ), '[]') as appointments
       from person p where p.id = $4 and ${inScope('$1', '$2', '$3')}`,
    [regionPatterns(regions), units, personId, id],
  );
  return person ?? null;
}

/** Holds the person's row: `share` while appointing, `change` while changing or disabling. Null when there is no such person. */
export async function lockPerson(
  manager: EntityManager,
  id: string,
  mode: 'share' | 'change',
): Promise<PersonRow | null> {
  const [person]: PersonRow[] = await manager.query(
    `select ${PERSON} from person p where p.id = $1 for ${mode === 'share' ? 'share' : 'no key update'}`,
    [id],
  );
  return person ?? null;
}

/**
 * Somebody who holds or held a position in the unit; his row is held so that nobody disables him meanwhile.
 * @throws Refusal NOT_FOUND, PERSON_DISABLED
 */
export async function personOfUnit(
  manager: EntityManager,
  unitId: string,
  personId: string,
  field: string,
): Promise<{ id: string; name: string }> {
  const [known]: unknown[] = await manager.query(
    `select 1 from appointment a join position o on o.id = a.position_id where a.person_id = $1 and o.unit_id = $2 limit 1`,
    [personId, unitId],
  );
  const person = known ? await lockPerson(manager, personId, 'share') : null;
  if (!person) throw new Refusal('NOT_FOUND', {}, field);
  if (person.disabledAt !== null) throw new Refusal('PERSON_DISABLED', { person: person.name }, field);
  return { id: person.id, name: person.name };
}

/** Registers a person; one that is there already is found. */
export async function registerPerson(
  manager: EntityManager,
  { id, name, phone, email }: { id: string; name: string; phone: string | null; email: string | null },
): Promise<{ id: string; name: string }> {
  await manager.query(
    `insert into person (id, name, email, phone) values ($1, $2, $3, $4) on conflict (id) do nothing`,
    [id, name, email, phone],
  );
  return { id, name };
}

export interface OpenAssignmentRow {
  assignmentId: string;
  positionId: string;
  processId: string;
  processKind: string;
  processTitle: string;
  stepKey: string;
  /** `waiting`: the position's turn has not come. */
  state: 'open' | 'waiting';
  deadlineAt: Date | null;
}

/** Work of these positions that is not done, the most urgent first. */
export function openAssignmentsOf(
  manager: EntityManager,
  positionIds: readonly string[],
  limit: number,
): Promise<OpenAssignmentRow[]> {
  return manager.query(
    `select t.id as "assignmentId", t.position_id as "positionId", t.process_id as "processId", c.kind as "processKind",
            c.title as "processTitle", s.key as "stepKey", t.state, t.deadline_at as "deadlineAt"
       from assignment t join process c on c.id = t.process_id join step s on s.id = t.step_id
      where t.position_id = any($1::uuid[]) and t.state in ('open', 'waiting')
      order by t.deadline_at nulls last, t.id limit $2`,
    [positionIds, limit],
  );
}

/** Null where nobody is named. */
export async function personName(manager: EntityManager, id: string | null): Promise<string | null> {
  const [person]: { name: string }[] = await manager.query(`select name from person where id = $1`, [id]);
  return person?.name ?? null;
}
