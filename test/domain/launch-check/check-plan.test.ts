import { describe, expect, it, test } from '@jest/globals';
import { checkPlan, RULES, type RuleCode } from '../../../domain/launch-check/check-plan.js';
import { findingId, standing } from '../../../domain/launch-check/finding.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
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
  position,
  unit,
  without,
  type Given,
} from './fixtures.js';

const found = (plan: Given): string[] => checkPlan(plan).map(findingId);
const [filing, list, group] = ENTRIES as [
  (typeof ENTRIES)[number],
  (typeof ENTRIES)[number],
  (typeof ENTRIES)[number],
];
const later = { from: '2024-12-01', to: null } as const;

/** Total: a rule without a plan that it alone finds something in does not compile. */
const CASES: Record<RuleCode, [plan: Given, where: string][]> = {
  regionUnknown: [[given({ facts: { ...FACTS, label: null, units: [], positions: [] } }), 'regionCode']],
  officeEmpty: [
    [
      among({
        units: FACTS.units.filter(({ kind }) => kind !== 'office'),
      }),
      'regionCode',
    ],
  ],
  groupWithoutLeader: [
    [without('groupLeader@group'), 'regionCode'],
    [
      among({
        positions: FACTS.positions.map((one) =>
          one.kind === 'groupLeader' ? { ...one, held: [{ from: '2020-01-01', to: '2024-01-07' }] } : one,
        ),
      }),
      'regionCode',
    ],
  ],
  nobodyFiles: [
    [
      among({ units: FACTS.units.filter(({ kind }) => ['leadingGroup', 'office'].includes(kind)) }),
      'regionCode',
    ],
  ],
  keyTwice: [[more({ ...consultation(), key: 'dualList' }), 'entries[4].key']],
  notPlannable: [
    [more({ key: 'x', kind: 'needItem' as never, title: '事项', date: '2024-05-06' }), 'entries[4].kind'],
    [more({ key: 'x', kind: 'annualCycle' as never, title: '年度', date: '2024-05-06' }), 'entries[4].kind'],
    [more({ key: 'x', kind: 'toString' as never, title: '无', date: '2024-05-06' }), 'entries[4].kind'],
  ],
  kindTwice: [[more({ ...group, key: 'again', date: '2024-03-11' }), 'entries[4].kind']],
  noSuchDay: [
    [changed(2, { date: '2024-02-30' }), 'entries[2].date'],
    [changed(2, { date: 'tomorrow' as never }), 'entries[2].date'],
  ],
  outsideYear: [
    [changed(2, { date: '2025-01-08' }), 'entries[2].date'],
    [changed(2, { date: '2023-12-28' }), 'entries[2].date'],
  ],
  formMissing: [[more({ ...keyWork(), form: undefined as never }), 'entries[4].form']],
  formUnexpected: [[changed(2, { form: {} }), 'entries[2].form']],
  unitUnknown: [
    [more(consultation({}, { unitIds: ['education', 'nowhere'] })), 'entries[4].form.unitIds[1]'],
    [
      given({
        facts: { ...FACTS, units: [...FACTS.units, unit('elsewhere', 'member', { regionCode: '530926' })] },
        entries: [...ENTRIES, consultation({}, { unitIds: ['elsewhere'] })],
      }),
      'entries[4].form.unitIds[0]',
    ],
  ],
  unitGone: [
    [
      given({
        facts: {
          ...FACTS,
          units: [
            ...FACTS.units,
            unit('gone', 'member', { active: { from: '2000-01-01', to: '2024-03-17' }, member: [] }),
          ],
        },
        entries: [...ENTRIES, consultation({}, { unitIds: ['gone'] })],
      }),
      'entries[4].form.unitIds[0]',
    ],
  ],
  positionUnknown: [
    [
      more(consultation({}, { leaderPositionIds: ['unitLeader@education'] })),
      'entries[4].form.leaderPositionIds[0]',
    ],
    [more(consultation({}, { leaderPositionIds: ['nobody'] })), 'entries[4].form.leaderPositionIds[0]'],
  ],
  positionVacant: [
    [
      given({
        facts: {
          ...FACTS,
          positions: [...FACTS.positions, position('group', 'groupMember', { held: [later] })],
        },
        entries: [...ENTRIES, consultation({}, { leaderPositionIds: ['groupMember@group'] })],
      }),
      'entries[4].form.leaderPositionIds[0]',
    ],
  ],
  nobodyInvited: [
    [more(consultation({}, { unitIds: [], leaderPositionIds: [] })), 'entries[4].form.unitIds'],
    [more(event({}, { visitedUnitIds: [] })), 'entries[4].form.visitedUnitIds'],
    [more(event({}, { eventKind: 'jointOffice' })), 'entries[4].form.visitedUnitIds'],
  ],
  circularType: [
    [more({ ...keyWork(), form: { title: '案例', circularKind: 'typical' } }), 'entries[4].form.typicalKind'],
    [
      more({
        ...keyWork(),
        form: { title: '转发', circularKind: 'important', typicalKind: 'goodPractice' },
      }),
      'entries[4].form.typicalKind',
    ],
  ],
  meetingBeforeLaunch: [
    [more(consultation({}, { startsAt: '2024-03-18T09:00+08:00' })), 'entries[4].form.startsAt'],
    [more(consultation({}, { startsAt: '三月二十八日上午' })), 'entries[4].form.startsAt'],
    [more(event({}, { date: '2024-07-12' })), 'entries[4].form.date'],
  ],
  materialDueOutside: [
    [
      given({
        entries: [...ENTRIES.slice(0, 3), conference({}, { materialDueDate: '2024-06-21' })],
      }),
      'entries[3].form.materialDueDate',
    ],
    [
      given({
        entries: [...ENTRIES.slice(0, 3), conference({}, { materialDueDate: '2024-05-30' })],
      }),
      'entries[3].form.materialDueDate',
    ],
  ],
  goneBy: [[given({ today: '2024-01-09' }), 'entries[0].date']],
  startsAfterLegalDate: [
    [changed(1, { date: '2024-03-04' }), 'entries[1].date'],
    [
      given({
        entries: [
          list,
          group,
          { ...filing, date: '2024-06-03' },
          conference(
            { date: '2024-07-01' },
            { startsAt: '2024-07-18T09:00+08:00', materialDueDate: '2024-07-11' },
          ),
        ],
      }),
      'entries[2].date',
    ],
  ],
  noticeTooShort: [
    [more(consultation({}, { startsAt: '2024-03-22T09:00+08:00' })), 'entries[4].date'],
    [more(event({}, { date: '2024-07-18' })), 'entries[4].date'],
  ],
  nothingToReport: [[more(keyWork({ date: '2024-03-07' })), 'entries[4].date']],
  liaisonsNotFiledYet: [
    [
      given({
        entries: [
          list,
          group,
          { ...filing, date: '2024-04-08' },
          conference(
            { date: '2024-03-04' },
            { startsAt: '2024-03-20T09:00+08:00', materialDueDate: '2024-03-15' },
          ),
        ],
      }),
      'entries[3].form.startsAt',
    ],
  ],
  groupNotComposedYet: [
    [
      given({
        entries: [
          filing,
          list,
          { ...group, date: '2024-03-11' },
          conference(),
          {
            key: 'm',
            kind: 'coordinationMatter',
            title: '演习保障',
            date: '2024-02-26',
            form: { title: '演习保障', detail: '保障。', urgency: 'ordinary' },
          },
        ],
      }),
      'entries[4].date',
    ],
  ],
  runsBeyondYear: [[more(keyWork({ date: '2024-12-16' })), 'entries[4].date']],
  launchOnRestDay: [
    [changed(0, { date: '2024-01-07' }), 'entries[0].date'],
    [changed(0, { date: '2024-01-01' }), 'entries[0].date'],
  ],
  deadlineOnRestDay: [
    [
      given({
        entries: [...ENTRIES.slice(0, 3), conference({}, { materialDueDate: '2024-06-15' })],
      }),
      'entries[3].date',
    ],
  ],
  deadlineInHoliday: [
    [
      given({
        entries: [
          ...ENTRIES.slice(0, 3),
          conference(
            { date: '2024-09-09' },
            { startsAt: '2024-10-10T09:00+08:00', materialDueDate: '2024-10-02' },
          ),
        ],
      }),
      'entries[3].date',
    ],
  ],
  deadlineOnArmyDay: [
    [
      given({
        entries: [
          ...ENTRIES.slice(0, 3),
          conference(
            { date: '2024-07-15' },
            { startsAt: '2024-08-06T09:00+08:00', materialDueDate: '2024-08-01' },
          ),
        ],
      }),
      'entries[3].date',
    ],
  ],
  gatheringOnRestDay: [
    [more(consultation({}, { startsAt: '2024-03-30T09:00+08:00' })), 'entries[4].form.startsAt'],
    [
      more(consultation({ date: '2024-09-18' }, { startsAt: '2024-10-03T09:00+08:00' })),
      'entries[4].form.startsAt',
    ],
    [more(event({}, { date: '2024-07-27' })), 'entries[4].form.date'],
  ],
  gatheringInSpringFestivalWeek: [
    // 2024-02-09 is the eve, a working day that year; the holiday begins on the 10th.
    [
      more(consultation({ date: '2024-01-22' }, { startsAt: '2024-02-08T09:00+08:00' })),
      'entries[4].form.startsAt',
    ],
  ],
  gatheringOnArmyDay: [
    [
      more(consultation({ date: '2024-07-15' }, { startsAt: '2024-08-01T09:00+08:00' })),
      'entries[4].form.startsAt',
    ],
  ],
  reportsSameDay: [
    [
      given({
        entries: [
          ...ENTRIES.slice(0, 3),
          conference({}, { unitIds: ['education'] }),
          conference(
            { key: 'c2', date: '2024-06-04' },
            { unitIds: ['education', 'finance'], startsAt: '2024-06-27T09:00+08:00' },
          ),
        ],
      }),
      'entries[4].date',
    ],
  ],
  tooMuchInAWeek: [
    [
      more(
        ...[1, 2, 3, 4].map((n) =>
          event(
            { key: `e${n}`, date: '2024-07-08' },
            {
              eventKind: 'research',
              date: `2024-07-2${n + 1}`,
              visitedUnitIds: ['town'],
              unitIds: ['finance'],
            },
          ),
        ),
        event(
          { key: 'e5', date: '2024-07-08' },
          { eventKind: 'research', date: '2024-07-26', visitedUnitIds: ['town'] },
        ),
      ),
      'entries[8].date',
    ],
  ],
  unitWithoutLiaison: [[without('liaison@town'), 'regionCode']],
  unitWithoutLeader: [[without('unitLeader@finance'), 'regionCode']],
  officeWithoutDirector: [[without('officeDirector@office'), 'regionCode']],
  missingMechanism: [
    [given({ entries: [filing, list, conference()] }), 'entries'],
    [given({ entries: [filing, list, group] }), 'entries'],
  ],
  alreadyLaunched: [[among({ launched: ['dualList'] }), 'entries[1].kind']],
  calendarProvisional: [
    [
      given({
        calendar: new WorkingCalendar(
          calendarYears(2023, 2024).map((year) => ({ ...year, provisional: true })),
        ),
      }),
      'year',
    ],
  ],
};

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
  const junk = [null, 0, '', 'x', [], [null, {}], { a: 1 }, '2024-13-01', -1, true];
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
