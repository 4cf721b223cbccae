import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '../../domain/notices/notice.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { ProcessRow } from './step.store.js';

export interface Notification {
  kind: NoticeKind;
  process: ProcessRow;
  stepKey: string;
  stepId: string;
  assignmentId: string | null;
  /** Whoever holds these positions now is told. */
  positionIds: string[];
  deadline: Date | null;
  rung?: number;
  /** Unit or person the notice is about. */
  about?: string;
}

/** Writes the notices of one moment, one for each person and event, in one statement. The channels pick them up later. */
export async function notify(
  manager: EntityManager,
  now: Date,
  notifications: Notification[],
): Promise<void> {
  const rows = notifications.flatMap((notification) =>
    notification.positionIds.map((positionId) => ({
      position_id: positionId,
      kind: notification.kind,
      process_id: notification.process.id,
      step_id: notification.stepId,
      assignment_id: notification.assignmentId,
      body: {
        process: notification.process.title,
        step: stepBlueprintOf(notification.process.kind, notification.stepKey).label,
        deadline: notification.deadline,
        rung: notification.rung,
        about: notification.about,
      },
    })),
  );
  if (rows.length === 0) return;
  // A position may have two holders on the day of a handover, and a person two of the positions: one notice a person and event.
  await manager.query(
    `insert into notice (id, person_id, kind, process_id, step_id, assignment_id, body, created_at)
     select gen_random_uuid(), told.person_id, told.kind, told.process_id, told.step_id, told.assignment_id, told.body, $1
     from (
       select distinct p.id as person_id, n.kind, n.process_id, n.step_id, n.assignment_id, n.body
       from jsonb_to_recordset($2) as n(position_id uuid, kind text, process_id uuid, step_id uuid, assignment_id uuid, body jsonb)
       join appointment ap on ap.position_id = n.position_id and ap.valid_from <= $3 and (ap.valid_to is null or ap.valid_to >= $3)
       join person p on p.id = ap.person_id and p.disabled_at is null
     ) told`,
    [now, JSON.stringify(rows), civilDateOf(now)],
  );
}
