import type { Side } from '../../../../domain/needs/item-kinds.js';

/** Columns of the “双清单”事项统计表 that say what is needed; the rest of it is the office's to fill in. */
export type TableColumn = 'number' | 'kind' | 'title' | 'detail' | 'raisedBy';

export const COLUMN_LABELS: Record<TableColumn, string> = {
  number: '序号',
  kind: '事项类别',
  title: '事项名称',
  detail: '具体内容',
  raisedBy: '提出单位',
};

/** Headers are found by name, wherever they stand: clerks move columns, and every county words them a little differently. */
const ALSO_CALLED: Record<TableColumn, readonly string[]> = {
  number: ['编号', 'no'],
  kind: ['类别', '事项类型', '类型', '需求类别', '需求类型', '问题类别', '事项分类', '分类'],
  title: [
    '名称',
    '事项',
    '事项标题',
    '标题',
    '需求名称',
    '需求事项',
    '问题名称',
    '问题事项',
    '事项或问题名称',
  ],
  detail: [
    '内容',
    '事项内容',
    '详细内容',
    '具体事项内容',
    '需求内容',
    '具体需求',
    '问题描述',
    '内容说明',
    '具体情况',
    '情况说明',
  ],
  raisedBy: ['填报单位', '报送单位', '提报单位', '单位', '需求单位'],
};

const COLUMN_OF = new Map<string, TableColumn>(
  (Object.keys(COLUMN_LABELS) as TableColumn[]).flatMap((column) =>
    [COLUMN_LABELS[column], ...ALSO_CALLED[column]].map((name): [string, TableColumn] => [
      plainHeader(name),
      column,
    ]),
  ),
);

/** For words nobody foresaw (“需求事项名称”, “军地问题类别”); what the office fills in (办理情况 …) fits none of them. */
const SOUNDS_LIKE: readonly (readonly [RegExp, TableColumn])[] = [
  [/(事项|需求|问题).*名称$/, 'title'],
  [/(事项|需求|问题).*(类别|类型|分类)$/, 'kind'],
  [/^(具体|详细|事项|需求|问题).*(内容|情况|描述|说明)$/, 'detail'],
];

export function columnOfHeader(text: string): TableColumn | undefined {
  const plain = plainHeader(text);
  if (plain === '' || plain.length > 20) return undefined;
  return COLUMN_OF.get(plain) ?? SOUNDS_LIKE.find(([pattern]) => pattern.test(plain))?.[1];
}

/** “ ＊事项 名称\n（必填）” is 事项名称. */
function plainHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[([【〔].*?[)\]】〕]/g, '')
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .toLowerCase();
}

/** Which list begins with this heading: “一、部队需求清单”, “地方提出的事项”. Null for any other text. */
export function sideOfHeading(text: string): Side | null {
  if (
    text.length > 40 ||
    /^(说明|注|备注|填报说明|填表说明)/.test(text) ||
    !/清单|需求|提出|问题|事项/.test(text)
  )
    return null;
  const army = /部队|军队|驻军|军方/.test(text);
  const locality = /地方/.test(text);
  if (army === locality) return null;
  return army ? 'army' : 'locality';
}
