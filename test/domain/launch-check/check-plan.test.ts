import { describe, expect, it, test } from '@jest/globals';
import { PLAN_FAULTS } from '../../../domain/annual-cycle/check-plan.js';
import { checkPlan, RULES, type RuleCode } from '../../../domain/launch-check/check-plan.js';
import { findingId, standing } from '../../../domain/launch-check/finding.js';
import { CASES, group, list } from './cases.js';
import {
  among,
  changed,
  conference,
  consultation,
  ENTRIES,
  event,
  FACTS,
  given,
  keyWork,
  more,
  unit,
  type Given,
} from './fixtures.js';

const found = (plan: Given): string[] => checkPlan(plan).map(findingId);
it('finds nothing in a good plan, and nothing in a good plan with a meeting, an event and a circular', () => {
  expect(found(given())).toEqual([]);
  expect(found(more(consultation(), event(), keyWork()))).toEqual([]);
  expect(found(among({ launched: [] }))).toEqual([]);
});

describe.each(Object.entries(CASES))('%s', (code, cases) => {
  it.each(cases.map(([plan, where]): [string, Given] => [where, plan]))(
    'is all that is found, at %s, and says what to do',
    (where, plan) => {
      const findings = checkPlan(plan);
      expect(findings.map(findingId)).toEqual([`${code}@${where}`]);
      const [finding] = findings;
      expect(finding?.severity).toBe(RULES[code as RuleCode][0]);
      for (const text of [finding?.message, finding?.mend]) {
        expect(text).toMatch(/^\S.*[。]$/u);
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      }
    },
  );
});

it('stops everything that makes a plan none: nobody looks again after it', () => {
  for (const fault of Object.keys(PLAN_FAULTS) as (keyof typeof PLAN_FAULTS)[])
    expect(RULES[fault][0]).toBe('error');
});

describe('what is no reason to warn', () => {
  it.each<[string, Given]>([
    ['a visit on the eve of 春节', more(event({ date: '2024-01-22' }, { date: '2024-02-08' }))],
    ['a visit in the holiday itself', more(event({ date: '2024-01-22' }, { date: '2024-02-12' }))],
    ['a visit on 八一', more(event({}, { date: '2024-08-01' }))],
    [
      'a meeting on a 调休 Saturday',
      more(consultation({ date: '2024-04-15' }, { startsAt: '2024-05-11T09:00+08:00' })),
    ],
    ['a launch on a 调休 Sunday', changed(2, { date: '2024-02-04' })],
    ['a military unit without a 分管领导', given()],
    [
      'a unit below the region',
      given({
        facts: {
          ...FACTS,
          units: [...FACTS.units, unit('village', 'township', { regionCode: '530925101' })],
        },
        entries: [...ENTRIES, consultation({}, { unitIds: ['village'] })],
      }),
    ],
    [
      'an unlisted member that leaves before the year',
      among({
        units: [...FACTS.units, unit('old', 'member', { active: { from: '2000-01-01', to: '2023-12-31' } })],
      }),
    ],
    [
      'a member that is none of the group any more',
      among({
        units: [
          ...FACTS.units,
          unit('left', 'member', { member: [{ from: '2000-01-01', to: '2023-12-31' }] }),
        ],
      }),
    ],
    [
      'the conference on the day the material is due',
      given({ entries: [...ENTRIES.slice(0, 3), conference({}, { materialDueDate: '2024-06-20' })] }),
    ],
    ['a report of key work the day after the lists are compiled', more(keyWork({ date: '2024-03-08' }))],
    ['the notice that is just long enough', more(consultation({}, { startsAt: '2024-03-25T09:00+08:00' }))],
    ['last year’s announced calendar', given()],
  ])('%s', (_, plan) => {
    expect(found(plan)).toEqual([]);
  });
});

test('whatever stands in a plan, the check doesn’t fail', () => {
  const junk = [
    null,
    0,
    '',
    'x',
    [],
    [null, {}],
    { a: 1 },
    '2024-13-01',
    -1,
    true,
    '9999-12-31',
    '9999-12-31T23:00+08:00',
  ];
  for (const value of junk)
    for (const field of [
      'unitIds',
      'visitedUnitIds',
      'leaderPositionIds',
      'startsAt',
      'date',
      'materialDueDate',
      'eventKind',
    ])
      for (const make of [consultation, event, conference])
        expect(() => checkPlan(more({ ...make({}, { [field]: value }), key: 'junk' }))).not.toThrow();
  const matter = { key: 'm', kind: 'coordinationMatter', title: '保障', date: '2024-02-26' } as const;
  for (const date of ['2024-02-30', '', 'x', '2024-2-1', '9999-12-31', '1000-01-01'] as never[])
    for (const index of [0, 1, 2, 3]) {
      const { entries } = changed(index, { date });
      expect(() =>
        checkPlan(given({ entries: [...entries, matter, event(), keyWork({ date })] })),
      ).not.toThrow();
    }
  expect(found(given({ entries: [] })).length).toBeGreaterThan(0);
});

test('errors block; warnings wait for their click, each in its place', () => {
  const findings = checkPlan(
    given({
      entries: [
        ...ENTRIES.slice(0, 2),
        { ...group, date: '2024-01-13' },
        conference({}, { materialDueDate: '2024-07-01' }),
      ],
    }),
  );
  expect(standing(findings, []).map(({ severity }) => severity)).toEqual(['error']);
  const warned = checkPlan(changed(2, { date: '2024-01-13' }));
  expect(standing(warned, []).map(findingId)).toEqual(['launchOnRestDay@entries[2].date']);
  expect(standing(warned, ['launchOnRestDay@entries[1].date'])).toHaveLength(1);
  expect(standing(warned, ['launchOnRestDay@entries[2].date'])).toEqual([]);
});

test('findings about the same place are one, and name each thing', () => {
  // Both legal dates of the year's list that fall on a weekend: 2026-10-31 is one; 结转 is not.
  const [finding, ...others] = checkPlan(
    given({
      year: 2026,
      today: '2025-12-20',
      entries: [{ ...list, date: '2026-01-05' }],
      facts: { ...FACTS, launched: ['liaisonFiling', 'coordinationGroup'] },
    }),
  ).filter(({ code }) => code === 'deadlineOnRestDay');
  expect(others).toEqual([]);
  expect(finding?.message).toContain('年度通报');
});
