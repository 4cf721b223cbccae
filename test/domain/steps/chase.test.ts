import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarYears } from '../../../database/calendar/source.js';
import type { SignRule } from '../../../domain/blueprints/blueprint.js';
import {
  dueCheckpoints,
  nextCheckAt,
  type ChasedStep,
  type OwedAssignment,
} from '../../../domain/steps/chase.js';
import { CLOCKS, clockOfStep } from '../../../domain/steps/clocks.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { DEFAULT_LADDER } from '../../../domain/time/ladder-policy.js';

const calendar = new WorkingCalendar(calendarYears(2026, 2028));
const at = (text: string): Date => new Date(`${text}+08:00`);
const OPENED = at('2027-05-10T08:00:00'); // a Monday
const DEADLINE = at('2027-06-11T23:59:59.999'); // a Friday
const LONG_AFTER = at('2027-12-01T00:00:00');

const owes = (id: string, change: Partial<OwedAssignment> = {}): OwedAssignment => ({
  id,
  openedAt: OPENED,
  deadline: DEADLINE,
  acknowledged: false,
  ...change,
});
const chased = (rule: SignRule, owed: OwedAssignment[], change: Partial<ChasedStep> = {}): ChasedStep => ({
  stepId: 'step',
  rule,
  policy: DEFAULT_LADDER,
  owed,
  closesAfter: null,
  ...change,
});
const keys = (step: ChasedStep, since: Date, now: Date): string[] =>
  dueCheckpoints(step, calendar, since, now).map(
    ({ subjectId, checkpoint }) => `${subjectId} ${checkpoint.key}`,
  );

/** Looks at the step at every instant the law itself names, as a clock that is never late. */
function punctual(step: ChasedStep, from: Date, to: Date): string[] {
  const said: string[] = [];
  let since = from;
  for (
    let next = nextCheckAt(step, calendar, since);
    next && next <= to;
    next = nextCheckAt(step, calendar, since)
  ) {
    said.push(...keys(step, since, next));
    since = next;
  }
  return said;
}

describe('a clock that is on time', () => {
  it('says every reminder and rung once, in order, then has nothing left', () => {
    const step = chased('single', [owes('a')]);
    expect(punctual(step, OPENED, LONG_AFTER)).toEqual([
      'a unack',
      'a remind:10wd',
      'a remind:5wd',
      'a remind:1wd',
      'a overdue',
      'a rung:1',
      'a rung:2',
      'a rung:3',
      'a rung:4',
      'a rung:5',
    ]);
    expect(nextCheckAt(step, calendar, LONG_AFTER)).toBeNull();
  });

  it('looks at the first instant after the deadline, not at its last millisecond', () => {
    const step = chased('single', [owes('a')]);
    expect(keys(step, at('2027-06-11T12:00:00'), DEADLINE)).toEqual([]);
    expect(keys(step, at('2027-06-11T12:00:00'), at('2027-06-12T00:00:00'))).toEqual(['a overdue']);
  });

  it('chases each of several by himself', () => {
    const step = chased('collect', [owes('a'), owes('b')]);
    expect(keys(step, DEADLINE, at('2027-06-12T00:00:00'))).toEqual(['a overdue', 'b overdue']);
  });
});

test.each<SignRule>(['claim', 'any'])('%s: all candidates are chased as one, under the step', (rule) => {
  const step = chased(rule, [owes('a'), owes('b', { acknowledged: true }), owes('c')]);
  const [overdue, ...others] = dueCheckpoints(step, calendar, DEADLINE, at('2027-06-12T00:00:00'));
  expect(others).toEqual([]);
  expect(overdue).toMatchObject({ subjectId: 'step', assignmentIds: ['a', 'b', 'c'], deadline: DEADLINE });
  const [unack] = dueCheckpoints(step, calendar, OPENED, at('2027-05-11T10:00:00'));
  expect(unack).toMatchObject({ subjectId: 'step', assignmentIds: ['a', 'c'] });
  expect(punctual(step, OPENED, LONG_AFTER)).toHaveLength(10);
});

describe('after an outage', () => {
  it('of several reminders only the last is said; rungs are never left out', () => {
    const step = chased('single', [owes('a')]);
    expect(keys(step, OPENED, at('2027-06-10T12:00:00'))).toEqual(['a remind:1wd']);
    expect(keys(step, OPENED, at('2027-06-12T00:00:00'))).toEqual(['a overdue']);
    expect(keys(step, OPENED, LONG_AFTER)).toEqual([
      'a overdue',
      'a rung:1',
      'a rung:2',
      'a rung:3',
      'a rung:4',
      'a rung:5',
    ]);
  });

  it('a reminder is not lost to a reminder that nobody needs', () => {
    // Ten working days before the deadline is the opening day; the 签收 reminder follows a day later.
    const deadline = at('2027-05-24T23:59:59.999');
    const step = chased('single', [owes('a', { deadline, acknowledged: true })]);
    expect(keys(step, OPENED, at('2027-05-11T12:00:00'))).toEqual(['a remind:10wd']);
    const unread = chased('single', [owes('a', { deadline })]);
    expect(keys(unread, OPENED, at('2027-05-11T12:00:00'))).toEqual(['a unack']);
  });

  it('each subject’s own last reminder is said', () => {
    const step = chased('collect', [owes('a'), owes('b', { deadline: at('2027-06-18T23:59:59.999') })]);
    expect(keys(step, OPENED, at('2027-06-10T12:00:00'))).toEqual(
      ['b remind:10wd', 'a remind:1wd'].sort().reverse(),
    );
  });
});

describe('a moved deadline', () => {
  const later = at('2027-07-16T23:59:59.999');

  it('later: what was said stays said, the new deadline’s reminders and rungs come', () => {
    const since = at('2027-06-08T12:00:00'); // 5 working days before the old one were told
    expect(punctual(chased('single', [owes('a', { deadline: later })]), since, LONG_AFTER)).toEqual([
      'a remind:10wd',
      'a remind:5wd',
      'a remind:1wd',
      'a overdue',
      'a rung:1',
      'a rung:2',
      'a rung:3',
      'a rung:4',
      'a rung:5',
    ]);
  });

  it('earlier, into the past: overdue at once for a look that begins at the opening', () => {
    const step = chased('single', [owes('a', { deadline: at('2027-05-14T23:59:59.999') })]);
    expect(keys(step, OPENED, at('2027-05-17T08:00:00'))).toEqual(['a overdue']);
    expect(nextCheckAt(step, calendar, at('2027-05-17T08:00:00'))).toEqual(at('2027-05-17T09:00:00'));
  });
});

describe('a step that closes by itself', () => {
  it('is looked at right after its deadline even when nobody owes it any more', () => {
    const step = chased('collect', [], { closesAfter: DEADLINE });
    expect(nextCheckAt(step, calendar, OPENED)).toEqual(at('2027-06-12T00:00:00'));
  });

  it('is looked at for reminders before', () => {
    expect(nextCheckAt(chased('collect', [owes('a')], { closesAfter: DEADLINE }), calendar, OPENED)).toEqual(
      at('2027-05-11T09:00:00'),
    );
  });
});

it('nobody is reminded in a window, nor late: the clock only comes to end it', () => {
  const step = chased('any', [owes('a'), owes('b')], { closesAfter: DEADLINE, window: true });
  expect(keys(step, OPENED, LONG_AFTER)).toEqual([]);
  expect(nextCheckAt(step, calendar, OPENED)).toEqual(at('2027-06-12T00:00:00'));
});

it('nobody is chased who has no deadline', () => {
  const step = chased('single', [owes('a', { deadline: null })]);
  expect(keys(step, OPENED, LONG_AFTER)).toEqual([]);
  expect(nextCheckAt(step, calendar, OPENED)).toBeNull();
});

test('however the looks fall, a rung comes exactly once and a reminder at most once, never early', () => {
  const day = 86_400_000;
  fc.assert(
    fc.property(
      fc.constantFrom<SignRule>('single', 'claim', 'all', 'any', 'collect'),
      fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 * day }), { maxLength: 15 }),
      (rule, deadlines, gaps) => {
        const owed = deadlines.map((days, index) =>
          owes(`a${index}`, { deadline: new Date(OPENED.getTime() + days * day + 1) }),
        );
        const step = chased(rule, owed);
        const told: string[] = [];
        let since = OPENED;
        for (const gap of [...gaps, 400 * day]) {
          const now = new Date(since.getTime() + gap);
          for (const { checkpoint, subjectId } of dueCheckpoints(step, calendar, since, now)) {
            expect(checkpoint.at > since && checkpoint.at <= now).toBe(true);
            told.push(`${subjectId} ${checkpoint.key}`);
          }
          const next = nextCheckAt(step, calendar, now);
          if (next) expect(next > now).toBe(true);
          since = now;
        }
        expect(new Set(told).size).toBe(told.length);
        const subjects = rule === 'claim' || rule === 'any' ? ['step'] : owed.map(({ id }) => id);
        for (const subject of subjects)
          for (const key of ['overdue', 'rung:1', 'rung:2', 'rung:3', 'rung:4', 'rung:5'])
            expect(told).toContain(`${subject} ${key}`);
      },
    ),
    { numRuns: 100 },
  );
});

test('a step’s id decides its clock, and each clock gets its share', () => {
  const shares = new Map<number, number>();
  for (let i = 0; i < 4096; i++) {
    const clock = clockOfStep(`${i.toString(16).padStart(4, '0')}0000-0000-4000-8000-000000000000`);
    shares.set(clock, (shares.get(clock) ?? 0) + 1);
  }
  expect([...shares.keys()].sort()).toEqual(Array.from({ length: CLOCKS }, (_, clock) => clock));
  for (const share of shares.values()) expect(share).toBe(4096 / CLOCKS);
});
