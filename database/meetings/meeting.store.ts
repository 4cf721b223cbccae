import type { EntityManager } from 'typeorm';
import type { Attendance, Matter } from '../../domain/meetings/forms.js';
import type { EventKind, MeetingKind } from '../../domain/meetings/kinds.js';
import { rowChange } from '../change-row.js';

export interface MeetingRow {
  id: string;
  /** What it is called; null for a conference of liaisons. */
  kind: MeetingKind | EventKind | null;
  askedBy: string | null;
  answeredAt: Date | null;
  /** What the asker was told. */
  answer: string | null;
  title: string;
  reason: string;
  agenda: string[];
  startsAt: Date | null;
  place: string;
  materialDueAt: Date | null;
  heldAt: Date | null;
  observers: string[];
  summary: string;
  /** As drafted; what was signed stands in `matter`. Checked before it was stored. */
  draftedMatters: Matter[];
  supervisedFrom: Date | null;
  settledAt: Date | null;
}

const COLUMNS: Record<keyof Omit<MeetingRow, 'id'>, string> = {
  kind: 'kind',
  askedBy: 'asked_by',
  answeredAt: 'answered_at',
  answer: 'answer',
  title: 'title',
  reason: 'reason',
  agenda: 'agenda',
  startsAt: 'starts_at',
  place: 'place',
  materialDueAt: 'material_due_at',
  heldAt: 'held_at',
  observers: 'observers',
  summary: 'summary',
  draftedMatters: 'drafted_matters',
  supervisedFrom: 'supervised_from',
  settledAt: 'settled_at',
};
const SELECTED = Object.entries(COLUMNS)
  .map(([name, column]) => `m.${column} as "${name}"`)
  .join(', ');

/** The meeting of a process. The process's lock is the meeting's lock. */
export async function meetingOf(manager: EntityManager, id: string): Promise<MeetingRow> {
  const [row]: MeetingRow[] = await manager.query(`select m.id, ${SELECTED} from meeting m where m.id = $1`, [
    id,
  ]);
  if (!row) throw new Error(`no meeting ${id}`);
  return row;
}

export async function insertMeeting(
  manager: EntityManager,
  {
    id,
    title,
    kind,
    askedBy = null,
  }: Pick<MeetingRow, 'id' | 'title' | 'kind'> & { askedBy?: string | null },
): Promise<void> {
  await manager.query(`insert into meeting (id, title, kind, asked_by) values ($1, $2, $3, $4)`, [
    id,
    title,
    kind,
    askedBy,
  ]);
}

export const changeMeeting = rowChange<Partial<Omit<MeetingRow, 'id' | 'askedBy'>>>(
  'meeting',
  'id',
  COLUMNS,
  ['draftedMatters'],
);

export interface ParticipantRow {
  seq: number;
  unitId: string;
  positionId: string | null;
  /** Short name of the unit; for a leader, group and title. */
  name: string;
  /** For documents: the full name, or the title. */
  fullName: string;
  attendance: Attendance | null;
  substitute: string | null;
  reason: string | null;
}

/** Who is invited, leaders first, in the order they were named. */
export function participantsOf(manager: EntityManager, meetingId: string): Promise<ParticipantRow[]> {
  return manager.query(
    `select p.seq, p.unit_id as "unitId", p.position_id as "positionId",
       case when po.id is null then u.short_name else u.short_name || po.title end as name,
       case when po.id is null then u.name else po.title end as "fullName", p.attendance, p.substitute, p.reason
     from meeting_participant p join unit u on u.id = p.unit_id left join position po on po.id = p.position_id
     where p.meeting_id = $1 order by p.seq`,
    [meetingId],
  );
}

/** Replaces the list: who was invited to an earlier version is invited no more. */
export async function inviteAll(
  manager: EntityManager,
  meetingId: string,
  invited: { unitId: string; positionId: string | null }[],
): Promise<void> {
  await manager.query(`delete from meeting_participant where meeting_id = $1`, [meetingId]);
  await manager.query(
    `insert into meeting_participant (meeting_id, seq, unit_id, position_id)
     select $1, seq, unit_id, position_id from unnest($2::uuid[], $3::uuid[]) with ordinality as p(unit_id, position_id, seq)`,
    [meetingId, invited.map(({ unitId }) => unitId), invited.map(({ positionId }) => positionId)],
  );
}

export async function noteAttendance(
  manager: EntityManager,
  meetingId: string,
  noted: { seq: number; attendance: Attendance; substitute: string | null; reason: string | null }[],
): Promise<void> {
  await manager.query(
    `update meeting_participant p set attendance = n.attendance, substitute = n.substitute, reason = n.reason
     from jsonb_to_recordset($2) as n(seq int, attendance text, substitute text, reason text)
     where p.meeting_id = $1 and p.seq = n.seq`,
    [meetingId, JSON.stringify(noted)],
  );
}

export interface SuggestionRow {
  id: string;
  unitId: string;
  unit: string;
  text: string;
  matterId: string | null;
  answer: string | null;
  disposedAt: Date | null;
}

export function suggestionsOf(manager: EntityManager, meetingId: string): Promise<SuggestionRow[]> {
  return manager.query(
    `select g.id, g.unit_id as "unitId", u.short_name as unit, g.text, g.matter_id as "matterId", g.answer, g.disposed_at as "disposedAt"
     from meeting_suggestion g join unit u on u.id = g.unit_id where g.meeting_id = $1 order by u.short_name, g.seq`,
    [meetingId],
  );
}

export async function disposeSuggestion(
  manager: EntityManager,
  id: string,
  { matterId, answer }: { matterId: string | undefined; answer: string | undefined },
  now: Date,
): Promise<void> {
  await manager.query(
    `update meeting_suggestion set matter_id = $2, answer = $3, disposed_at = $4 where id = $1`,
    [id, matterId ?? null, answer ?? null, now],
  );
}
