import { describe, expect, it, test } from '@jest/globals';
import { calendarYears } from '../../../database/calendar/source.js';
import { checkPlan } from '../../../domain/annual-cycle/check-plan.js';
import { defaultPlan } from '../../../domain/annual-cycle/default-plan.js';
import { movedForm } from '../../../domain/annual-cycle/move-form.js';
import { nextYearLaunchAt } from '../../../domain/annual-cycle/next-launch.js';
import { planOfNextYear } from '../../../domain/annual-cycle/next-year.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { checkedForm } from '../../../src/http/checked-form.js';

const calendar = new WorkingCalendar([...calendarYears(2026, 2031)]);
const of = (year: number) => ({ region: '双江自治县', year, calendar });

describe.each([2026, 2027, 2028, 2029, 2030])('the plan offered for %d', (year) => {
  const plan = defaultPlan(of(year));

  it('is a plan, each launch on a working day of the year, in order', () => {
    checkPlan(plan, year);
    expect(plan.filter(({ date }) => !calendar.isWorkingDay(date))).toEqual([]);
    expect(plan.map(({ date }) => date)).toEqual(plan.map(({ date }) => date).sort());
  });

  it('hands in forms that the API would take', () => {
    for (const { kind, form } of plan) {
      const key = blueprintOf(kind).launch.form;
      expect(form === undefined).toBe(key === undefined);
      if (key) expect(checkedForm(key, form)).toMatchObject(form as object);
    }
  });

  it('asks for the lists while February is before them, for liaisons before the end of May', () => {
    const on = (kind: string) => plan.find((entry) => entry.kind === kind)?.date ?? '';
    expect(on('dualList') < `${year}-01-15`).toBe(true);
    expect(on('liaisonFiling') < `${year}-02-15`).toBe(true);
  });
});

test('a launch on a rest day rolls to the next working day', () => {
  // January 11, 2026 is a Sunday.
  const entry = defaultPlan(of(2026)).find(({ key }) => key === 'coordinationGroup');
  expect(entry?.date).toBe('2026-01-12');
});

describe('a form on another day', () => {
  const form = {
    title: '联席会议',
    startsAt: '2027-05-20T09:00+08:00',
    materialDueDate: '2027-05-18',
    nested: [{ limitDate: '2027-06-30' }],
    note: '2027-05-20',
  };

  it('moves its days and its meeting, and nothing else', () => {
    expect(movedForm(form, 7, calendar)).toEqual({
      title: '联席会议',
      startsAt: '2027-05-27T09:00+08:00',
      materialDueDate: '2027-05-25',
      nested: [{ limitDate: '2027-07-07' }],
      note: '2027-05-20',
    });
  });

  it('goes on to a working day', () => {
    // October 1 to 7 are holidays.
    expect(movedForm({ startsAt: '2027-09-24T09:00+08:00' }, 7, calendar).startsAt).toBe(
      `${calendar.rollToWorkingDay('2027-10-01', 'forward')}T09:00+08:00`,
    );
  });

  it('stays as it is on its own day, and none is none', () => {
    expect(movedForm(form, 0, calendar)).toBe(form);
    expect(movedForm(undefined, 5, calendar)).toBeUndefined();
  });
});

describe('a plan that is none', () => {
  const entry: PlanEntry = { key: 'a', kind: 'dualList', title: '双清单', date: '2027-01-04' };
  const circular: PlanEntry = {
    ...{ key: 'c', kind: 'circular', title: '通报', date: '2027-07-05' },
    form: { title: '通报', circularKind: 'keyWork' },
  };
  test.each<[string, PlanEntry[], string, string]>([
    ['a key twice', [circular, { ...circular }], 'INVALID_FIELD', 'entries[1].key'],
    ['two lists in a year', [entry, { ...entry, key: 'b' }], 'INVALID_FIELD', 'entries[1].kind'],
    ['a day of another year', [{ ...entry, date: '2028-01-04' }], 'INVALID_FIELD', 'entries[0].date'],
    ['a day that is none', [{ ...entry, date: '2027-02-30' }], 'INVALID_FIELD', 'entries[0].date'],
    ['a form left out', [{ ...circular, form: undefined as never }], 'FORM_REQUIRED', 'entries[0].form'],
    ['a form nobody asks for', [{ ...entry, form: {} }], 'UNKNOWN_FIELD', 'entries[0].form'],
    ['a year in a year', [{ ...entry, kind: 'annualCycle' }], 'INVALID_FIELD', 'entries[0].kind'],
    [
      'what only processes start',
      [{ ...entry, kind: 'needItem' as never }],
      'INVALID_FIELD',
      'entries[0].kind',
    ],
  ])('%s', (_, entries, code, field) => {
    const refused = (() => {
      try {
        checkPlan(entries, 2027);
      } catch (error) {
        return error as Refusal;
      }
      return null;
    })();
    expect([refused?.code, refused?.field]).toEqual([code, field]);
  });

  it('may not repeat what the running year has', () => {
    expect(() => checkPlan([entry], 2027, [{ key: 'x', kind: 'dualList' }])).toThrow(Refusal);
    expect(() => checkPlan([entry], 2027, [{ key: 'a', kind: 'circular' }])).toThrow(Refusal);
  });
});

describe('the next year', () => {
  it('is the offered plan again where the plan was the offered one', () => {
    expect(planOfNextYear(defaultPlan(of(2027)), of(2027))).toEqual(
      defaultPlan(of(2028)).map((entry) => ({
        ...entry,
        // A meeting keeps its distance in days; the offered one counts working days.
        ...(entry.form ? { form: expect.objectContaining({ title: entry.form['title'] }) } : {}),
      })),
    );
  });

  it('keeps the day of what the office had moved, or takes the next working day', () => {
    const own: PlanEntry = { key: 'x', kind: 'circular', title: '2027年通报', date: '2027-02-28' };
    const [next] = planOfNextYear(
      [{ ...own, form: { title: '2027年通报', circularKind: 'keyWork' } }],
      of(2027),
    );
    expect(next).toEqual({
      ...{ key: 'x', kind: 'circular', title: '2028年通报', date: '2028-02-28' },
      form: { title: '2028年通报', circularKind: 'keyWork' },
    });
    const [last] = planOfNextYear([{ ...own, date: '2027-12-31' }], of(2027));
    expect(last?.date.startsWith('2028-12-')).toBe(true);
    expect(calendar.isWorkingDay(last!.date)).toBe(true);
  });

  it('is launched on December 20, nine in the morning', () => {
    expect(nextYearLaunchAt(2027).toISOString()).toBe('2027-12-20T01:00:00.000Z');
  });
});
