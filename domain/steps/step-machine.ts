import type { DecisionBlueprint, SignRule, StepBlueprint } from '../blueprints/blueprint.js';
import { Refusal } from '../errors/refusal.js';

export type StepStatus = 'open' | 'closed' | 'cancelled';
/** `missed`: still owed when the process ended, as on the 未报 list of a year that is over. */
export type AssignmentStatus = 'open' | 'done' | 'superseded' | 'returned' | 'cancelled' | 'missed';

export interface AssignmentState {
  id: string;
  round: number;
  positionId: string;
  unitId: string;
  status: AssignmentStatus;
  acknowledged: boolean;
  decision: string | null;
}

export interface StepState {
  status: StepStatus;
  rule: SignRule;
  assignments: readonly AssignmentState[];
}

export type StepCommand =
  | { type: 'acknowledge'; assignmentId: string }
  | { type: 'decide'; assignmentId: string; decision: string }
  | { type: 'withdraw'; assignmentId: string }
  | { type: 'returnFiling'; assignmentId: string }
  | { type: 'transfer'; assignmentId: string; positionId: string }
  | { type: 'deadline' }
  | { type: 'cancel' };

/** What a command changes; the engine writes these down and nothing else. */
export type StepChange =
  | { type: 'acknowledged'; assignmentId: string }
  | { type: 'decided'; assignmentId: string; decision: string }
  /** Others in the step who need not act any more (他人已办). */
  | { type: 'superseded'; assignmentIds: string[] }
  /** The old round stays as it was; the same position owes a new one. */
  | { type: 'reopened'; assignmentId: string; round: number }
  | { type: 'transferred'; assignmentId: string; positionId: string }
  | { type: 'cancelled'; assignmentIds: string[] }
  | { type: 'closed'; outcome: string };

/** Legal moves of one assignment. Everything else is refused. */
export const ASSIGNMENT_MOVES: Record<AssignmentStatus, readonly AssignmentStatus[]> = {
  open: ['done', 'superseded', 'cancelled', 'missed'],
  done: ['returned'],
  superseded: [],
  returned: [],
  cancelled: [],
  missed: [],
};

/** Legal moves of a step. `closed` is final: a later round is a new step. */
export const STEP_MOVES: Record<StepStatus, readonly StepStatus[]> = {
  open: ['closed', 'cancelled'],
  closed: [],
  cancelled: [],
};

/**
 * The law of a step: what a command changes, given where the step stands. Pure: no clock, no ids of its own. Who may give the
 * command (position, role) is the engine's question; here it is whether the step allows it.
 *
 * @throws Refusal STEP_NOT_OPEN, ASSIGNMENT_NOT_OPEN, DECISION_UNKNOWN, ACTION_NOT_OFFERED, NOTHING_TO_WITHDRAW
 */
export function applyStepCommand(
  step: StepState,
  command: StepCommand,
  blueprint: StepBlueprint,
): StepChange[] {
  switch (command.type) {
    case 'acknowledge': {
      const assignment = openAssignment(step, command.assignmentId);
      return assignment.acknowledged ? [] : [{ type: 'acknowledged', assignmentId: assignment.id }];
    }
    case 'decide':
      return decide(step, command.assignmentId, command.decision, blueprint);
    case 'withdraw':
      offered(blueprint, 'withdraw');
      return reopen(step, command.assignmentId);
    case 'returnFiling':
      offered(blueprint, 'returnFiling');
      return reopen(step, command.assignmentId);
    case 'transfer':
      offered(blueprint, 'transfer');
      return transfer(step, openAssignment(step, command.assignmentId), command.positionId);
    case 'deadline':
      return atDeadline(step, blueprint);
    case 'cancel':
      return cancel(step);
  }
}

/** Whether somebody can still be late with this step: open, or closed at its deadline while some still owe. */
export function isOwed(step: StepState): boolean {
  return step.assignments.some(({ status }) => status === 'open');
}

function decide(
  step: StepState,
  assignmentId: string,
  decision: string,
  blueprint: StepBlueprint,
): StepChange[] {
  const assignment = openAssignment(step, assignmentId);
  const chosen = Object.hasOwn(blueprint.decisions, decision) ? blueprint.decisions[decision] : undefined;
  if (!chosen) {
    const allowed = Object.values(blueprint.decisions).map(({ label }) => label);
    throw new Refusal('DECISION_UNKNOWN', { decision, allowed: allowed.join('、') }, 'decision');
  }
  const decided: StepChange = { type: 'decided', assignmentId, decision };
  if (step.status !== 'open') return [decided]; // filed late, after the step went on without it

  const others = step.assignments
    .filter(({ id, status }) => id !== assignment.id && status === 'open')
    .map(({ id }) => id);
  const ends = endsWith(step.rule, chosen.polarity, others.length);
  if (!ends) return [decided];
  const superseded: StepChange[] = others.length > 0 ? [{ type: 'superseded', assignmentIds: others }] : [];
  return [decided, ...superseded, { type: 'closed', outcome: decision }];
}

function endsWith(rule: SignRule, polarity: DecisionBlueprint['polarity'], othersOpen: number): boolean {
  switch (rule) {
    case 'single':
    case 'claim':
    case 'any':
      return true;
    case 'all':
    case 'share':
    case 'order':
      return othersOpen === 0 || polarity !== 'positive';
    case 'collect':
      return othersOpen === 0;
  }
}

function transfer(step: StepState, assignment: AssignmentState, positionId: string): StepChange[] {
  if (positionId === assignment.positionId) return [];
  // Who owes a part of his own beside it (two of the office) can't take over the other's.
  const owesToo = step.assignments.some(
    (other) =>
      other.positionId === positionId &&
      other.unitId === assignment.unitId &&
      other.round === assignment.round,
  );
  if (owesToo) throw new Refusal('ACTION_NOT_OFFERED', { action: ACTION_LABELS.transfer });
  return [{ type: 'transferred', assignmentId: assignment.id, positionId }];
}

function atDeadline(step: StepState, blueprint: StepBlueprint): StepChange[] {
  if (!blueprint.atDeadline || step.status !== 'open') return [];
  const open = step.assignments.filter(({ status }) => status === 'open').map(({ id }) => id);
  const superseded: StepChange[] =
    blueprint.atDeadline.stillOwed || open.length === 0 ? [] : [{ type: 'superseded', assignmentIds: open }];
  return [...superseded, { type: 'closed', outcome: blueprint.atDeadline.outcome }];
}

function cancel(step: StepState): StepChange[] {
  const open = step.assignments.filter(({ status }) => status === 'open').map(({ id }) => id);
  const cancelled: StepChange[] = open.length > 0 ? [{ type: 'cancelled', assignmentIds: open }] : [];
  return step.status === 'open' ? [...cancelled, { type: 'closed', outcome: 'cancelled' }] : cancelled;
}

function reopen(step: StepState, assignmentId: string): StepChange[] {
  const assignment = step.assignments.find(({ id }) => id === assignmentId);
  if (!assignment || assignment.status !== 'done' || step.status === 'cancelled')
    throw new Refusal('NOTHING_TO_WITHDRAW');
  // A single, 或签 or claimed step that closed has gone on: taking that back is the process's business (withdrawStep).
  if (step.status === 'closed' && step.rule !== 'collect') throw new Refusal('NOTHING_TO_WITHDRAW');
  // Counted by unit: one position may stand in for several units, and a transfer must not begin a count of its own.
  const round =
    Math.max(...step.assignments.filter(({ unitId }) => unitId === assignment.unitId).map((a) => a.round)) +
    1;
  return [{ type: 'reopened', assignmentId, round }];
}

function openAssignment(step: StepState, assignmentId: string): AssignmentState {
  const assignment = step.assignments.find(({ id }) => id === assignmentId);
  if (!assignment) throw new Refusal('NOT_FOUND');
  if (assignment.status !== 'open') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  return assignment;
}

function offered(blueprint: StepBlueprint, action: StepBlueprint['actions'][number]): void {
  if (!blueprint.actions.includes(action))
    throw new Refusal('ACTION_NOT_OFFERED', { action: ACTION_LABELS[action] });
}

export const ACTION_LABELS: Record<StepBlueprint['actions'][number], string> = {
  transfer: '转办',
  withdraw: '撤回',
  extend: '申请延期',
  returnFiling: '退回报送',
  refile: '变更报送',
  return: '退回',
  delegate: '委派',
  addSigner: '加签',
  removeSigner: '减签',
};
