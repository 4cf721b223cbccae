import { blueprintOf, isProcessKind } from '../blueprints/index.js';
import { Refusal } from '../errors/refusal.js';
import { isCivilDate } from '../launch-check/days.js';
import type { CivilDate } from '../time/zone.js';
import type { PlanEntry } from './plan-entry.js';
import { isPlannable } from './plannable.js';

type Named = Pick<PlanEntry, 'key' | 'kind'>;

export interface PlanFault {
  field: keyof PlanEntry;
  /** It never throws, whatever stands in the entry; `before` is what the year has before it. */
  holds(entry: PlanEntry, year: number, before: readonly Named[]): boolean;
  refusal(field: string, entry: PlanEntry, year: number): Refusal;
}

const wrong = (path: string, called: string, reason: string): Refusal =>
  new Refusal('INVALID_FIELD', { field: called, reason }, path);
const labelOf = ({ kind }: Named): string => blueprintOf(kind).label;
const isPlannableWithForm = ({ kind }: Named, asked: boolean): boolean =>
  isPlannable(kind) && (blueprintOf(kind).launch.form !== undefined) === asked;

/** What makes an entry no part of a year, whatever the region is like. 方案体检 looks at the same, in words of its own. */
export const PLAN_FAULTS = {
  /** A year starts what people launch, and never a year. */
  notPlannable: {
    field: 'kind',
    holds: ({ kind }) => !isPlannable(kind),
    refusal: (field) => wrong(field, '启动哪一项制度机制', '不是可以列入年度安排的工作'),
  },
  /** A key tells one entry from the next: what was started is found again by it. */
  keyTwice: {
    field: 'key',
    holds: ({ key }, _, before) => before.some((one) => one.key === key),
    refusal: (field) => wrong(field, '年度内唯一的标识', '同一年度内不能重复'),
  },
  /** What a region has once a year is planned once. */
  kindTwice: {
    field: 'kind',
    holds: ({ kind }, _, before) =>
      isProcessKind(kind) &&
      blueprintOf(kind).launch.once === 'year' &&
      before.some((one) => one.kind === kind),
    refusal: (field, entry) => wrong(field, '启动哪一项制度机制', `一个年度只有一项“${labelOf(entry)}”`),
  },
  noSuchDay: {
    field: 'date',
    holds: ({ date }) => !isCivilDate(date),
    refusal: (field) => wrong(field, '启动日期', '不是日历上有的日子'),
  },
  outsideYear: {
    field: 'date',
    holds: ({ date }, year) => isCivilDate(date) && !date.startsWith(`${year}-`),
    refusal: (field, _, year) => wrong(field, '启动日期', `应在 ${year} 年内`),
  },
  formMissing: {
    field: 'form',
    holds: (entry) => isPlannableWithForm(entry, true) && entry.form === undefined,
    refusal: (field, entry) => new Refusal('FORM_REQUIRED', { field: `${labelOf(entry)}的启动表单` }, field),
  },
  formUnexpected: {
    field: 'form',
    holds: (entry) => isPlannableWithForm(entry, false) && entry.form !== undefined,
    refusal: (field) => new Refusal('UNKNOWN_FIELD', { field }, field),
  },
} as const satisfies Record<string, PlanFault>;

/**
 * What makes a plan no plan, whatever 方案体检 says about its days. `taken` are keys and kinds that the running year has already.
 *
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, UNKNOWN_FIELD with the entry's place below `entries`
 */
export function checkPlan(entries: readonly PlanEntry[], year: number, taken: readonly Named[] = []): void {
  entries.forEach((entry, index) => {
    const before = [...taken, ...entries.slice(0, index)];
    const faults: PlanFault[] = Object.values(PLAN_FAULTS);
    const fault = faults.find(({ holds }) => holds(entry, year, before));
    if (fault) throw fault.refusal(`entries[${index}].${fault.field}`, entry, year);
  });
}

/** @throws Refusal INVALID_FIELD for a day of another year */
export function checkDay(date: CivilDate, year: number, field: string): void {
  if (Number(date.slice(0, 4)) !== year) throw wrong(field, '启动日期', `应在 ${year} 年内`);
}
