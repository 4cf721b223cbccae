import type { ChangeType } from '../../domain/change-orders/forms.js';

/** Which fields each kind of change asks for, as domain/change-orders/check-changes.ts takes them. Total. */
export const CHANGE_FIELDS: Record<ChangeType, readonly ChangeField[]> = {
  deadline: ['step', 'assignment', 'toDate'],
  unit: ['assignment', 'toUnit'],
  addUnit: ['step', 'unit', 'toDate'],
  removeUnit: ['step', 'unit'],
  step: ['step', 'outcome'],
  planned: ['key', 'fromDate', 'toDate'],
};
export type ChangeField =
  'step' | 'assignment' | 'toUnit' | 'unit' | 'outcome' | 'key' | 'fromDate' | 'toDate';

/** One change as it is written on the page; what belongs to another kind is kept until it is sent. */
export interface DraftChange {
  type: ChangeType;
  stepId?: string | undefined;
  assignmentId?: string | undefined;
  unitId?: string | undefined;
  toUnitId?: string | undefined;
  outcome?: string | undefined;
  key?: string | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
}

export const NAMES: Record<ChangeField, Exclude<keyof DraftChange, 'type'>> = {
  step: 'stepId',
  assignment: 'assignmentId',
  toUnit: 'toUnitId',
  unit: 'unitId',
  outcome: 'outcome',
  key: 'key',
  fromDate: 'fromDate',
  toDate: 'toDate',
};
/** What may be left out: everybody who still owes the step; the others' day. */
const OPTIONAL: Partial<Record<ChangeType, readonly ChangeField[]>> = {
  deadline: ['assignment'],
  addUnit: ['toDate'],
};

export type ChangeBody = DraftChange & { action?: 'skip' };

/** As the API takes it: only what its kind has. */
export function changeBody(change: DraftChange): ChangeBody {
  const body: ChangeBody = { type: change.type };
  for (const field of CHANGE_FIELDS[change.type]) {
    const value = change[NAMES[field]];
    if (value) Object.assign(body, { [NAMES[field]]: value });
  }
  return change.type === 'step' ? { ...body, action: 'skip' } : body;
}

/** Whether there is enough for a preview. */
export function isWhole(change: DraftChange): boolean {
  if (change.type === 'planned') return Boolean(change.key && (change.fromDate || change.toDate));
  const needed = CHANGE_FIELDS[change.type].filter((field) => !OPTIONAL[change.type]?.includes(field));
  return needed.every((field) => Boolean(change[NAMES[field]]));
}

type OwedChange = 'moved' | 'unit' | 'added' | 'ended' | 'kept';

export const OWED_CHANGES: Record<OwedChange, string> = {
  moved: '时限变更',
  unit: '换单位',
  added: '新增',
  ended: '结束',
  kept: '不变',
};

/** 3月5日 改为 3月12日; what only begins or ends has one side. */
export function daysInWords(days: { from: string | null; to: string | null } | null): string {
  if (!days) return '—';
  const parts = [days.from, days.to].filter((day): day is string => day !== null);
  return parts.join(' 至 ') || '—';
}

/** How many of each there are: 时限变更 12 项，新增 1 项. */
export function changeCounts(owed: readonly { change: OwedChange }[], planned: number): string {
  const kinds = Object.keys(OWED_CHANGES) as OwedChange[];
  const counted = kinds
    .map((kind) => [OWED_CHANGES[kind], owed.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label} ${count} 项`);
  return [...counted, ...(planned > 0 ? [`计划日期变更 ${planned} 项`] : [])].join('，') || '没有变化';
}
