import type { InboxEntry } from '../../../database/steps/inbox.repository.js';
import type { PlannedItem } from '../../../database/processes/planned.js';
import type { Gathering, OpenDeadline } from '../../../database/processes/calendar.repository.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { civilDateOf, endOfDay, type CivilDate } from '../../../domain/time/zone.js';
import type { CalendarEntry } from './ics/write-calendar.js';
import type { DatedItem } from './preview.view.js';

const BASIS_WORDS = {
  legal: '法定日期',
  computed: '由启动日推算',
  estimated: '估计，以实际进度为准',
} as const;

/** An entry of a plan; the office notes who came, and whoever is invited signs, because of a meeting that stands there already. */
export function planned(regionCode: string, year: number, items: readonly DatedItem[]): CalendarEntry[] {
  return items
    .filter(({ step }) => step !== 'notified' && step !== 'hold')
    .map((item) => ({
      id: [regionCode, year, item.entry, item.step ?? item.what].join('-'),
      title: titleOf(item),
      detail: [item.kindLabel, item.article, item.basis && BASIS_WORDS[item.basis]]
        .filter(Boolean)
        .join(' · '),
      at: item.startsAt === null || item.kind === 'plannedEvent' ? item.date : new Date(item.startsAt),
      place: item.place,
      alarm: item.what !== 'launch',
    }));
}

function titleOf({ what, title, stepLabel: label }: DatedItem): string {
  if (what === 'launch') return `启动：${title}`;
  return what === 'due' ? `到期：${label}（${title}）` : title;
}

/** When something is due: as a day, where its deadline is the end of one. */
const dayOrInstant = (deadline: Date): CivilDate | Date => {
  const day = civilDateOf(deadline);
  return deadline.getTime() === endOfDay(day).getTime() ? day : deadline;
};

const labelOf = (kind: string): string => (isProcessKind(kind) ? blueprintOf(kind).label : kind);
const stepOf = (kind: string, step: string): string =>
  stepLabel(isProcessKind(kind) ? blueprintOf(kind) : undefined, step);

// The title of an item may name somebody: a file that leaves the product says which step of which mechanism is due, and where to look.

export const due = ({ stepId, kind, step, year, deadline }: OpenDeadline): CalendarEntry => ({
  id: `step-${stepId}`,
  title: `到期：${stepOf(kind, step)}（${labelOf(kind)}）`,
  detail: `${year}年 · ${labelOf(kind)}`,
  at: dayOrInstant(deadline),
  alarm: true,
});

export const owed = ({
  assignmentId,
  kind,
  step,
  deadline,
}: InboxEntry & { deadline: Date }): CalendarEntry => ({
  id: `task-${assignmentId}`,
  title: `到期：${stepOf(kind, step)}（${labelOf(kind)}）`,
  detail: `/tasks/${assignmentId}`,
  at: dayOrInstant(deadline),
  alarm: true,
});

/** A meeting's title is the office's own, as its notice has it. */
export const gathering = ({ id, kind, title, place, startsAt }: Gathering): CalendarEntry => ({
  id: `meeting-${id}`,
  title,
  detail: labelOf(kind),
  at: startsAt,
  place,
  alarm: true,
});

export const toCome = (processId: string, { key, label, from, to }: PlannedItem): CalendarEntry[] => [
  { id: `plan-${processId}-${key}`, title: `开始：${label}`, detail: label, at: from, alarm: true },
  ...(to === null || to === from
    ? []
    : [{ id: `plan-${processId}-${key}-end`, title: `结束：${label}`, detail: label, at: to, alarm: true }]),
];
