import { describe, expect, it, test } from '@jest/globals';
import type { SignRule } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import {
  applyStepCommand,
  ASSIGNMENT_MOVES,
  isOwed,
  STEP_MOVES,
  type AssignmentStatus,
  type StepChange,
  type StepCommand,
  type StepState,
  type StepStatus,
} from '../../../domain/steps/step-machine.js';
import { after, blueprint, signer, stepOf } from './fixtures.js';

/** 依次 and 票签 have rules of their own (signing.test.ts). */
const RULES: readonly SignRule[] = ['single', 'claim', 'all', 'any', 'collect'];
const decide = (n: number, decision = 'yes'): StepCommand => ({
  type: 'decide',
  assignmentId: `a${n}`,
  decision,
});
/** What is written; when the decision takes effect is another matter (signing.test.ts). */
const says = (step: StepState, command: StepCommand, rules = blueprint(step.rule)): StepChange[] | string => {
  try {
    return applyStepCommand(step, command, rules).filter(({ type }) => type !== 'settled');
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const kinds = (step: StepState, command: StepCommand, rules = blueprint(step.rule)): string => {
  const changes = says(step, command, rules);
  return typeof changes === 'string' ? changes : changes.map(({ type }) => type).join(' ') || 'nothing';
};

describe('the first of three signers decides', () => {
  test.each<[SignRule, string, string]>([
    ['single', 'yes', 'decided superseded closed'],
    ['claim', 'yes', 'decided superseded closed'],
    ['claim', 'no', 'decided superseded closed'],
    ['any', 'yes', 'decided superseded closed'],
    ['any', 'no', 'decided superseded closed'],
    ['all', 'yes', 'decided'],
    ['all', 'no', 'decided superseded closed'],
    ['all', 'back', 'decided superseded closed'],
    ['collect', 'yes', 'decided'],
    ['collect', 'no', 'decided'],
  ])('%s, %s: %s', (rule, decision, expected) => {
    expect(kinds(stepOf(rule, 3), decide(1, decision))).toBe(expected);
  });

  it('names exactly the others as superseded, and the decision as the outcome', () => {
    expect(says(stepOf('any', 3), decide(2, 'no'))).toEqual([
      { type: 'decided', assignmentId: 'a2', decision: 'no' },
      { type: 'superseded', assignmentIds: ['a1', 'a3'] },
      { type: 'closed', outcome: 'no' },
    ]);
  });
});

describe('the last one owing decides', () => {
  test.each(RULES)('%s: the step closes with his decision', (rule) => {
    const step: StepState = {
      ...stepOf(rule, 2),
      assignments: [
        signer(1, { status: rule === 'collect' || rule === 'all' ? 'done' : 'superseded' }),
        signer(2),
      ],
    };
    expect(says(step, decide(2))).toEqual([
      { type: 'decided', assignmentId: 'a2', decision: 'yes' },
      { type: 'closed', outcome: 'yes' },
    ]);
  });

  it('会签: those who said yes before a return stay decided', () => {
    const step = after(stepOf('all', 3), blueprint('all'), decide(1), decide(2, 'back'));
    expect(step.status).toBe('closed');
    expect(step.assignments.map(({ status }) => status)).toEqual(['done', 'done', 'superseded']);
  });
});

describe('who may not', () => {
  test.each<[AssignmentStatus]>([['done'], ['superseded'], ['returned'], ['cancelled'], ['missed']])(
    'an assignment that is %s is decided by nobody, in any rule',
    (status) => {
      for (const rule of RULES) {
        const step = { ...stepOf(rule, 2), assignments: [signer(1, { status }), signer(2)] };
        expect(kinds(step, decide(1))).toBe('ASSIGNMENT_NOT_OPEN');
        expect(kinds(step, { type: 'acknowledge', assignmentId: 'a1' })).toBe('ASSIGNMENT_NOT_OPEN');
        expect(kinds(step, { type: 'transfer', assignmentId: 'a1', positionId: 'p9' })).toBe(
          'ASSIGNMENT_NOT_OPEN',
        );
      }
    },
  );

  test.each(['decide', 'acknowledge', 'withdraw', 'returnFiling', 'transfer'] as const)(
    '%s of an assignment the step does not have is refused',
    (type) => {
      const command = { type, assignmentId: 'a9', decision: 'yes', positionId: 'p9' } as StepCommand;
      expect(kinds(stepOf('all', 2), command)).toMatch(/^(NOT_FOUND|NOTHING_TO_WITHDRAW)$/);
    },
  );

  it('knows only the decisions of its blueprint, what every object has included', () => {
    for (const decision of ['maybe', '', 'toString', '__proto__', 'constructor'])
      expect(kinds(stepOf('single', 1), decide(1, decision))).toBe('DECISION_UNKNOWN');
    try {
      applyStepCommand(stepOf('single', 1), decide(1, 'maybe'), blueprint('single'));
    } catch (error) {
      expect((error as Refusal).message).toContain('同意、不同意、退回');
      expect((error as Refusal).field).toBe('decision');
    }
  });

  test.each(['transfer', 'withdraw', 'returnFiling'] as const)(
    '%s only where the blueprint offers it',
    (type) => {
      const step = { ...stepOf('collect', 2), assignments: [signer(1, { status: 'done' }), signer(2)] };
      const assignmentId = type === 'transfer' ? 'a2' : 'a1';
      const command = { type, assignmentId, positionId: 'p9' } as StepCommand;
      expect(kinds(step, command, blueprint('collect', { actions: [] }))).toBe('ACTION_NOT_OFFERED');
      expect(kinds(step, command)).toBe(type === 'transfer' ? 'transferred' : 'reopened');
    },
  );
});

describe('taking back and returning', () => {
  test.each<[SignRule, StepStatus, string]>([
    ['all', 'open', 'reopened'],
    ['collect', 'open', 'reopened'],
    ['collect', 'closed', 'reopened'],
    ['collect', 'cancelled', 'NOTHING_TO_WITHDRAW'],
    ['all', 'closed', 'NOTHING_TO_WITHDRAW'],
    ['single', 'closed', 'NOTHING_TO_WITHDRAW'],
    ['claim', 'closed', 'NOTHING_TO_WITHDRAW'],
    ['any', 'closed', 'NOTHING_TO_WITHDRAW'],
  ])('%s, %s: %s', (rule, status, expected) => {
    const step = { status, rule, assignments: [signer(1, { status: 'done' }), signer(2)] };
    for (const type of ['withdraw', 'returnFiling'] as const)
      expect(kinds(step, { type, assignmentId: 'a1' })).toBe(expected);
    expect(kinds(step, { type: 'withdraw', assignmentId: 'a2' })).toBe('NOTHING_TO_WITHDRAW');
  });

  it('counts the rounds of a unit, not those of a position that stands in for several', () => {
    const step: StepState = {
      ...stepOf('collect', 0),
      assignments: [
        signer(1, { positionId: 'office', status: 'returned' }),
        signer(1, { id: 'a1r2', positionId: 'office', round: 2 }),
        signer(2, { positionId: 'office', status: 'done' }),
      ],
    };
    expect(says(step, { type: 'withdraw', assignmentId: 'a2' })).toEqual([
      { type: 'reopened', assignmentId: 'a2', round: 2 },
    ]);
  });

  it('goes on counting after a transfer', () => {
    const step = after(
      stepOf('collect', 2),
      blueprint('collect'),
      decide(1),
      { type: 'withdraw', assignmentId: 'a1' },
      { type: 'transfer', assignmentId: 'u1r2', positionId: 'p9' },
      { type: 'decide', assignmentId: 'u1r2', decision: 'yes' },
      { type: 'returnFiling', assignmentId: 'u1r2' },
    );
    expect(
      step.assignments
        .filter(({ unitId }) => unitId === 'u1')
        .map(({ round, status }) => `${round} ${status}`),
    ).toEqual(['1 returned', '2 returned', '3 open']);
  });
});

describe('transfer', () => {
  const two = {
    ...stepOf('any', 0),
    assignments: [signer(1, { unitId: 'office' }), signer(2, { unitId: 'office' })],
  };

  it('to a colleague who signs the same step himself is refused; to another it is not', () => {
    expect(kinds(two, { type: 'transfer', assignmentId: 'a1', positionId: 'p2' })).toBe('ACTION_NOT_OFFERED');
    expect(kinds(two, { type: 'transfer', assignmentId: 'a1', positionId: 'p9' })).toBe('transferred');
  });

  it('to oneself does nothing', () => {
    expect(kinds(two, { type: 'transfer', assignmentId: 'a1', positionId: 'p1' })).toBe('nothing');
  });
});

describe('the deadline', () => {
  const owed = blueprint('collect', { atDeadline: { outcome: 'deadline', label: '到期', stillOwed: true } });
  const free = blueprint('claim', { atDeadline: { outcome: 'unclaimed', label: '无人', stillOwed: false } });

  it('closes a collection, which is still owed, and frees the candidates of a claim', () => {
    expect(says(stepOf('collect', 2), { type: 'deadline' }, owed)).toEqual([
      { type: 'closed', outcome: 'deadline' },
    ]);
    expect(says(stepOf('claim', 2), { type: 'deadline' }, free)).toEqual([
      { type: 'superseded', assignmentIds: ['a1', 'a2'] },
      { type: 'closed', outcome: 'unclaimed' },
    ]);
    expect(isOwed(after(stepOf('collect', 2), owed, { type: 'deadline' }))).toBe(true);
    expect(isOwed(after(stepOf('claim', 2), free, { type: 'deadline' }))).toBe(false);
  });

  it('does nothing to a step that only people end, or that is over', () => {
    for (const rule of RULES) expect(kinds(stepOf(rule, 2), { type: 'deadline' })).toBe('nothing');
    expect(kinds(stepOf('collect', 2, 'closed'), { type: 'deadline' }, owed)).toBe('nothing');
    expect(kinds(stepOf('collect', 2, 'cancelled'), { type: 'deadline' }, owed)).toBe('nothing');
  });

  it('a late list is taken, closes nothing again, and can be returned', () => {
    const late = after(stepOf('collect', 2), owed, { type: 'deadline' });
    expect(says(late, decide(1), owed)).toEqual([{ type: 'decided', assignmentId: 'a1', decision: 'yes' }]);
    expect(
      kinds(after(late, owed, decide(1), decide(2)), { type: 'withdraw', assignmentId: 'a2' }, owed),
    ).toBe('reopened');
  });
});

describe('cancelling', () => {
  test.each(RULES)('%s: what is open is cancelled, once', (rule) => {
    const step = { ...stepOf(rule, 2), assignments: [signer(1, { status: 'done' }), signer(2)] };
    expect(says(step, { type: 'cancel' })).toEqual([
      { type: 'cancelled', assignmentIds: ['a2'] },
      { type: 'closed', outcome: 'cancelled' },
    ]);
    const over = after(step, blueprint(rule), { type: 'cancel' });
    expect(over.status).toBe('cancelled');
    expect(kinds(over, { type: 'cancel' })).toBe('nothing');
  });

  it('of a closed collection frees the late ones and leaves the outcome', () => {
    expect(says(stepOf('collect', 2, 'closed'), { type: 'cancel' })).toEqual([
      { type: 'cancelled', assignmentIds: ['a1', 'a2'] },
    ]);
  });
});

it('签收 happens once', () => {
  const step = stepOf('all', 2);
  expect(kinds(step, { type: 'acknowledge', assignmentId: 'a1' })).toBe('acknowledged');
  const seen = after(step, blueprint('all'), { type: 'acknowledge', assignmentId: 'a1' });
  expect(kinds(seen, { type: 'acknowledge', assignmentId: 'a1' })).toBe('nothing');
});

describe('the tables of moves', () => {
  const reach = <S extends string>(moves: Record<S, readonly S[]>, from: S): Set<S> => {
    const seen = new Set<S>([from]);
    for (const state of seen) for (const next of moves[state]) seen.add(next);
    return seen;
  };

  it('every state is reached from open, and every state has its row', () => {
    expect([...reach(ASSIGNMENT_MOVES, 'open')].sort()).toEqual(Object.keys(ASSIGNMENT_MOVES).sort());
    expect([...reach(STEP_MOVES, 'open')].sort()).toEqual(Object.keys(STEP_MOVES).sort());
  });

  it('only waiting leads to open, and only a decision can be returned', () => {
    for (const [state, next] of [...Object.entries(ASSIGNMENT_MOVES), ...Object.entries(STEP_MOVES)])
      expect([state, (next as readonly string[]).includes('open')]).toEqual([state, state === 'waiting']);
    const returnable = Object.entries(ASSIGNMENT_MOVES).filter(([, next]) => next.includes('returned'));
    expect(returnable.map(([state]) => state)).toEqual(['done']);
    expect(STEP_MOVES.closed).toEqual([]);
    expect(STEP_MOVES.cancelled).toEqual([]);
  });
});
