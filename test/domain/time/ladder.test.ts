import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkLadder,
  checkpointsOf,
  DEFAULT_LADDER,
  type LadderPolicy,
  nextCheckpoint,
  type Offset,
  RUNG_RECIPIENTS,
  URGENT_LADDER,
} from '../../../domain/time/ladder.js';
import { endOfDay, formatInstant } from '../../../domain/time/zone.js';
import { anyDate, anyInstant, at, calendar } from './fixtures.js';

function times(policy: LadderPolicy, openedAt: Date, deadline: Date): string[] {
  return checkpointsOf(policy, { openedAt, deadline, calendar }).map(
    (checkpoint) => `${formatInstant(checkpoint.at).slice(0, -6)} ${checkpoint.key}`,
  );
}

const anyOffset: fc.Arbitrary<Offset> = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((workingDays) => ({ workingDays })),
  fc.integer({ min: 1, max: 20 }).map((calendarDays) => ({ calendarDays })),
  fc.integer({ min: 1, max: 72 }).map((hours) => ({ hours })),
  fc.integer({ min: 1, max: 300 }).map((minutes) => ({ minutes })),
);
const anyPolicy: fc.Arbitrary<LadderPolicy> = fc.record(
  {
    warn: anyOffset,
    reminders: fc.array(anyOffset, { maxLength: 5 }),
    rungs: fc.array(
      fc.record({ after: anyOffset, to: fc.subarray([...RUNG_RECIPIENTS], { minLength: 1 }) }),
      { maxLength: 6 },
    ),
    unacknowledged: anyOffset,
  },
  { requiredKeys: ['warn', 'reminders', 'rungs'] },
);

describe('checkpointsOf', () => {
  it('the list of needs due at the end of February 2026, over the Spring Festival', () => {
    expect(times(DEFAULT_LADDER, at('2026-01-05 10:00:00'), endOfDay('2026-02-28'))).toEqual([
      '2026-01-06T09:00:00 unack',
      '2026-02-09T09:00:00 remind:10wd',
      '2026-02-14T09:00:00 remind:5wd',
      '2026-02-27T09:00:00 remind:1wd',
      '2026-03-01T00:00:00 overdue',
      '2026-03-02T09:00:00 rung:1',
      '2026-03-04T09:00:00 rung:2',
      '2026-03-06T09:00:00 rung:3',
      '2026-03-11T09:00:00 rung:4',
      '2026-03-17T09:00:00 rung:5',
    ]);
  });

  it('an urgent matter of six hours, over midnight', () => {
    expect(times(URGENT_LADDER, at('2026-06-30 20:00:00'), at('2026-07-01 02:00:00'))).toEqual([
      '2026-06-30T20:30:00 unack',
      '2026-06-30T22:00:00 remind:4h',
      '2026-07-01T01:00:00 remind:1h',
      '2026-07-01T01:45:00 remind:15m',
      '2026-07-01T02:00:00.001 overdue',
      '2026-07-01T02:15:00 rung:1',
      '2026-07-01T02:30:00 rung:2',
      '2026-07-01T03:00:00 rung:3',
      '2026-07-01T04:00:00 rung:4',
      '2026-07-01T06:00:00 rung:5',
    ]);
  });

  it('leaves out reminders that were past at opening or would come at the deadline', () => {
    const policy: LadderPolicy = { ...DEFAULT_LADDER, unacknowledged: { workingDays: 30 } };
    const keys = times(policy, at('2026-03-04 09:00:00.001'), at('2026-03-06 09:00:00')).map((line) =>
      line.split(' ').pop(),
    );
    expect(keys).toEqual(['remind:1wd', 'overdue', 'rung:1', 'rung:2', 'rung:3', 'rung:4', 'rung:5']);
  });

  it('opened after its deadline: overdue at once, the rungs count from the opening', () => {
    const lines = times(DEFAULT_LADDER, at('2026-06-01 10:00:00'), endOfDay('2026-02-28'));
    expect(lines[0]).toBe('2026-06-01T10:00:00 overdue');
    expect(lines[1]).toBe('2026-06-02T09:00:00 rung:1');
    expect(lines).toHaveLength(6);
  });

  it('tells each rung’s recipients', () => {
    const rungs = checkpointsOf(DEFAULT_LADDER, {
      openedAt: at('2026-03-02 09:00:00'),
      deadline: endOfDay('2026-03-31'),
      calendar,
    }).filter((checkpoint) => checkpoint.kind === 'rung');
    expect(rungs.map(({ rung, to }) => [rung, to.join()])).toEqual([
      [1, 'unitLeader'],
      [2, 'officeDirector'],
      [3, 'deputyLeader'],
      [4, 'groupLeader'],
      [5, 'parentOffice'],
    ]);
  });

  it('keys stay when the deadline moves', () => {
    const openedAt = at('2026-03-02 09:00:00');
    const keys = (day: '2026-06-30' | '2026-07-15') =>
      checkpointsOf(DEFAULT_LADDER, { openedAt, deadline: endOfDay(day), calendar }).map(({ key }) => key);
    expect(keys('2026-06-30')).toEqual(keys('2026-07-15'));
  });

  it('ascends, has unique keys, and stays in bounds, for any policy', () => {
    fc.assert(
      fc.property(anyPolicy, anyInstant, anyDate, (policy, openedAt, day) => {
        const deadline = endOfDay(day);
        const all = checkpointsOf(policy, { openedAt, deadline, calendar });
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        expect(all.filter(({ kind }) => kind === 'overdue')).toHaveLength(1);
        expect(all.filter(({ kind }) => kind === 'rung').map(({ rung }) => rung)).toEqual(
          policy.rungs.map((_, index) => index + 1),
        );
        all.forEach(({ at: when, kind }, index) => {
          expect(when >= (all[index - 1]?.at ?? openedAt)).toBe(true);
          expect(when > deadline).toBe(kind === 'overdue' || kind === 'rung');
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('nextCheckpoint', () => {
  it('walks through all of them, those on one instant together', () => {
    fc.assert(
      fc.property(anyPolicy, anyInstant, anyDate, (policy, openedAt, day) => {
        const args = { openedAt, deadline: endOfDay(day), calendar };
        const all = checkpointsOf(policy, args);
        let after = new Date(openedAt.getTime() - 1);
        const seen = new Set<string>();
        for (let next = nextCheckpoint(policy, args, after); next !== null;) {
          after = next.at;
          all.filter((checkpoint) => checkpoint.at <= after).forEach(({ key }) => seen.add(key));
          next = nextCheckpoint(policy, args, after);
        }
        expect(seen.size).toBe(all.length);
      }),
    );
  });
});

describe('checkLadder', () => {
  it('takes the ladders we ship', () => {
    expect(checkLadder(DEFAULT_LADDER)).toEqual([]);
    expect(checkLadder(URGENT_LADDER)).toEqual([]);
    expect(checkLadder(JSON.parse(JSON.stringify(DEFAULT_LADDER)))).toEqual([]);
  });

  const rung = { after: { hours: 1 }, to: ['unitLeader'] };
  it.each<[object, string, string]>([
    [{ warn: undefined }, 'warn', 'missing'],
    [{ warn: { workingDays: 0 } }, 'warn.workingDays', 'outOfRange'],
    [{ warn: { workingDays: 1, hours: 2 } }, 'warn', 'badOffset'],
    [{ warn: { weeks: 1 } }, 'warn', 'badOffset'],
    [{ warn: {} }, 'warn', 'badOffset'],
    [{ reminders: { hours: 1 } }, 'reminders', 'notAList'],
    [{ reminders: [{ hours: 1 }, { hours: 1 }] }, 'reminders[1]', 'duplicate'],
    [{ reminders: Array(21).fill({ hours: 1 }) }, 'reminders', 'tooMany'],
    [{ rungs: [{ ...rung, to: [] }] }, 'rungs[0].to', 'empty'],
    [{ rungs: [{ ...rung, to: ['boss'] }] }, 'rungs[0].to[0]', 'unknownRecipient'],
    [{ rungs: [{ ...rung, to: ['assignee', 'assignee'] }] }, 'rungs[0].to[1]', 'duplicate'],
    [{ rungs: [rung, rung] }, 'rungs[1].after', 'notAscending'],
    [{ rungs: [{ ...rung, after: { workingDays: 2 } }, rung] }, 'rungs[1].after', 'notAscending'],
    [{ rungs: [{ ...rung, since: 1 }] }, 'rungs[0].since', 'unknownField'],
    [{ rungs: [null] }, 'rungs[0]', 'notAnObject'],
    [{ unacknowledged: null }, 'unacknowledged', 'notAnObject'],
    [{ extra: 1 }, 'extra', 'unknownField'],
  ])('refuses %j', (change, path, code) => {
    expect(checkLadder({ ...DEFAULT_LADDER, ...change })).toContainEqual({
      path,
      code,
      message: expect.any(String),
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (input) => void checkLadder(input)));
    expect(checkLadder('x')).toHaveLength(1);
  });
});
