import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '../../domain/notices/notice.js';
import { blueprintOf, stepBlueprintOf } from '../../domain/blueprints/index.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { PROXY_IN_FORCE, isAgentFit, isStoodFor } from '../access/proxy.sql.js';
import type { ProcessRow } from './step.store.js';

export interface Notification {
  kind: NoticeKind;
  process: ProcessRow;
  stepKey: string;
  /** Null where the notice is about the process as a whole; it has no key then. */
  stepId: string | null;
  assignmentId: string | null;
  /** Whoever holds these positions now is told. */
  positionIds: string[];
  deadline: Date | null;
  rung?: number;
  /** Unit or person the notice is about. */
  about?: string;
}

/** A notice as it is stored, addressed to a position. */
export interface NoticeRow {
  position_id: string;
  kind: NoticeKind;
  process_id: string | null;
  process_kind: string | null;
  step_id: string | null;
  assignment_id: string | null;
  body: object;
}

/** Writes the notices of one moment, one for each person and event, in one statement. The channels pick them up later. */
export async function notify(
  manager: EntityManager,
  now: Date,
  notifications: Notification[],
): Promise<void> {
  const rows = notifications.flatMap((notification): NoticeRow[] =>
    notification.positionIds.map((positionId) => ({
      position_id: positionId,
      kind: notification.kind,
      process_id: notification.process.id,
      process_kind: notification.process.kind,
      step_id: notification.stepId,
      assignment_id: notification.assignmentId,
      body: {
        process: notification.process.title,
        step:
          notification.stepId === null
            ? blueprintOf(notification.process.kind).label
            : stepBlueprintOf(notification.process.kind, notification.stepKey).label,
        deadline: notification.deadline,
        rung: notification.rung,
        about: notification.about,
      },
    })),
  );
  await tellPositions(manager, now, rows);
}

/** Whoever holds the positions is told, in one statement. */
export async function tellPositions(manager: EntityManager, now: Date, rows: NoticeRow[]): Promise<void> {
  if (rows.length === 0) return;
  // Who stands for a holder (代理) is told as well, and for whom; the holder still is, for he may sign himself.
  // A position may have two holders on the day of a handover, and a person two of the positions: one notice a person and event.
  await manager.query(
    `insert into notice (id, person_id, kind, process_id, step_id, assignment_id, body, created_at)
     select gen_random_uuid(), told.person_id, told.kind, told.process_id, told.step_id, told.assignment_id,
       told.body || case when told.acting_for is null then '{}' else jsonb_build_object('actingFor', told.acting_for) end, $1
     from (
       select distinct on (t.person_id, n.kind, n.process_id, n.step_id, n.assignment_id, n.body)
         t.person_id, n.kind, n.process_id, n.step_id, n.assignment_id, n.body, t.acting_for
       from jsonb_to_recordset($2) as n(position_id uuid, kind text, process_id uuid, process_kind text, step_id uuid, assignment_id uuid, body jsonb)
       join position po on po.id = n.position_id
       join unit u on u.id = po.unit_id
       join appointment ap on ap.position_id = n.position_id and ap.valid_from <= $3 and (ap.valid_to is null or ap.valid_to >= $3)
       cross join lateral (
         select ap.person_id, null::text as acting_for
         union all
         select x.agent_id, (select name from person where id = x.principal_id) from proxy x
         where x.principal_id = ap.person_id and x.region_code = u.region_code and ${PROXY_IN_FORCE('$3')}
           and (x.kinds is null or n.process_kind = any(x.kinds)) and ${isStoodFor('po')} and ${isAgentFit('x.agent_id', 'x.region_code', '$3')}
       ) t
       join person p on p.id = t.person_id and p.disabled_at is null
       order by t.person_id, n.kind, n.process_id, n.step_id, n.assignment_id, n.body, t.acting_for nulls first
     ) told`,
    [now, JSON.stringify(rows), civilDateOf(now)],
  );
}

/** The same about a process as a whole. */
export function notifyOfProcess(
  manager: EntityManager,
  now: Date,
  notice: Pick<Notification, 'kind' | 'process' | 'positionIds' | 'about'>,
): Promise<void> {
  return notify(manager, now, [{ ...notice, stepKey: '', stepId: null, assignmentId: null, deadline: null }]);
}
