import { calendarYears } from '../../../database/calendar/source.js';
import type { RuleCode } from '../../../domain/launch-check/check-plan.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import {
  among,
  changed,
  conference,
  consultation,
  ENTRIES,
  evaluation,
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

export const [filing, list, group] = ENTRIES as [
  (typeof ENTRIES)[number],
  (typeof ENTRIES)[number],
  (typeof ENTRIES)[number],
];
const later = { from: '2024-12-01', to: null } as const;

/** Total: a rule without a plan that it alone finds something in does not compile. */
export const CASES: Record<RuleCode, [plan: Given, where: string][]> = {
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
  nobodyEvaluated: [[more(evaluation({ unitIds: [] })), 'entries[4].form.unitIds']],
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
  evaluatedTooEarly: [[more(evaluation({ dueDate: '2024-10-31' })), 'entries[4].form.dueDate']],
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
