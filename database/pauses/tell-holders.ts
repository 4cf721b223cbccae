import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '../../domain/notices/notice.js';
import { notify } from '../steps/notify.js';
import type { ProcessRow } from '../steps/step.store.js';

interface Owed {
  assignment_id: string;
  step_id: string;
  process_id: string;
  key: string;
  position_id: string;
  deadline_at: Date | null;
}

/** Tells whoever owes something in these processes now. */
export async function tellHolders(
  manager: EntityManager,
  processes: readonly ProcessRow[],
  kind: NoticeKind,
  now: Date,
): Promise<void> {
  const byId = new Map(processes.map((process) => [process.id, process]));
  const owed: Owed[] = await manager.query(
    `select a.id as assignment_id, a.step_id, a.process_id, s.key, a.position_id, a.deadline_at
     from assignment a join step s on s.id = a.step_id where a.process_id = any($1::uuid[]) and a.state = 'open' order by a.id`,
    [[...byId.keys()]],
  );
  await notify(
    manager,
    now,
    owed.map((one) => ({
      kind,
      process: byId.get(one.process_id) as ProcessRow,
      stepKey: one.key,
      stepId: one.step_id,
      assignmentId: one.assignment_id,
      positionIds: [one.position_id],
      deadline: one.deadline_at,
    })),
  );
}
