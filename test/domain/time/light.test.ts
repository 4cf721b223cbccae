import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LADDER, URGENT_LADDER } from '../../../domain/time/ladder.js';
import { lightOf, warnAt } from '../../../domain/time/light.js';
import { endOfDay } from '../../../domain/time/zone.js';
import { at, calendar } from './fixtures.js';

const deadline = endOfDay('2026-02-28');
const warn = warnAt(DEFAULT_LADDER, deadline, calendar);

it('yellow begins three working days before, hours exact', () => {
  expect(warn).toEqual(at('2026-02-25 09:00:00'));
  expect(warnAt(URGENT_LADDER, at('2026-07-01 01:00:00'), calendar)).toEqual(at('2026-06-30 23:00:00'));
  expect(warnAt(DEFAULT_LADDER, null, calendar)).toBeNull();
});

describe('lightOf an open step', () => {
  it.each([
    ['2026-02-25 08:59:59.999', 'green', false],
    ['2026-02-25 09:00:00.000', 'yellow', false],
    ['2026-02-28 23:59:59.999', 'yellow', false],
    ['2026-03-01 00:00:00.000', 'red', true],
  ])('%s: %s, late %s', (now, light, late) => {
    expect(lightOf({ deadline, warnAt: warn, now: at(now) })).toEqual({ light, late });
    expect(lightOf({ deadline, warnAt: warn, now: at(now), closedAt: null, paused: false })).toEqual({
      light,
      late,
    });
  });

  it('no warning window, no deadline, paused', () => {
    const now = at('2026-02-28 12:00:00');
    expect(lightOf({ deadline, warnAt: null, now })).toEqual({ light: 'green', late: false });
    expect(lightOf({ deadline: null, warnAt: null, now })).toEqual({ light: 'green', late: false });
    expect(lightOf({ deadline, warnAt: warn, now: at('2026-04-01 00:00:00'), paused: true })).toEqual({
      light: 'grey',
      late: false,
    });
  });
});

it.each([
  ['2026-02-28 23:59:59.999', 'green', false],
  ['2026-03-01 00:00:00.000', 'red', true],
])('closed %s: %s for good, late %s', (closedAt, light, late) => {
  for (const now of ['2026-03-02 00:00:00', '2030-01-01 00:00:00']) {
    expect(lightOf({ deadline, warnAt: warn, now: at(now), closedAt: at(closedAt), paused: true })).toEqual({
      light,
      late,
    });
  }
});
