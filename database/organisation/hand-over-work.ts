import type { EntityManager } from 'typeorm';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { notify, type Notification } from '../steps/notify.js';
import { rearmStep } from '../steps/rearm.js';
import { loadStep, lockProcess, type ProcessRow } from '../steps/step.store.js';

/** An assignment that somebody else has to do from now on. */
export interface WorkMoved {
  id: string;
  stepId: string;
  stepKey: string;
  round: number;
  unitId: string;
  /** Where it was before. */
  positionId: string;
  /** Where it is now; the same where only the person in it changes. */
  toPositionId: string;
  /** It can be done now; false for somebody whose turn has not come. */
  open: boolean;
  deadline: Date | null;
}

/** Why the work moved, as the record keeps it: names of the moment, for people change theirs. */
export interface HandOver {
  actor: Actor | null;
  reason: string;
  /** The unit whose work it is, for who does it from now on. */
  about?: string | undefined;
  personId: string | null;
  personName: string | null;
  /** Who takes over each position, where it is a person that is told of. */
  successorOf(positionId: string): { personId: string; personName: string } | null;
}

/**
 * Whatever happens to work that changes hands in one process, under its lock: nobody has taken note of it any more, reminders are
 * computed anew, the record says from whom to whom, and whoever has it now is told.
 */
export async function recordHandOver(
  manager: EntityManager,
  process: ProcessRow,
  moved: readonly WorkMoved[],
  { actor, reason, about, personId, personName, successorOf }: HandOver,
  now: Date,
): Promise<void> {
  if (moved.length === 0) return;
  await manager.query(
    `update assignment set acknowledged_at = null, acknowledged_by = null where id = any($1::uuid[])`,
    [moved.map(({ id }) => id)],
  );
  for (const stepId of new Set(moved.map((one) => one.stepId))) {
    const { step, assignments } = await loadStep(manager, stepId);
    await rearmStep(manager, process, step, assignments, now);
  }
  const facts = [...grouped(moved).values()].map((group): AuditFact => {
    const [first] = group as [WorkMoved];
    const successor = successorOf(first.positionId);
    const body = {
      step: first.stepKey,
      round: first.round,
      unitIds: [...new Set(group.map(({ unitId }) => unitId))],
      positionId: first.positionId,
      successorId: first.toPositionId === first.positionId ? null : first.toPositionId,
      personId,
      personName,
      successorPersonId: successor?.personId ?? null,
      successorName: successor?.personName ?? null,
      assignmentIds: group.map(({ id }) => id),
      reason,
    };
    return { kind: 'positionHandedOver', actor, body };
  });
  await appendAudit(manager, now, [{ head: process.head, facts }]);
  await notify(
    manager,
    now,
    moved
      .filter(({ open }) => open)
      .map(({ id, stepId, stepKey, toPositionId, deadline }): Notification => ({
        kind: 'assigned',
        process,
        stepKey,
        stepId,
        assignmentId: id,
        positionIds: [toPositionId],
        deadline,
        ...(about === undefined ? {} : { about }),
      })),
  );
}

/** One process after another in the order of their ids, each under its lock; those that are over are left out. */
export async function eachRunning(
  manager: EntityManager,
  processIds: readonly string[],
  work: (process: ProcessRow) => Promise<void>,
): Promise<void> {
  for (const processId of [...new Set(processIds)].sort()) {
    const process = await lockProcess(manager, processId);
    if (process?.state === 'running') await work(process);
  }
}

/** One entry for each step and position: what a step keeps to itself stays with it. */
function grouped(moved: readonly WorkMoved[]): Map<string, WorkMoved[]> {
  const groups = new Map<string, WorkMoved[]>();
  for (const one of moved) {
    const key = `${one.stepId}/${one.positionId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
