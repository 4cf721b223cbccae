import type { PlanEntry } from '../../annual-cycle/plan-entry.js';
import { isPlannable } from '../../annual-cycle/plannable.js';
import { EVENT_KINDS, visits, type EventKind } from '../../meetings/kinds.js';
import { civilDateOf, instantAt, type CivilDate } from '../../time/zone.js';
import { dayInWords, isCivilDate } from '../days.js';
import { dateIn, idsIn, named, POSITION_FIELDS, startOf, textIn, UNIT_FIELDS } from '../form-fields.js';
import { covers } from '../region-facts.js';
import { entryPath, titled, type CheckedPlan, type Found, type Rule } from '../rule.js';

/** The day on which an entry is launched: what its form names must be there that day. */
const launchDay = ({ date }: PlanEntry, today: CivilDate): CivilDate => (date < today ? today : date);

/** Goes through the entries that can be read. */
const each =
  (look: (entry: PlanEntry, index: number, plan: CheckedPlan) => Found[]): Rule =>
  (plan) =>
    plan.entries.flatMap((entry, index) =>
      isPlannable(entry.kind) && isCivilDate(entry.date) ? look(entry, index, plan) : [],
    );

export const unitUnknown: Rule = each((entry, index, { facts }) =>
  named(entry, UNIT_FIELDS).flatMap(({ id, path }) => {
    const unit = facts.units.find((one) => one.id === id);
    return unit?.regionCode.startsWith(facts.code)
      ? []
      : [
          {
            where: entryPath(index, path),
            message: `${titled(entry)}里有一个单位不存在，或者不在本地区。`,
            mend: '请重新选择单位。',
          },
        ];
  }),
);

export const unitGone: Rule = each((entry, index, { facts, today }) => {
  const on = launchDay(entry, today);
  return named(entry, UNIT_FIELDS).flatMap(({ id, path }) => {
    const unit = facts.units.find((one) => one.id === id);
    return !unit || covers(unit.active, on)
      ? []
      : [
          {
            where: entryPath(index, path),
            message: `${titled(entry)}里的${unit.name}到${dayInWords(on)}已经撤销，或者还没有设立。`,
            mend: '请换成当时在的单位。',
          },
        ];
  });
});

export const positionUnknown: Rule = each((entry, index, { facts }) => {
  const leading = facts.units.filter(
    ({ kind, regionCode }) => kind === 'leadingGroup' && regionCode === facts.code,
  );
  return named(entry, POSITION_FIELDS).flatMap(({ id, path }) => {
    const position = facts.positions.find((one) => one.id === id);
    return position && leading.some((group) => group.id === position.unitId)
      ? []
      : [
          {
            where: entryPath(index, path),
            message: `${titled(entry)}里有一个领导不是本级领导小组的职务。`,
            mend: '请重新选择。',
          },
        ];
  });
});

export const positionVacant: Rule = each((entry, index, { facts, today }) => {
  const on = launchDay(entry, today);
  return named(entry, POSITION_FIELDS).flatMap(({ id, path }) => {
    const position = facts.positions.find((one) => one.id === id);
    return !position || position.held.some((span) => covers(span, on))
      ? []
      : [
          {
            where: entryPath(index, path),
            message: `${titled(entry)}里的${position.title}到${dayInWords(on)}没有人在任。`,
            mend: '请先任命，或者换成在任的领导。',
          },
        ];
  });
});

/** A meeting that hasn't begun yet when it is convened. */
export const meetingBeforeLaunch: Rule = each((entry, index, { today }) => {
  const field = entry.kind === 'plannedEvent' ? 'form.date' : 'form.startsAt';
  if (!['topicalConsultation', 'liaisonConference', 'plannedEvent'].includes(entry.kind) || !entry.form)
    return [];
  const startsAt = startOf(entry);
  if (!startsAt)
    return [
      {
        where: entryPath(index, field),
        message: `${titled(entry)}的时间看不明白。`,
        mend: '请写成 2027-05-12T09:00+08:00 这样的时间；例行工作只写日期。',
      },
    ];
  const launch = launchDay(entry, today);
  const early =
    entry.kind === 'plannedEvent' ? civilDateOf(startsAt) < launch : startsAt <= instantAt(launch, '09:00');
  return early
    ? [
        {
          where: entryPath(index, field),
          message: `${titled(entry)}定在${dayInWords(civilDateOf(startsAt))}，不在${dayInWords(launch)}启动之后。`,
          mend: '请提前启动，或者推迟开展的日子。',
        },
      ]
    : [];
});

export const materialDueOutside: Rule = each((entry, index, { today }) => {
  const due = dateIn(entry, 'materialDueDate');
  const startsAt = startOf(entry);
  if (entry.kind !== 'liaisonConference' || !startsAt || !entry.form) return [];
  const launch = launchDay(entry, today);
  return due !== null && due >= launch && due <= civilDateOf(startsAt)
    ? []
    : [
        {
          where: entryPath(index, 'form.materialDueDate'),
          message: `${titled(entry)}的材料报送截止日期应在启动以后、会议当天以前。`,
          mend: `请改到${dayInWords(launch)}和${dayInWords(civilDateOf(startsAt))}之间。`,
        },
      ];
});

/** An event says whom it goes to; a consultation whom it asks (the launch of each refuses it otherwise). */
export const nobodyInvited: Rule = each((entry, index) => {
  if (!entry.form) return [];
  const asked = [...idsIn(entry, 'leaderPositionIds'), ...idsIn(entry, 'unitIds')];
  const visited = idsIn(entry, 'visitedUnitIds');
  if (entry.kind === 'plannedEvent') {
    const kind = textIn(entry, 'eventKind') as EventKind;
    if (Object.hasOwn(EVENT_KINDS, kind) && visits(kind) !== visited.length > 0)
      return [
        {
          where: entryPath(index, 'form.visitedUnitIds'),
          message: visits(kind)
            ? `${titled(entry)}没有写明去哪些单位。`
            : `${titled(entry)}是合署办公，不到单位走访。`,
          mend: visits(kind) ? '请选择走访单位。' : '请把单位改填为参加单位。',
        },
      ];
  }
  const needed = entry.kind === 'topicalConsultation' || entry.kind === 'plannedEvent';
  return needed && asked.length + visited.length === 0
    ? [
        {
          where: entryPath(index, 'form.unitIds'),
          message: `${titled(entry)}没有请任何领导和单位参加。`,
          mend: '请选择参加的领导和单位。',
        },
      ]
    : [];
});

export const circularType: Rule = each((entry, index) => {
  if (entry.kind !== 'circular' || !entry.form) return [];
  const typical = textIn(entry, 'circularKind') === 'typical';
  return typical === (textIn(entry, 'typicalKind') !== '')
    ? []
    : [
        {
          where: entryPath(index, 'form.typicalKind'),
          message: typical
            ? `${titled(entry)}没有写明是哪一类典型案例。`
            : `${titled(entry)}不是典型案例，不分类型。`,
          mend: typical ? '请选择先进做法或者失职教训。' : '请删去案例类型。',
        },
      ];
});
