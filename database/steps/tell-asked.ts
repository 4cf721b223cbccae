import type { EntityManager } from 'typeorm';
import type { StepChange } from '../../domain/steps/step-machine.js';
import type { Act } from './act.js';
import type { Acting } from './acting.js';
import { notify, type Notification } from './notify.js';
import type { AssignmentRow } from './step.store.js';

/** Who has something on his table by an act of somebody else is told: a return, a transfer, a turn that has come. */
export async function tellAsked(
  manager: EntityManager,
  { process, step, assignments }: Acting,
  { action }: Act,
  changes: readonly StepChange[],
  now: Date,
): Promise<void> {
  const told = (kind: Notification['kind'], target: AssignmentRow | undefined): Notification[] =>
    target
      ? [
          {
            kind,
            process,
            stepKey: step.key,
            stepId: step.id,
            assignmentId: target.id,
            positionIds: [target.positionId],
            deadline: target.deadlineAt,
          },
        ]
      : [];
  const rowOf = (id: string) => assignments.find((assignment) => assignment.id === id);
  await notify(
    manager,
    now,
    changes.flatMap((change): Notification[] => {
      switch (change.type) {
        case 'transferred':
        case 'turned':
          return told('assigned', rowOf(change.assignmentId));
        case 'added':
          return change.status === 'open' ? told('assigned', rowOf(change.id)) : [];
        case 'reopened':
          // Who takes back or changes his own knows it.
          return action === 'returnFiling' ? told('returned', assignments.at(-1)) : [];
        default:
          return [];
      }
    }),
  );
}
