import { calendarYears } from '../../../database/calendar/source.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import type { PlanPosition, PlanUnit, RegionFacts, Span } from '../../../domain/launch-check/region-facts.js';
import type { CheckedPlan } from '../../../domain/launch-check/rule.js';
import type { PositionKind, UnitKind } from '../../../domain/organisation/kinds.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { instantAt, type CivilDate } from '../../../domain/time/zone.js';

export const calendar = new WorkingCalendar(calendarYears(2023, 2029));
export type Given = Omit<CheckedPlan, 'projection'>;

const ALWAYS: Span = { from: '2000-01-01', to: null };

export const unit = (id: string, kind: UnitKind, change: Partial<PlanUnit> = {}): PlanUnit => ({
  id,
  regionCode: '530925',
  name: id,
  kind,
  active: ALWAYS,
  member: kind === 'member' ? [ALWAYS] : [],
  ...change,
});

export const position = (
  unitId: string,
  kind: PositionKind,
  change: Partial<PlanPosition> = {},
): PlanPosition => ({
  id: `${kind}@${unitId}`.toLowerCase(),
  unitId,
  kind,
  title: kind,
  held: [ALWAYS],
  ...change,
});

/** A county in which nothing is missing. */
export const FACTS: RegionFacts = {
  code: '530925',
  label: '某县',
  units: [
    unit('group', 'leadingGroup'),
    unit('office', 'office'),
    unit('education', 'member'),
    unit('finance', 'member'),
    unit('town', 'township'),
    unit('garrison', 'military'),
  ],
  positions: [
    position('group', 'groupLeader'),
    position('group', 'deputyLeader'),
    position('office', 'officeDirector'),
    position('office', 'officeStaff'),
    ...['education', 'finance', 'town'].flatMap((id) => [
      position(id, 'unitLeader'),
      position(id, 'liaison'),
    ]),
    position('garrison', 'militaryLiaison'),
  ],
  launched: [],
};

export const conference = (change: Partial<PlanEntry> = {}, form: object = {}): PlanEntry => ({
  key: 'liaisonConference:1',
  kind: 'liaisonConference',
  title: '年中会商',
  date: '2024-06-03',
  form: {
    title: '年中会商',
    topics: ['进展'],
    unitIds: [],
    startsAt: '2024-06-20T09:00+08:00',
    place: '会议室',
    materialDueDate: '2024-06-17',
    ...form,
  },
  ...change,
});

export const consultation = (change: Partial<PlanEntry> = {}, form: object = {}): PlanEntry => ({
  key: 'topicalConsultation:1',
  kind: 'topicalConsultation',
  title: '年度部署',
  date: '2024-03-18',
  form: {
    title: '年度部署',
    meetingKind: 'group',
    agenda: ['部署'],
    leaderPositionIds: ['groupleader@group'],
    unitIds: ['education'],
    startsAt: '2024-03-28T09:00+08:00',
    place: '会议室',
    reason: '部署。',
    ...form,
  },
  ...change,
});

export const event = (change: Partial<PlanEntry> = {}, form: object = {}): PlanEntry => ({
  key: 'plannedEvent:1',
  kind: 'plannedEvent',
  title: '八一走访',
  date: '2024-07-15',
  form: {
    eventKind: 'visit',
    title: '八一走访',
    date: '2024-07-30',
    purpose: '走访。',
    leaderPositionIds: [],
    unitIds: ['education'],
    visitedUnitIds: ['garrison'],
    ...form,
  },
  ...change,
});

export const keyWork = (change: Partial<PlanEntry> = {}): PlanEntry => ({
  key: 'circular:1',
  kind: 'circular',
  title: '重点工作通报',
  date: '2024-09-02',
  form: { title: '重点工作通报', circularKind: 'keyWork' },
  ...change,
});

export const evaluation = (form: object = {}): PlanEntry => ({
  key: 'evaluation:1',
  kind: 'evaluation',
  title: '年度考评',
  date: '2024-10-08',
  form: {
    title: '年度考评',
    recordsYear: 2024,
    regionCodes: [],
    unitIds: ['education'],
    dueDate: '2024-11-20',
    ...form,
  },
});

/** A year that nothing stands against: 2024, whose legal dates all are working days. */
export const ENTRIES: PlanEntry[] = [
  { key: 'liaisonFiling', kind: 'liaisonFiling', title: '联络员备案', date: '2024-01-08' },
  { key: 'dualList', kind: 'dualList', title: '双清单', date: '2024-01-09' },
  { key: 'coordinationGroup', kind: 'coordinationGroup', title: '协调小组', date: '2024-01-10' },
  conference(),
];

const TODAY: CivilDate = '2023-12-20';

export const given = (change: Partial<Given> = {}): Given => ({
  year: 2024,
  entries: ENTRIES,
  today: TODAY,
  now: instantAt(change.today ?? TODAY, '09:00'),
  calendar,
  facts: FACTS,
  ...change,
});

/** The good plan, with further entries or other facts. */
export const more = (...entries: PlanEntry[]): Given => given({ entries: [...ENTRIES, ...entries] });
export const changed = (index: number, change: Partial<PlanEntry>): Given =>
  given({ entries: ENTRIES.map((entry, at) => (at === index ? { ...entry, ...change } : entry)) });
export const among = (change: Partial<RegionFacts>): Given => given({ facts: { ...FACTS, ...change } });
export const without = (id: string): Given =>
  among({ positions: FACTS.positions.filter((one) => one.id !== id.toLowerCase()) });
