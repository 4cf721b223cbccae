import type { SignRule } from '../blueprints/blueprint.js';

export type StepStatus = 'open' | 'closed' | 'cancelled';
/**
 * `waiting`: his turn comes when those before him have signed. `superseded`: 他人已办, he need not act any more. `missed`: still owed when
 * the process ended, as on the 未报 list of a year that is over. `removed`: 减签.
 */
export type AssignmentStatus =
  'open' | 'waiting' | 'done' | 'superseded' | 'returned' | 'cancelled' | 'missed' | 'removed';

/** A signer counts for the rule; a helper (委派) hands his answer back to who asked him. */
export type SignerRole = 'signer' | 'helper';

export interface AssignmentState {
  id: string;
  round: number;
  positionId: string;
  unitId: string;
  status: AssignmentStatus;
  acknowledged: boolean;
  decision: string | null;
  /** The first round of the signer whose slot it is; null for that first round itself. */
  slotId: string | null;
  /** The assignment that asked for it (加签, 委派); null for who owes the step by its blueprint. */
  askedBy: string | null;
  role: SignerRole;
  /** Members of a slot sign from the lowest rank to the highest. */
  rank: number;
  /** 依次: the slots' order. */
  turn: number;
}

export interface StepState {
  status: StepStatus;
  rule: SignRule;
  assignments: readonly AssignmentState[];
}

/** Legal moves of one assignment. Everything else is refused. */
export const ASSIGNMENT_MOVES: Record<AssignmentStatus, readonly AssignmentStatus[]> = {
  open: ['done', 'waiting', 'superseded', 'cancelled', 'missed', 'removed'],
  waiting: ['open', 'superseded', 'cancelled', 'missed', 'removed'],
  done: ['returned'],
  superseded: [],
  returned: [],
  cancelled: [],
  missed: [],
  removed: [],
};

/** Legal moves of a step. `closed` is final: a later round is a new step. */
export const STEP_MOVES: Record<StepStatus, readonly StepStatus[]> = {
  open: ['closed', 'cancelled'],
  closed: [],
  cancelled: [],
};

/** Somebody still has to do with it, now or when his turn comes. */
export function isLive({ status }: Pick<AssignmentState, 'status'>): boolean {
  return status === 'open' || status === 'waiting';
}

/** Owed, or done: neither taken away, nor opened again as another round. */
export const stands = (assignment: Pick<AssignmentState, 'status'>): boolean =>
  isLive(assignment) || assignment.status === 'done';

export const slotOf = ({ id, slotId }: AssignmentState): string => slotId ?? id;

/** How far somebody is from a signer of the step itself: 0 himself, 1 added by him, 2 added by one who was added. */
export function depthOf(step: StepState, { askedBy }: AssignmentState): number {
  const by = step.assignments.find(({ id }) => id === askedBy);
  return by ? 1 + depthOf(step, by) : 0;
}

/** Whether somebody can still be late with this step: open, or closed at its deadline while some still owe. */
export function isOwed(step: StepState): boolean {
  return step.assignments.some(({ status }) => status === 'open');
}
