import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { noticeId } from './ids.js';
import type { ProcessRow } from './step.store.js';

export type NoticeKind =
  'assigned' | 'remind' | 'unack' | 'overdue' | 'rung' | 'urged' | 'returned' | 'decided' | 'extension';

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
      id: noticeId(),
      positionId,
      kind: notification.kind,
      processId: notification.process.id,
      stepId: notification.stepId,
      assignmentId: notification.assignmentId,
      body: JSON.stringify({
        process: notification.process.title,
        step: stepBlueprintOf(notification.process.kind, notification.stepKey).label,
        deadline: notification.deadline,
        rung: notification.rung,
        about: notification.about,
      }),
    })),
  );
  if (rows.length === 0) return;
  await manager.query(
    `insert into notice (id, person_id, kind, process_id, step_id, assignment_id, body, created_at)
     select distinct on (p.id, n.step_id, n.assignment_id, n.kind, n.body) n.id, p.id, n.kind, n.process_id, n.step_id, n.assignment_id,
       n.body::jsonb, $1
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[])
       as n(id, position_id, kind, process_id, step_id, assignment_id, body)
     join appointment ap on ap.position_id = n.position_id and ap.valid_from <= $9 and (ap.valid_to is null or ap.valid_to >= $9)
     join person p on p.id = ap.person_id and p.disabled_at is null`,
    [
      now,
      rows.map((row) => row.id),
      rows.map((row) => row.positionId),
      rows.map((row) => row.kind),
      rows.map((row) => row.processId),
      rows.map((row) => row.stepId),
      rows.map((row) => row.assignmentId),
      rows.map((row) => row.body),
      civilDateOf(now),
    ],
  );
}
