/** Lists that are frozen when the findings are entered; the circular's figures are their lengths (固原督查通报2023 一, 二（二）). */
export const LISTS = {
  regions: '督查的县（区）',
  units: '督查的成员单位',
  visitedRegions: '实地督查的县（区）',
  visitedUnits: '实地督查的成员单位',
  missingRegions: '未按要求报送材料的县（区）',
  missingMaterial: '未按要求报送材料的单位',
  noLiaison: '未报送分管领导和联络员的单位',
  vetoFound: '发现一票否决情形的',
} as const;

export type ListKey = keyof typeof LISTS;
export const LIST_KEYS = Object.keys(LISTS) as ListKey[];
export const isListKey = (key: string): key is ListKey => Object.hasOwn(LISTS, key);

/** One line of a frozen list: a target as it was called and stood then. */
export interface ListRow {
  key: ListKey;
  targetSeq: number;
  name: string;
  /** What the figure counts it for: deadline, method, item … */
  value: Readonly<Record<string, string | null>>;
}

export type Figures = Record<ListKey, number>;

export function figuresOf(rows: readonly Pick<ListRow, 'key'>[]): Figures {
  const figures = Object.fromEntries(LIST_KEYS.map((key) => [key, 0])) as Figures;
  for (const { key } of rows) figures[key] += 1;
  return figures;
}
