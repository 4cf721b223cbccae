import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { SignRule } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import {
  applyStepCommand,
  type AssignmentState,
  type StepChange,
  type StepCommand,
  type StepState,
} from '../../../domain/steps/step-machine.js';
import { applied, blueprint, stepOf } from './fixtures.js';

const RULES: readonly SignRule[] = ['single', 'claim', 'all', 'any', 'collect'];
const AT_DEADLINE: Partial<Record<SignRule, { outcome: string; label: string; stillOwed: boolean }>> = {
  collect: { outcome: 'deadline', label: '到期', stillOwed: true },
  claim: { outcome: 'unclaimed', label: '无人', stillOwed: false },
};

/** A wish; which assignment it means is settled when its turn comes, rounds that were opened on the way included. */
interface Wish {
  type: StepCommand['type'];
  who: number;
  decision: string;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.oneof(
    { weight: 6, arbitrary: fc.constant('decide' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('withdraw' as const, 'returnFiling' as const, 'transfer' as const),
    },
    { weight: 1, arbitrary: fc.constantFrom('acknowledge' as const, 'deadline' as const) },
    { weight: 1, arbitrary: fc.constant('cancel' as const) },
  ),
  who: fc.nat({ max: 40 }),
  decision: fc.constantFrom('yes', 'yes', 'yes', 'no', 'back', 'unheard of'),
});

const story = fc.record({
  signers: fc.integer({ min: 1, max: 30 }),
  wishes: fc.array(wish, { maxLength: 80 }),
});

interface Told {
  before: StepState;
  after: StepState;
  command: StepCommand;
  changes: StepChange[];
}

function tell(rule: SignRule, signers: number, wishes: Wish[]): Told[] {
  const atDeadline = AT_DEADLINE[rule];
  const rules = blueprint(rule, atDeadline ? { atDeadline } : {});
  let step = stepOf(rule, rule === 'single' ? 1 : signers);
  const told: Told[] = [];
  for (const { type, who, decision } of wishes) {
    const assignmentId = (step.assignments[who % step.assignments.length] as AssignmentState).id;
    const command = { type, assignmentId, decision, positionId: `p${who}` } as StepCommand;
    try {
      const changes = applyStepCommand(step, command, rules);
      const next = applied(step, changes); // throws on a move the tables don't have
      told.push({ before: step, after: next, command, changes });
      step = next;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return told;
}

const closings = (told: Told[]): string[] =>
  told.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.type === 'closed' ? [change.outcome] : [])),
  );

function holds(rule: SignRule, check: (told: Told[]) => void): void {
  fc.assert(
    fc.property(story, ({ signers, wishes }) => check(tell(rule, signers, wishes))),
    { numRuns: 120 },
  );
}

describe.each(RULES)('%s, whatever one to thirty people do', (rule) => {
  it('one outcome at most, and it is a decision of the blueprint or the deadline’s', () => {
    holds(rule, (told) => {
      const outcomes = closings(told);
      expect(outcomes.length).toBeLessThanOrEqual(1);
      for (const outcome of outcomes)
        expect(['yes', 'no', 'back', 'cancelled', AT_DEADLINE[rule]?.outcome]).toContain(outcome);
    });
  });

  it('a step that is over never changes, except late lists of a collection', () => {
    holds(rule, (told) => {
      for (const { before, changes } of told) {
        if (before.status === 'open') continue;
        if (rule === 'collect' && before.status === 'closed') {
          const late = ['acknowledged', 'decided', 'reopened', 'transferred', 'cancelled'];
          for (const { type } of changes) expect(late).toContain(type);
        } else expect(changes).toEqual([]);
      }
    });
  });

  it('an open step is owed by somebody, an assignment always has one owner, none is lost', () => {
    holds(rule, (told) => {
      for (const { before, after } of told) {
        if (after.status === 'open')
          expect(after.assignments.some(({ status }) => status === 'open')).toBe(true);
        for (const { positionId, unitId } of after.assignments) expect(positionId && unitId).toBeTruthy();
        for (const { id, unitId } of before.assignments)
          expect(after.assignments.find((one) => one.id === id)?.unitId).toBe(unitId);
      }
    });
  });

  it('what was superseded is never decided; a decision is never unsaid', () => {
    holds(rule, (told) => {
      for (const { before, after } of told) {
        for (const old of before.assignments) {
          const now = after.assignments.find(({ id }) => id === old.id) as AssignmentState;
          if (old.status === 'superseded') expect(now).toEqual(old);
          if (old.decision !== null) expect(now.decision).toBe(old.decision);
        }
      }
    });
  });

  it('rounds of a unit grow one by one, and only its last one can be open', () => {
    holds(rule, (told) => {
      const last = told.at(-1)?.after.assignments ?? [];
      for (const unit of new Set(last.map(({ unitId }) => unitId))) {
        const own = last.filter(({ unitId }) => unitId === unit);
        expect(own.map(({ round }) => round)).toEqual(own.map((_, index) => index + 1));
        expect(own.slice(0, -1).every(({ status }) => status === 'returned')).toBe(true);
      }
    });
  });
});

test('the stories do reach what the properties are about', () => {
  const seen = new Set<string>();
  for (const rule of RULES) {
    for (const { signers, wishes } of fc.sample(story, { numRuns: 300, seed: 7 })) {
      const told = tell(rule, signers, wishes);
      for (const outcome of closings(told)) seen.add(`${rule} ${outcome}`);
      for (const { before, changes } of told) {
        for (const { type } of changes) seen.add(type);
        if (before.status === 'closed' && changes.some(({ type }) => type === 'decided'))
          seen.add('filed late');
      }
    }
  }
  const outcomes = RULES.flatMap((rule) => [`${rule} yes`, `${rule} no`, `${rule} cancelled`]);
  for (const wanted of [
    ...outcomes,
    'collect deadline',
    'claim unclaimed',
    'filed late',
    'superseded',
    'reopened',
    'transferred',
  ])
    expect([...seen]).toContain(wanted);
});
