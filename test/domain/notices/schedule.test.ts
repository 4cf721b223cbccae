import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NOTICE_KINDS } from '../../../domain/notices/notice.js';
import { afterQuiet, isQuiet } from '../../../domain/notices/quiet.js';
import { retryAt } from '../../../domain/notices/retry.js';
import { mayLeave, sendTimeOf } from '../../../domain/notices/schedule.js';
import {
  DEFAULT_SETTINGS,
  quietHoursFrom,
  settingsFrom,
  type DigestSettings,
} from '../../../domain/notices/settings.js';
import { anyInstant, at, calendar } from '../time/fixtures.js';

const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const anySettings: fc.Arbitrary<DigestSettings> = fc.record({
  urgentMinutes: fc.integer({ min: 0, max: 60 }),
  digestAt: clock,
  windowMinutes: fc.option(fc.integer({ min: 1, max: 1440 })),
  quiet: fc.record({ from: clock, to: clock, nonWorkingDays: fc.boolean() }),
});
const anyKind = fc.constantFrom(...NOTICE_KINDS);
const DAY_MS = 86_400_000;

describe('for any settings, at any instant', () => {
  test('quiet ends at the first instant that is not quiet', () => {
    fc.assert(
      fc.property(anyInstant, anySettings, (now, { quiet }) => {
        const free = afterQuiet(now, quiet, calendar);
        expect(isQuiet(free, quiet, calendar)).toBe(false);
        expect(free >= now).toBe(true);
        if (free > now) expect(isQuiet(new Date(free.getTime() - 1), quiet, calendar)).toBe(true);
        else expect(free).toEqual(now);
      }),
    );
  });

  test('urgent kinds leave within their minutes, at any hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('overdue', 'rung'),
        anyInstant,
        anySettings,
        (kind, createdAt, settings) => {
          const { at: sendAt, urgent } = sendTimeOf({ kind, createdAt, deadline: null }, settings, calendar);
          expect(urgent).toBe(true);
          expect(sendAt.getTime() - createdAt.getTime()).toBe(settings.urgentMinutes * 60_000);
          expect(mayLeave(urgent, sendAt, settings, calendar)).toBe(true);
        },
      ),
    );
  });

  test('no other kind leaves in quiet hours, before it was written, or later than the holidays and two days', () => {
    fc.assert(
      fc.property(anyKind, anyInstant, anySettings, (kind, createdAt, settings) => {
        const { at: sendAt, urgent } = sendTimeOf({ kind, createdAt, deadline: null }, settings, calendar);
        expect(sendAt >= createdAt).toBe(true);
        expect(mayLeave(urgent, sendAt, settings, calendar)).toBe(true);
        // The longest holiday of the calendar has nine days.
        expect(sendAt.getTime() - createdAt.getTime()).toBeLessThanOrEqual(11 * DAY_MS);
      }),
    );
  });

  test('nobody is told only after the deadline of what was written before it', () => {
    fc.assert(
      fc.property(
        anyKind,
        anyInstant,
        fc.integer({ min: 1, max: 20 * DAY_MS }),
        anySettings,
        (kind, createdAt, left, settings) => {
          const deadline = new Date(createdAt.getTime() + left);
          const { at: sendAt } = sendTimeOf({ kind, createdAt, deadline }, settings, calendar);
          expect(
            sendAt < deadline || sendAt.getTime() <= createdAt.getTime() + settings.urgentMinutes * 60_000,
          ).toBe(true);
        },
      ),
    );
  });

  test('what was written first is not due later', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 3 * DAY_MS }),
        anySettings,
        (first, gap, settings) => {
          const due = (createdAt: Date) =>
            sendTimeOf({ kind: 'assigned', createdAt, deadline: null }, settings, calendar).at;
          expect(due(first) <= due(new Date(first.getTime() + gap))).toBe(true);
        },
      ),
    );
  });
});

describe('with the defaults', () => {
  const due = (kind: string, created: string, deadline: string | null = null) =>
    sendTimeOf(
      { kind, createdAt: at(created), deadline: deadline === null ? null : at(deadline) },
      DEFAULT_SETTINGS,
      calendar,
    );

  test.each([
    // 2026-11-23 is a Monday.
    ['a working morning: at the end of the window', '2026-11-23 09:00', '2026-11-23 13:00'],
    ['before the morning digest: with it', '2026-11-23 08:00', '2026-11-23 08:30'],
    ['in the evening: the next morning', '2026-11-23 19:00', '2026-11-24 08:30'],
    ['on a Friday evening: on Monday', '2026-11-27 23:00', '2026-11-30 08:30'],
    ['in the National Day holiday: after it', '2026-10-02 10:00', '2026-10-08 08:30'],
    ['on a 调休 Saturday: that day', '2026-10-10 09:00', '2026-10-10 13:00'],
  ])('%s', (_, created, expected) => {
    expect(due('assigned', created)).toEqual({ at: at(expected), urgent: false });
  });

  test('a weekend deadline does not wait for Monday', () => {
    expect(due('remind', '2026-11-28 09:00', '2026-11-29 23:59:59.999')).toEqual({
      at: at('2026-11-28 09:05'),
      urgent: true,
    });
  });

  test('a missed deadline wakes people', () => {
    expect(due('overdue', '2026-11-29 00:00')).toEqual({ at: at('2026-11-29 00:05'), urgent: true });
  });
});

test('settings: the narrower place wins, field by field', () => {
  const settings = settingsFrom(
    { quiet: quietHoursFrom('21:00-08:00') },
    null,
    { digestAt: '09:00' },
    { windowMinutes: null },
  );
  expect(settings).toEqual({
    urgentMinutes: 5,
    digestAt: '09:00',
    windowMinutes: null,
    quiet: { from: '21:00', to: '08:00', nonWorkingDays: true },
  });
});

test('retries end', () => {
  const now = at('2026-11-23 09:00');
  expect(retryAt(1, now, { delaysMinutes: [1, 5] })).toEqual(at('2026-11-23 09:01'));
  expect(retryAt(2, now, { delaysMinutes: [1, 5] })).toEqual(at('2026-11-23 09:05'));
  expect(retryAt(3, now, { delaysMinutes: [1, 5] })).toBeNull();
});
