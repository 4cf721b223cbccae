import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { ShareRule, SignRule, StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { nextCheckAt } from '../../../domain/steps/chase.js';
import { roundFor } from '../../../domain/steps/signers.js';
import {
  applyStepCommand,
  isLive,
  stands,
  type AssignmentState,
  type StepChange,
  type StepCommand,
  type StepState,
} from '../../../domain/steps/step-machine.js';
import { DEFAULT_LADDER } from '../../../domain/time/ladder-policy.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { applied, blueprint, stepOf } from './fixtures.js';

const RULES: readonly SignRule[] = ['single', 'claim', 'all', 'any', 'share', 'order', 'collect'];
const AT_DEADLINE: Partial<Record<SignRule, { outcome: string; label: string; stillOwed: boolean }>> = {
  collect: { outcome: 'deadline', label: '到期', stillOwed: true },
  claim: { outcome: 'unclaimed', label: '无人', stillOwed: false },
  share: { outcome: 'failed', label: '到期计票', stillOwed: false },
};
const SHARE: ShareRule = {
  agree: { votes: 2, of: 3 },
  base: 'votes',
  quorum: { votes: 1, of: 2 },
  rejection: 'counts',
  passed: 'passed',
  failed: 'failed',
  words: { passed: '通过', failed: '未通过' },
};

/** A wish; which assignment it means is settled when its turn comes, rounds that were opened on the way included. */
interface Wish {
  type: StepCommand['type'];
  who: number;
  whom: number;
  decision: string;
  mode: 'before' | 'parallel' | 'after';
}

const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.oneof(
    { weight: 7, arbitrary: fc.constant('decide' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('withdraw' as const, 'returnFiling' as const, 'transfer' as const),
    },
    { weight: 4, arbitrary: fc.constantFrom('addSigner' as const, 'delegate' as const) },
    { weight: 2, arbitrary: fc.constantFrom('removeSigner' as const, 'refile' as const) },
    { weight: 1, arbitrary: fc.constantFrom('acknowledge' as const, 'deadline' as const) },
    { weight: 1, arbitrary: fc.constantFrom('cancel' as const, 'return' as const) },
  ),
  who: fc.nat({ max: 40 }),
  whom: fc.nat({ max: 8 }),
  decision: fc.constantFrom('yes', 'yes', 'yes', 'no', 'back', 'abstain', 'unheard of'),
  mode: fc.constantFrom('before', 'parallel', 'after'),
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

function rulesOf(rule: SignRule): StepBlueprint {
  const atDeadline = AT_DEADLINE[rule];
  return blueprint(rule, {
    ...(atDeadline ? { atDeadline } : {}),
    ...(rule === 'share' ? { share: SHARE } : {}),
  });
}

function commandOf({ assignments }: StepState, wish: Wish): StepCommand {
  const { type, who, whom, decision, mode } = wish;
  const assignmentId = (assignments[who % assignments.length] as AssignmentState).id;
  const guest = { positionId: `guest${whom}`, unitId: `guests${whom}` };
  const asked = { ...guest, id: `g${whom}.${roundFor(assignments, guest.unitId)}` };
  const by = whom < 4 ? null : (assignments[whom % assignments.length] as AssignmentState).id;
  return {
    ...{ type, assignmentId, decision, positionId: `p${who}`, to: type === 'return' ? 'earlier' : asked },
    ...{ mode, signers: [asked], by },
  } as StepCommand;
}

function tell(rule: SignRule, signers: number, wishes: Wish[]): Told[] {
  const rules = rulesOf(rule);
  let step = stepOf(rule, rule === 'single' ? 1 : signers);
  const told: Told[] = [];
  for (const wish of wishes) {
    const command = commandOf(step, wish);
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
        expect([
          ...['yes', 'no', 'back', 'abstain', 'passed', 'failed', 'cancelled', 'return:earlier'],
          AT_DEADLINE[rule]?.outcome,
        ]).toContain(outcome);
    });
  });

  it('a step that is over never changes, except late lists of a collection', () => {
    holds(rule, (told) => {
      for (const { before, changes } of told) {
        if (before.status === 'open') continue;
        if (rule === 'collect' && before.status === 'closed') {
          const late = ['acknowledged', 'decided', 'settled', 'reopened', 'transferred', 'cancelled'];
          late.push('added', 'held', 'turned');
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

  it('rounds of a unit grow one by one, and nobody is asked for the same thing twice', () => {
    holds(rule, (told) => {
      const last = told.at(-1)?.after.assignments ?? [];
      for (const unit of new Set(last.map(({ unitId }) => unitId))) {
        const own = last.filter(({ unitId }) => unitId === unit);
        expect(own.map(({ round }) => round)).toEqual(own.map((_, index) => index + 1));
        // Two people of a unit may be asked beside each other: one had it transferred to him, the other was asked after.
        const owing = own.filter(stands);
        const people = owing.map(({ positionId }) => positionId);
        expect(people).toEqual([...new Set(people)]);
      }
    });
  });
});

describe.each(RULES)('%s', (rule) => {
  it('nobody waits for nothing: when whoever may act agrees, again and again, the step comes to its end', () => {
    holds(rule, (told) => {
      const rules = rulesOf(rule);
      let step = told.at(-1)?.after ?? stepOf(rule, 3);
      for (let turns = 0; step.status === 'open'; turns += 1) {
        expect(turns).toBeLessThan(200);
        const next = step.assignments.find(({ status }) => status === 'open') as AssignmentState;
        const command: StepCommand = { type: 'decide', assignmentId: next.id, decision: 'yes' };
        step = applied(step, applyStepCommand(step, command, rules));
      }
      if (rule !== 'collect') expect(step.assignments.filter(isLive)).toEqual([]);
    });
  });

  it('a deadline is armed if and only if somebody owes, and only for him', () => {
    const calendar = new WorkingCalendar(calendarYears(2026, 2028));
    const openedAt = new Date('2027-03-01T09:00:00+08:00');
    const deadline = new Date('2027-03-08T23:59:59.999+08:00');
    holds(rule, (told) => {
      for (const { after } of told) {
        const owing = after.assignments.filter(({ status }) => status === 'open');
        const owed = owing.map(({ id, acknowledged }) => ({ id, acknowledged, openedAt, deadline }));
        const chased = { stepId: 's', rule, policy: DEFAULT_LADDER, owed, closesAfter: null };
        expect(nextCheckAt(chased, calendar, openedAt) !== null).toBe(owing.length > 0);
      }
    });
  });

  it('a slot takes effect once, when nobody in it has to sign any more', () => {
    holds(rule, (told) => {
      for (const { after, changes } of told) {
        for (const change of changes) {
          if (change.type !== 'settled') continue;
          const by = after.assignments.find(({ id }) => id === change.assignmentId) as AssignmentState;
          expect([by.status, by.role, by.decision]).toEqual(['done', 'signer', change.decision]);
        }
        expect(changes.filter(({ type }) => type === 'settled').length).toBeLessThanOrEqual(1);
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
  const outcomes = RULES.filter((rule) => rule !== 'share').flatMap((rule) => [`${rule} yes`, `${rule} no`]);
  for (const wanted of [
    ...outcomes,
    ...RULES.map((rule) => `${rule} cancelled`),
    'share passed',
    'share failed',
    'all return:earlier',
    'added',
    'removed',
    'held',
    'turned',
    'tallied',
    'collect deadline',
    'claim unclaimed',
    'filed late',
    'superseded',
    'reopened',
    'transferred',
  ])
    expect([...seen]).toContain(wanted);
});
