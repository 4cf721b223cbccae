import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { blueprintOf, BLUEPRINTS } from '../../../domain/blueprints/index.js';
import { checkPlan } from '../../../domain/launch-check/check-plan.js';
import { loadByUnit } from '../../../domain/launch-check/load.js';
import { projectPlan } from '../../../domain/launch-check/project-plan.js';
import { filingUnitsOn, unitsWithout } from '../../../domain/launch-check/region-facts.js';
import { dayInWords, inSpringFestivalWeek, mondayOf, restOn } from '../../../domain/launch-check/days.js';
import { addDays, weekday, type CivilDate } from '../../../domain/time/zone.js';
import {
  calendar,
  conference,
  consultation,
  ENTRIES,
  event,
  FACTS,
  given,
  keyWork,
  unit,
} from './fixtures.js';

const projected = (...entries: PlanEntry[]) => projectPlan(given({ entries }));
const lines = (...entries: PlanEntry[]) =>
  projected(...entries).obligations.map(
    ({ step, opens, due, basis }) => `${step} ${opens.slice(5)} ${due?.slice(5)} ${basis}`,
  );

describe('what an entry will ask, and when', () => {
  it('双清单: to the legal dates, and what follows them at the latest', () => {
    expect(lines(ENTRIES[1]!)).toEqual([
      'collect 01-09 02-29 legal',
      'compile 02-29 03-07 estimated',
      'circular 10-01 10-31 legal',
      'carryOver 12-15 12-31 legal',
    ]);
  });

  it('launched late, ten working days stand for the date that is gone', () => {
    const [collect] = projected({ ...ENTRIES[1]!, date: '2024-03-04' }).obligations;
    expect(collect).toMatchObject({ due: '2024-03-18', basis: 'computed', missed: '2024-02-29' });
  });

  it('a conference: from the day of the meeting', () => {
    expect(lines(conference())).toEqual([
      'notified 06-03 06-20 computed',
      'hold 06-20 06-21 computed',
      'material 06-03 06-17 computed',
      'minutes 06-21 06-26 estimated',
      'sign 06-26 06-28 estimated',
      'receipts 06-28 07-03 estimated',
      'dispose 06-28 07-05 estimated',
    ]);
  });

  it('an event: settled three working days before', () => {
    expect(lines(event())).toEqual([
      'prepare 07-15 07-25 computed',
      'notified 07-25 07-30 computed',
      'hold 07-30 07-31 computed',
      'record 07-31 08-05 estimated',
      'confirm 08-05 08-07 estimated',
    ]);
  });

  it('a consultation and a circular: step after step', () => {
    expect(lines(consultation()).map((line) => line.split(' ')[0])).toEqual([
      'approve',
      'notified',
      'hold',
      'minutes',
      'countersign',
      'review',
      'sign',
      'receipts',
    ]);
    expect(lines(keyWork())).toEqual([
      'compile 09-02 09-09 computed',
      'review 09-09 09-11 estimated',
      'present 09-11 10-15 estimated',
      'issue 10-15 10-17 estimated',
      'receipts 10-17 10-22 estimated',
    ]);
  });

  it('asks who is there on the day', () => {
    const units = [
      ...FACTS.units,
      unit('old', 'member', { member: [{ from: '2000-01-01', to: '2024-05-31' }] }),
      unit('new', 'member', { active: { from: '2024-05-01', to: null } }),
    ];
    const facts = { ...FACTS, units };
    const [collect] = projectPlan(given({ entries: [ENTRIES[1]!], facts })).obligations;
    expect(collect?.unitIds).toEqual(['education', 'finance', 'town', 'garrison', 'old']);
    const all = projectPlan(given({ entries: [conference()], facts })).obligations;
    const of = (step: string) => all.find((one) => one.step === step)?.unitIds;
    expect(of('material')).toEqual(['education', 'finance', 'town', 'garrison', 'new']);
    expect(of('hold')).toEqual(['office']);
    expect(projected(consultation()).obligations[1]?.unitIds).toEqual(['group', 'education']);
    expect(filingUnitsOn(facts, '2023-01-01').map(({ id }) => id)).toContain('old');
    expect(unitsWithout(facts, ['liaison', 'militaryLiaison'], '2024-06-01').map(({ id }) => id)).toEqual([
      'new',
    ]);
  });

  it('names the gatherings with their days', () => {
    expect(projected(consultation(), event(), keyWork()).occasions).toEqual([
      expect.objectContaining({ sort: 'group', date: '2024-03-28', unitIds: ['group', 'education'] }),
      expect.objectContaining({ sort: 'visit', date: '2024-07-30', unitIds: ['education', 'garrison'] }),
    ]);
  });
});

test('every step that is foreseen is one of its blueprint', () => {
  const forms: Partial<Record<string, object[]>> = {
    circular: ['important', 'keyWork', 'goodPractice', 'dereliction'].map((kind) =>
      ['important', 'keyWork'].includes(kind)
        ? { circularKind: kind }
        : { circularKind: 'typical', typicalKind: kind },
    ),
    coordinationMatter: [{ urgency: 'flash' }, { urgency: 'ordinary' }],
  };
  for (const { kind, launch } of Object.values(BLUEPRINTS)) {
    if ((launch.by as string) === 'process') continue;
    for (const form of forms[kind] ?? [{}]) {
      const entry = { key: kind, kind, title: kind, date: '2024-04-08', form } as PlanEntry;
      const steps = projected(entry).obligations.map(({ step }) => step);
      expect(new Set(steps).size).toBe(steps.length);
      expect(Object.keys(blueprintOf(kind).steps)).toEqual(expect.arrayContaining(steps));
    }
  }
});

describe('load', () => {
  it('counts what is due of each unit by month, and finds its busiest week', () => {
    const { obligations } = projected(...ENTRIES);
    const load = loadByUnit(2024, obligations);
    const education = load.find(({ unitId }) => unitId === 'education');
    // February: the list. May: the liaison. June: notice and material of the conference. July: its minutes.
    expect(education?.months).toEqual([0, 1, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0]);
    expect(education?.busiest).toEqual({ from: '2024-06-17', to: '2024-06-23', count: 2 });
    expect(load[0]?.unitId).toBe('office');
    expect(load[0]?.total).toBe(load[0]?.months.reduce((sum, one) => sum + one, 0));
    expect(loadByUnit(2025, obligations)).toEqual([]);
  });
});

describe('days', () => {
  it.each<[CivilDate, string | null]>([
    ['2024-02-04', null],
    ['2024-02-03', '周末'],
    ['2024-02-10', '春节'],
    ['2024-10-03', '国庆节'],
    ['2024-10-08', null],
  ])('%s: %s', (date, rest) => {
    expect(restOn(calendar, date)).toBe(rest);
  });

  it('names days, weeks and the week of 春节', () => {
    expect(dayInWords('2024-02-29')).toBe('2月29日（星期四）');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1400 }), (n) => {
        const day = addDays('2024-01-01', n);
        const monday = mondayOf(day);
        expect(weekday(monday)).toBe(1);
        expect(monday <= day && day <= addDays(monday, 6)).toBe(true);
      }),
    );
    expect(inSpringFestivalWeek(calendar, '2024-02-09')).toBe(true);
    expect(inSpringFestivalWeek(calendar, '2024-02-02')).toBe(false);
    expect(inSpringFestivalWeek(calendar, '2024-02-19')).toBe(false);
  });
});

/** What an office would plan of a year without looking at the calendar: dates by number of working day. */
function usual(year: number, shift: number): PlanEntry[] {
  const on = (month: number, days: number): CivilDate =>
    calendar.addWorkingDays(`${year}-${String(month).padStart(2, '0')}-01` as CivilDate, days + shift);
  const at = (day: CivilDate): string => `${day}T09:00+08:00`;
  return [
    { key: 'liaisonFiling', kind: 'liaisonFiling', title: '联络员备案', date: on(1, 2) },
    { key: 'dualList', kind: 'dualList', title: '双清单', date: on(1, 3) },
    { key: 'coordinationGroup', kind: 'coordinationGroup', title: '协调小组', date: on(1, 4) },
    consultation({ date: on(3, 2) }, { startsAt: at(on(3, 10)) }),
    conference({ date: on(6, 2) }, { startsAt: at(on(6, 12)), materialDueDate: on(6, 9) }),
    event({ key: 'e1', date: on(7, 2) }, { date: on(7, 15) }),
    event({ key: 'e2', date: on(4, 2) }, { date: on(4, 12), eventKind: 'research' }),
    event({ key: 'e3', date: on(9, 2) }, { date: on(9, 9), eventKind: 'jointOffice', visitedUnitIds: [] }),
    keyWork({ date: on(9, 3) }),
  ];
}

test('a usual plan has no errors in any year, whatever day it begins on, and every warning has a place of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 0, max: 6 }), (year, shift) => {
      const entries = usual(year, shift);
      const findings = checkPlan(given({ year, entries, today: `${year - 1}-12-15` as CivilDate }));
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const ids = findings.map(({ code, where }) => `${code}@${where}`);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { where } of findings)
        expect(where).toMatch(/^(regionCode|year|entries(\[\d\]\.[\w.]+(\[\d+\])?)?)$/);
    }),
    { numRuns: 28 },
  );
});

test('the plan of a year that is under way is projected from today', () => {
  const { obligations } = projectPlan(given({ today: '2024-03-15', entries: [ENTRIES[0]!, ENTRIES[1]!] }));
  expect(obligations.map(({ step, opens, due }) => [step, opens, due])).toEqual([
    ['file', '2024-03-15', '2024-05-31'],
    ['confirm', '2024-05-31', '2024-06-07'],
    ['collect', '2024-03-15', '2024-03-29'],
    ['compile', '2024-03-29', '2024-04-08'],
    ['circular', '2024-10-01', '2024-10-31'],
    ['carryOver', '2024-12-15', '2024-12-31'],
  ]);
});
