import type { StepAction, StepBlueprint } from '../blueprints/blueprint.js';
import { Refusal } from '../errors/refusal.js';
import { returnOutcome } from './outcomes.js';
import { applied } from './applied.js';
import { addSigners, delegate, release, removeSigner, roundFor } from './signers.js';
import type { StepChange, StepCommand } from './step-commands.js';
import { carries, resultOf, type Tally } from './share.js';
import { mayAct, slotsOf, type Slot } from './slots.js';
import { isLive, slotOf, stands, type AssignmentState, type StepState } from './step-state.js';

export * from './step-commands.js';
export * from './step-state.js';

/**
 * The law of a step: what a command changes, given where the step stands. Pure: no clock, no ids of its own. Who may give the
 * command (position, role) is the engine's question; here it is whether the step allows it.
 *
 * @throws Refusal STEP_NOT_OPEN, ASSIGNMENT_NOT_OPEN, DECISION_UNKNOWN, ACTION_NOT_OFFERED, ACKNOWLEDGE_FIRST, NOTHING_TO_WITHDRAW,
 * SIGNER_THERE, SIGNER_NESTED, LAST_SIGNER
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
    case 'return':
      offered(blueprint, 'return');
      return sendBack(step, openAssignment(step, command.assignmentId), command.to);
    case 'withdraw':
    case 'returnFiling':
    case 'refile':
      offered(blueprint, command.type);
      return reopen(step, command.assignmentId, blueprint);
    case 'transfer':
      offered(blueprint, 'transfer');
      return transfer(step, openAssignment(step, command.assignmentId), command.positionId);
    case 'delegate':
      offered(blueprint, 'delegate');
      return arranged(
        step,
        delegate(step, openAssignment(step, command.assignmentId), command.to),
        blueprint,
      );
    case 'addSigner':
      offered(blueprint, 'addSigner');
      return arranged(step, addSigners(step, openAssignment(step, command.assignmentId), command), blueprint);
    case 'removeSigner':
      offered(blueprint, 'removeSigner');
      return concluded(step, removeSigner(step, command), blueprint);
    case 'release':
      return concluded(step, release(step, command.assignmentIds), blueprint);
    case 'deadline':
      return atDeadline(step, blueprint);
    case 'cancel':
      return cancel(step);
  }
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
  // Where the office steps in for a unit that stays silent, there is nobody who could sign for it.
  if (blueprint.acknowledgeFirst && !assignment.acknowledged && !chosen.officeOnly)
    throw new Refusal('ACKNOWLEDGE_FIRST');
  return concluded(step, [{ type: 'decided', assignmentId, decision }], blueprint);
}

/** What follows from changes: slots that are over, whose turn it is, and the step's own end. */
function concluded(step: StepState, changes: StepChange[], blueprint: StepBlueprint): StepChange[] {
  const before = slotsOf(step, blueprint);
  const after = applied(step, changes);
  const slots = slotsOf(after, blueprint);
  const settled = slots.flatMap(({ id, result }): StepChange[] => {
    const open = before.find((slot) => slot.id === id)?.result === null;
    return result && open ? [{ type: 'settled', assignmentId: result.by.id, decision: result.decision }] : [];
  });
  const newest = settled.flatMap((one) => (one.type === 'settled' ? one.decision : [])).at(-1);
  const end = endOf(after, slots, blueprint, newest);
  if (end === null) return arranged(step, [...changes, ...settled], blueprint);
  const left = after.assignments.filter(isLive).map(({ id }) => id);
  const superseded: StepChange[] = left.length > 0 ? [{ type: 'superseded', assignmentIds: left }] : [];
  return [...changes, ...settled, ...superseded, ...end];
}

/** The step's end by its rule, or null while it goes on. */
function endOf(
  step: StepState,
  slots: readonly Slot[],
  blueprint: StepBlueprint,
  newest: string | undefined,
): StepChange[] | null {
  const over = slots.flatMap(({ result }) => result ?? []);
  const last = over.at(-1);
  // What comes late, after the step went on without it, ends nothing any more.
  if (!last || step.status !== 'open') return null;
  const closed = (outcome: string): StepChange[] => [{ type: 'closed', outcome }];
  const against = over.find(({ polarity }) => polarity !== 'positive');
  switch (step.rule) {
    case 'single':
    case 'claim':
    case 'any':
      return closed(last.decision);
    case 'all':
    case 'order':
      if (against) return closed(against.decision);
      return over.length === slots.length ? closed(newest ?? last.decision) : null;
    case 'collect':
      return over.length === slots.length ? closed(newest ?? last.decision) : null;
    case 'share': {
      const { share } = blueprint;
      if (!share) throw new RangeError('a share step without its share');
      const tally = tallyOf(slots);
      const carried = resultOf(tally, share);
      if (carried === null) return null;
      const outcome = carried ? share.passed : share.failed;
      return [{ type: 'tallied', outcome, ...tally }, ...closed(outcome)];
    }
  }
}

function tallyOf(slots: readonly Slot[]): Tally {
  const votes = (...polarities: string[]) =>
    slots.filter(({ result }) => result && polarities.includes(result.polarity)).length;
  return {
    signers: slots.length,
    agree: votes('positive'),
    reject: votes('negative', 'back'),
    abstain: votes('abstain'),
  };
}

/** Adds whose turn came, and whose turn it is no longer. */
function arranged(step: StepState, changes: StepChange[], blueprint: StepBlueprint): StepChange[] {
  const after = applied(step, changes);
  const slots = slotsOf(after, blueprint);
  const moves = after.assignments.filter(isLive).flatMap((assignment): StepChange[] => {
    const may = mayAct(after, slots, assignment);
    const { id: assignmentId, status, rank, askedBy } = assignment;
    if (may && status === 'waiting') {
      // Held up by somebody he asked: he goes on where he was. Otherwise it is the first time that he is asked.
      const first = !after.assignments.some(
        (other) => other.askedBy === assignmentId && (other.role === 'helper' || other.rank < rank),
      );
      return [{ type: 'turned', assignmentId, first: first && askedBy === null }];
    }
    return !may && status === 'open' ? [{ type: 'held', assignmentId }] : [];
  });
  // Who was only just added is added as he stands.
  const held = new Set(moves.flatMap((move) => (move.type === 'held' ? [move.assignmentId] : [])));
  const added = changes.map((change) =>
    change.type === 'added' && held.has(change.id) ? { ...change, status: 'waiting' as const } : change,
  );
  const fresh = new Set(added.flatMap((change) => (change.type === 'added' ? [change.id] : [])));
  return [...added, ...moves.filter((move) => !('assignmentId' in move) || !fresh.has(move.assignmentId))];
}

function sendBack(step: StepState, assignment: AssignmentState, to: string): StepChange[] {
  if (step.status !== 'open' || assignment.role === 'helper')
    throw new Refusal('ACTION_NOT_OFFERED', { action: ACTION_LABELS.return });
  const left = step.assignments.filter((one) => isLive(one) && one.id !== assignment.id).map(({ id }) => id);
  return [
    { type: 'returned', assignmentId: assignment.id, to },
    ...(left.length > 0 ? [{ type: 'superseded' as const, assignmentIds: left }] : []),
    { type: 'closed', outcome: returnOutcome(to) },
  ];
}

function transfer(step: StepState, assignment: AssignmentState, positionId: string): StepChange[] {
  if (positionId === assignment.positionId) return [];
  // Who owes a part of his own beside it (two of the office) can't take over the other's.
  const owesToo = step.assignments.some(
    (other) => other.positionId === positionId && other.unitId === assignment.unitId && stands(other),
  );
  if (owesToo) throw new Refusal('ACTION_NOT_OFFERED', { action: ACTION_LABELS.transfer });
  return [{ type: 'transferred', assignmentId: assignment.id, positionId }];
}

/** A 票签 is counted as it stands; every other step ends as its blueprint says. */
function atDeadline(step: StepState, blueprint: StepBlueprint): StepChange[] {
  if (!blueprint.atDeadline || step.status !== 'open') return [];
  const { outcome, stillOwed } = blueprint.atDeadline;
  const live = step.assignments.filter(isLive).map(({ id }) => id);
  const superseded: StepChange[] =
    stillOwed || live.length === 0 ? [] : [{ type: 'superseded', assignmentIds: live }];
  if (step.rule !== 'share' || !blueprint.share) return [...superseded, { type: 'closed', outcome }];
  const tally = tallyOf(slotsOf(step, blueprint));
  const end = carries(tally, blueprint.share) ? blueprint.share.passed : blueprint.share.failed;
  return [...superseded, { type: 'tallied', outcome: end, ...tally }, { type: 'closed', outcome: end }];
}

function cancel(step: StepState): StepChange[] {
  const live = step.assignments.filter(isLive).map(({ id }) => id);
  const cancelled: StepChange[] = live.length > 0 ? [{ type: 'cancelled', assignmentIds: live }] : [];
  return step.status === 'open' ? [...cancelled, { type: 'closed', outcome: 'cancelled' }] : cancelled;
}

function reopen(step: StepState, assignmentId: string, blueprint: StepBlueprint): StepChange[] {
  const assignment = step.assignments.find(({ id }) => id === assignmentId);
  if (!assignment || assignment.status !== 'done' || step.status === 'cancelled')
    throw new Refusal('NOTHING_TO_WITHDRAW');
  // A single, 或签 or claimed step that closed has gone on: taking that back is the process's business (withdrawStep).
  if (step.status === 'closed' && step.rule !== 'collect') throw new Refusal('NOTHING_TO_WITHDRAW');
  if (step.status === 'open' && wasActedOn(step, assignment, blueprint))
    throw new Refusal('NOTHING_TO_WITHDRAW');
  const round = roundFor(step.assignments, assignment.unitId);
  // Whoever's turn came by it waits again.
  const undone = { ...step, assignments: step.assignments.map((a) => (a === assignment ? open(a) : a)) };
  const slots = slotsOf(undone, blueprint);
  const held = undone.assignments.flatMap((other): StepChange[] =>
    other.status === 'open' && other.id !== assignmentId && !mayAct(undone, slots, other)
      ? [{ type: 'held', assignmentId: other.id }]
      : [],
  );
  return [{ type: 'reopened', assignmentId, round }, ...held];
}

const open = (assignment: AssignmentState): AssignmentState => ({
  ...assignment,
  status: 'open',
  decision: null,
});

/** Somebody whose turn came by this decision has signed already. */
function wasActedOn(step: StepState, assignment: AssignmentState, blueprint: StepBlueprint): boolean {
  const done = ({ status }: AssignmentState) => status === 'done';
  if (assignment.role === 'helper')
    return step.assignments.some((other) => other.id === assignment.askedBy && done(other));
  const slots = slotsOf(step, blueprint);
  const own = slots.find(({ id }) => id === slotOf(assignment));
  if (own?.signers.some((other) => other.rank > assignment.rank && done(other))) return true;
  return (
    step.rule === 'order' && slots.some(({ turn, signers }) => turn > assignment.turn && signers.some(done))
  );
}

function openAssignment(step: StepState, assignmentId: string): AssignmentState {
  const assignment = step.assignments.find(({ id }) => id === assignmentId);
  if (!assignment) throw new Refusal('NOT_FOUND');
  if (assignment.status === 'waiting') throw new Refusal('NOT_YOUR_TURN');
  if (assignment.status !== 'open') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  return assignment;
}

function offered(blueprint: StepBlueprint, action: StepAction): void {
  if (!blueprint.actions.includes(action))
    throw new Refusal('ACTION_NOT_OFFERED', { action: ACTION_LABELS[action] });
}

export const ACTION_LABELS: Record<StepAction, string> = {
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
