import type { EntityManager } from 'typeorm';
import type { Attendance, Matter } from '../../domain/meetings/forms.js';
import type { NamedUnit } from './matter-list.repository.js';

/** What is told of a meeting beside its own row. Instants inside are ISO 8601 texts: they come as JSON. */
export interface MeetingRecord {
  participants: {
    unit: NamedUnit;
    positionId: string | null;
    name: string;
    notifiedAt: string | null;
    attendance: Attendance | null;
    substitute: string | null;
    reason: string | null;
    handedIn: boolean;
  }[];
  materials: {
    unit: NamedUnit;
    achievements: string;
    problems: string;
    nextSteps: string;
    handedInAt: string;
  }[];
  suggestions: {
    id: string;
    unit: NamedUnit;
    text: string;
    matterId: string | null;
    answer: string | null;
    disposedAt: string | null;
  }[];
  askedBy: { id: string; title: string } | null;
  /** The minutes as issued; null before. */
  issued: { number: string; issuedAt: string } | null;
}

const UNIT = `jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name)`;

/** Everything around a meeting, in one query. Whether the asker may see it was decided before. */
export async function meetingRecord(manager: EntityManager, id: string): Promise<MeetingRecord> {
  const [row]: MeetingRecord[] = await manager.query(
    `with notified as (
       select a.unit_id, a.position_id, a.decided_at from assignment a join step s on s.id = a.step_id
       where s.process_id = $1 and s.key = 'notified' and s.round = (select max(round) from step where process_id = $1 and key = 'notified')
     )
     select coalesce((select jsonb_agg(jsonb_build_object('unit', ${UNIT}, 'positionId', p.position_id,
           'name', coalesce(po.title, u.short_name), 'attendance', p.attendance, 'substitute', p.substitute, 'reason', p.reason,
           'notifiedAt', (select max(n.decided_at) from notified n where n.unit_id = p.unit_id
              and (p.position_id is null or n.position_id = p.position_id)),
           'handedIn', exists (select 1 from meeting_material d where d.meeting_id = $1 and d.unit_id = p.unit_id)) order by p.seq)
         from meeting_participant p join unit u on u.id = p.unit_id left join position po on po.id = p.position_id
         where p.meeting_id = $1), '[]') as participants,
       coalesce((select jsonb_agg(jsonb_build_object('unit', ${UNIT}, 'achievements', d.achievements, 'problems', d.problems,
           'nextSteps', d.next_steps, 'handedInAt', d.handed_in_at) order by u.short_name)
         from meeting_material d join unit u on u.id = d.unit_id where d.meeting_id = $1), '[]') as materials,
       coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'unit', ${UNIT}, 'text', g.text, 'matterId', g.matter_id,
           'answer', g.answer, 'disposedAt', g.disposed_at) order by u.short_name, g.seq)
         from meeting_suggestion g join unit u on u.id = g.unit_id where g.meeting_id = $1), '[]') as suggestions,
       (select jsonb_build_object('id', i.id, 'title', i.title) from meeting m join need_item i on i.id = m.asked_by where m.id = $1) as "askedBy",
       (select jsonb_build_object('number', d.number, 'issuedAt', d.issued_at) from document d
         where d.process_id = $1 and d.kind = 'minutes' and d.state = 'issued' order by d.issued_at desc limit 1) as issued`,
    [id],
  );
  return row as MeetingRecord;
}

/** Drafted matters with the names of their units. */
export async function namedMatters(
  manager: EntityManager,
  matters: readonly Matter[],
): Promise<{ matter: Matter; lead: NamedUnit; cooperating: NamedUnit[] }[]> {
  const ids = matters.flatMap(({ leadUnitId, cooperatingUnitIds }) => [leadUnitId, ...cooperatingUnitIds]);
  const units: NamedUnit[] = await manager.query(
    `select u.id, u.name, u.short_name as "shortName" from unit u where u.id = any($1::uuid[])`,
    [ids],
  );
  const named = (id: string): NamedUnit[] => units.filter((unit) => unit.id === id);
  return matters.map((matter) => ({
    matter,
    lead: named(matter.leadUnitId)[0] as NamedUnit,
    cooperating: matter.cooperatingUnitIds.flatMap(named),
  }));
}
