import { ITEM_KINDS, SIDE_LABELS, SIDES, type Side } from '../../domain/needs/item-kinds.js';

/** What the ledger is narrowed by; stands in the page's address, so that a link shows the same. */
export const FILTER_KEYS = [
  'region',
  'below',
  'year',
  'side',
  'kind',
  'state',
  'light',
  'overdue',
  'leadUnit',
  'raisingUnit',
  'q',
  'asOf',
  'sort',
] as const;
export type LedgerFilter = Partial<Record<(typeof FILTER_KEYS)[number], string>>;

/** Kinds to choose from: of the side that is looked at, or all with their side's name. */
export function kindsOf(side: string | undefined): { value: string; label: string }[] {
  return SIDES.filter((one) => !side || one === side).flatMap((one: Side) =>
    Object.entries(ITEM_KINDS[one]).map(([value, label]) => ({
      value,
      label: side ? label : `${SIDE_LABELS[one]} · ${label}`,
    })),
  );
}

export interface Figure {
  label: string;
  count: number;
  /** What the list is narrowed to when it is opened. */
  filter: LedgerFilter;
}

interface Summary {
  total: number;
  carried: number;
  finished: number;
  late: number;
  byLight: Record<string, number>;
}

/** A year in numbers, each with the list behind it where the ledger can be narrowed to it. */
export function figuresOf({ total, late, byLight }: Summary): Figure[] {
  return [
    { label: '全部事项', count: total, filter: { state: '', light: '', overdue: '' } },
    { label: '绿灯', count: byLight['green'] ?? 0, filter: { light: 'green', overdue: '' } },
    { label: '黄灯', count: byLight['yellow'] ?? 0, filter: { light: 'yellow', overdue: '' } },
    { label: '红灯', count: byLight['red'] ?? 0, filter: { light: 'red', overdue: '' } },
    { label: '没有按时', count: late, filter: { overdue: 'true', light: '' } },
  ];
}

/** Orders the API offers beside its own, by number. */
export const SORTS = {
  limit: '时限近的在前',
  '-limit': '时限远的在前',
  '-filed': '新报的在前',
  filed: '早报的在前',
} as const;
