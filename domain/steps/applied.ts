import { returnOutcome } from './outcomes.js';
import type { StepChange } from './step-commands.js';
import type { AssignmentState, StepState } from './step-state.js';

/** The step as it stands after changes: what the law looks at next. */
export function applied<S extends StepState>(step: S, changes: readonly StepChange[]): S {
  let assignments = [...step.assignments];
  const change = (ids: readonly string[], to: Partial<AssignmentState>) => {
    assignments = assignments.map((one) => (ids.includes(one.id) ? { ...one, ...to } : one));
  };
  let { status } = step;
  for (const one of changes) {
    switch (one.type) {
      case 'acknowledged':
        change([one.assignmentId], { acknowledged: true });
        break;
      case 'decided':
        change([one.assignmentId], { status: 'done', decision: one.decision });
        break;
      case 'returned':
        change([one.assignmentId], { status: 'done', decision: returnOutcome(one.to) });
        break;
      case 'superseded':
      case 'cancelled':
        change(one.assignmentIds, { status: one.type });
        break;
      case 'removed':
        change([one.assignmentId], { status: 'removed' });
        break;
      case 'held':
        change([one.assignmentId], { status: 'waiting' });
        break;
      case 'turned':
        change([one.assignmentId], { status: 'open' });
        break;
      case 'transferred':
        change([one.assignmentId], { positionId: one.positionId, acknowledged: false });
        break;
      case 'added': {
        const { type: _, mode: __, ...added } = one;
        assignments.push({ ...added, acknowledged: false, decision: null });
        break;
      }
      case 'closed':
        status = one.outcome === 'cancelled' ? 'cancelled' : 'closed';
        break;
      // A new round is a new row, which the engine makes.
      case 'reopened':
      case 'settled':
      case 'tallied':
        break;
    }
  }
  return { ...step, status, assignments };
}
