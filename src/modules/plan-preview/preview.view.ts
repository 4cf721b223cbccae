import type { DayItemView, PlanDayView, PlanPreviewView } from '../../../contracts/http/plan-preview.js';
import type { ProjectedYear } from '../../../database/launch-check/project-year.js';
import type { YearToCheck } from '../../../database/launch-check/check-year.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { isCivilDate, restOn } from '../../../domain/launch-check/days.js';
import { loadByUnit } from '../../../domain/launch-check/load.js';
import { formatInstant, type CivilDate } from '../../../domain/time/zone.js';

/** An item of the year with its day. */
export interface DatedItem extends DayItemView {
  date: CivilDate;
  place: string;
}

const NOTHING = {
  step: null,
  stepLabel: null,
  article: null,
  opens: null,
  basis: null,
  startsAt: null,
} as const;

/** Everything a plan has on some day, in order of the days; a day's launches first, then meetings, then what is due. */
export function itemsOf({ entries }: YearToCheck, { projection }: ProjectedYear): DatedItem[] {
  const titleOf = (index: number): string => entries[index]?.title ?? '';
  const labelled = (kind: string) => ({ kind, kindLabel: blueprintOf(kind).label });
  const launches = entries
    .filter(({ date }) => isCivilDate(date))
    .map(({ key, kind, title, date }): DatedItem => {
      return {
        ...NOTHING,
        what: 'launch',
        entry: key,
        ...labelled(kind),
        title,
        date,
        place: '',
        unitIds: [],
      };
    });
  const gatherings = projection.occasions.map(
    ({ entry, kind, title, date, startsAt, place, unitIds }): DatedItem => ({
      ...NOTHING,
      what: 'gathering',
      entry,
      ...labelled(kind),
      title,
      date,
      place,
      startsAt: formatInstant(startsAt),
      unitIds,
    }),
  );
  const dues = projection.obligations.flatMap(
    ({ index, entry, kind, step, label, article, opens, due, basis, unitIds }): DatedItem[] =>
      due === null
        ? []
        : [
            {
              what: 'due',
              entry,
              ...labelled(kind),
              title: titleOf(index),
              step,
              stepLabel: label,
              article,
              opens,
              basis,
              startsAt: null,
              date: due,
              place: '',
              unitIds,
            },
          ],
  );
  // Sorting keeps the order of equal days.
  return [...launches, ...gatherings, ...dues].sort((a, b) => a.date.localeCompare(b.date));
}

export function previewView(plan: YearToCheck, projected: ProjectedYear): PlanPreviewView {
  const { calendar, facts, projection } = projected;
  const days = new Map<CivilDate, PlanDayView>();
  for (const { date, place: _, ...item } of itemsOf(plan, projected)) {
    const day = days.get(date) ?? { date, rest: restOn(calendar, date), items: [] };
    day.items.push(item);
    days.set(date, day);
  }
  const names = new Map(facts.units.map(({ id, name }) => [id, name]));
  return {
    regionCode: plan.regionCode,
    year: plan.year,
    provisional: calendar.isProvisional(`${plan.year}-10-01` as CivilDate),
    days: [...days.values()],
    units: loadByUnit(plan.year, projection.obligations).map((load) => ({
      ...load,
      name: names.get(load.unitId) ?? '',
    })),
  };
}
