import { blueprintOf } from '../blueprints/index.js';
import { Refusal } from '../errors/refusal.js';
import type { CivilDate } from '../time/zone.js';
import type { PlanEntry } from './plan-entry.js';
import { isPlannable } from './plannable.js';

const wrong = (field: string, reason: string): Refusal => new Refusal('INVALID_FIELD', { reason }, field);

/**
 * What makes a plan no plan, whatever 方案体检 says about its days. `taken` are keys and kinds that the running year has already.
 *
 * @param path where the entries stand in what was handed in: `entries`, `form.entries`
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, UNKNOWN_FIELD with the entry's place
 */
export function checkPlan(
  entries: readonly PlanEntry[],
  year: number,
  path = 'entries',
  taken: readonly Pick<PlanEntry, 'key' | 'kind'>[] = [],
): void {
  const keys = new Set(taken.map(({ key }) => key));
  const onceAYear = new Set<string>(taken.map(({ kind }) => kind));
  for (const [index, entry] of entries.entries()) {
    const at = `${path}[${index}]`;
    checkKind(entry.kind, `${at}.kind`);
    if (keys.has(entry.key)) throw wrong(`${at}.key`, '同一年度内不能重复');
    keys.add(entry.key);
    const { launch, label } = blueprintOf(entry.kind);
    if (launch.once === 'year') {
      if (onceAYear.has(entry.kind)) throw wrong(`${at}.kind`, `一个年度只有一项“${label}”`);
      onceAYear.add(entry.kind);
    }
    checkDay(entry.date, year, `${at}.date`);
    if (launch.form !== undefined && entry.form === undefined)
      throw new Refusal('FORM_REQUIRED', { field: `${label}的启动表单` }, `${at}.form`);
    if (launch.form === undefined && entry.form !== undefined)
      throw new Refusal('UNKNOWN_FIELD', {}, `${at}.form`);
  }
}

/** @throws Refusal INVALID_FIELD for a day of another year */
export function checkDay(date: CivilDate, year: number, field: string): void {
  if (Number(date.slice(0, 4)) !== year) throw wrong(field, `应在 ${year} 年内`);
}

function checkKind(kind: string, field: string): void {
  if (!isPlannable(kind)) throw wrong(field, '不是可以列入年度安排的工作');
}
