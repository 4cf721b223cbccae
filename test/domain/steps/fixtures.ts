import { SIGNING, type SignRule, type StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import {
  applyStepCommand,
  ASSIGNMENT_MOVES,
  slotOf,
  STEP_MOVES,
  type AssignmentState,
  type AssignmentStatus,
  type StepChange,
  type StepCommand,
  type StepState,
  type StepStatus,
} from '../../../domain/steps/step-machine.js';
import { DEFAULT_LADDER } from '../../../domain/time/ladder-policy.js';

/** A step that offers everything, with a decision of each polarity. */
export function blueprint(rule: SignRule, change: Partial<StepBlueprint> = {}): StepBlueprint {
  return {
    label: '试验环节',
    ask: '试一试。',
    article: '无',
    owner: 'office',
    rule,
    deadline: { kind: 'workingDays', days: 5 },
    ladder: DEFAULT_LADDER,
    decisions: {
      yes: { label: '同意', polarity: 'positive' },
      no: { label: '不同意', polarity: 'negative' },
      back: { label: '退回', polarity: 'back' },
      abstain: { label: '弃权', polarity: 'abstain' },
    },
    actions: ['extend', 'returnFiling', 'refile', ...SIGNING],
    ...change,
  };
}

/** Signer n holds position `pn` in unit `un`; its first assignment is `an`. */
export function signer(n: number, change: Partial<AssignmentState> = {}): AssignmentState {
  return {
    id: `a${n}`,
    round: 1,
    positionId: `p${n}`,
    unitId: `u${n}`,
    status: 'open',
    acknowledged: false,
    decision: change.status === 'done' ? 'yes' : null,
    slotId: null,
    askedBy: null,
    role: 'signer',
    rank: 0,
    turn: 0,
    ...change,
  };
}

/** As the engine opens it: of an 依次 step only the first is asked. */
export function stepOf(rule: SignRule, signers: number, status: StepStatus = 'open'): StepState {
  const assignments = Array.from({ length: signers }, (_, index) =>
    signer(index + 1, rule === 'order' && index > 0 ? { turn: index, status: 'waiting' } : {}),
  );
  return { status, rule, assignments };
}

/** A move that the tables do not have; the fixtures refuse to make it. */
export class IllegalMove extends Error {}

/** What the engine writes for a list of changes, with every move checked against the tables. */
export function applied(step: StepState, changes: readonly StepChange[]): StepState {
  const assignments = step.assignments.map((assignment) => ({ ...assignment }));
  let status = step.status;
  const move = (id: string, to: AssignmentStatus): AssignmentState => {
    const assignment = assignments.find((one) => one.id === id);
    if (!assignment) throw new IllegalMove(`no assignment ${id}`);
    if (!ASSIGNMENT_MOVES[assignment.status].includes(to))
      throw new IllegalMove(`${id}: ${assignment.status} → ${to}`);
    assignment.status = to;
    return assignment;
  };
  for (const change of changes) {
    if (change.type === 'acknowledged')
      (assignments.find(({ id }) => id === change.assignmentId) as AssignmentState).acknowledged = true;
    if (change.type === 'decided') move(change.assignmentId, 'done').decision = change.decision;
    if (change.type === 'superseded' || change.type === 'cancelled')
      for (const id of change.assignmentIds) move(id, change.type);
    if (change.type === 'returned') move(change.assignmentId, 'done').decision = `return:${change.to}`;
    if (change.type === 'removed') move(change.assignmentId, 'removed');
    if (change.type === 'held') move(change.assignmentId, 'waiting');
    if (change.type === 'turned') move(change.assignmentId, 'open');
    if (change.type === 'added') {
      const { type: _, mode: __, ...added } = change;
      if (assignments.some(({ id }) => id === added.id)) throw new IllegalMove(`${added.id} is there`);
      assignments.push({ ...added, acknowledged: false, decision: null });
    }
    if (change.type === 'transferred')
      (assignments.find(({ id }) => id === change.assignmentId) as AssignmentState).positionId =
        change.positionId;
    if (change.type === 'reopened') {
      const old = move(change.assignmentId, 'returned');
      assignments.push({
        ...old,
        id: `${old.unitId}r${change.round}`,
        slotId: slotOf(old),
        round: change.round,
        status: 'open',
        acknowledged: false,
        decision: null,
      });
    }
    if (change.type === 'closed') {
      const to = change.outcome === 'cancelled' ? 'cancelled' : 'closed';
      if (!STEP_MOVES[status].includes(to)) throw new IllegalMove(`step: ${status} → ${to}`);
      status = to;
    }
  }
  return { ...step, status, assignments };
}

/** Commands one after another. @throws Refusal of the first that is refused */
export function after(step: StepState, rules: StepBlueprint, ...commands: StepCommand[]): StepState {
  return commands.reduce((state, command) => applied(state, applyStepCommand(state, command, rules)), step);
}
