import { LIST_LABELS, SIDES, type ItemSide } from '../../needs/item-kinds.js';
import type { CivilDate } from '../../time/zone.js';
import type { Block, DocumentContent } from '../document.js';
import { dateInWords, dayColumn } from '../words.js';

export interface ListedItem {
  side: ItemSide;
  kindLabel: string;
  title: string;
  raisedBy: string;
  lead: string;
  limit: CivilDate | null;
  stateLabel: string;
}

export interface AnnualCircular {
  issuer: string;
  region: string;
  recipients: string[];
  upperOffice: string | null;
  year: number;
  date: CivilDate;
  figures: {
    items: number;
    carriedIn: number;
    closed: number;
    open: number;
    reportedUp: number;
    bySide: Record<string, number>;
    unitsAsked: number;
    unitsFiled: number;
    unitsFiledLate: number;
  };
  /** Names of units that never handed in a list. */
  missing: readonly string[];
  summary: string;
  items: readonly ListedItem[];
}

/** 年度通报: how the year's lists were carried out, with the “双清单”事项统计表 (五项制度机制 三（一）3). */
export function annualCircular(input: AnnualCircular): DocumentContent {
  const { issuer, region, year, figures, missing, summary, date } = input;
  return {
    kind: 'circular',
    issuer,
    title: `${issuer}关于${year}年军地“双清单”落实情况的通报`,
    recipients: input.recipients,
    blocks: [
      {
        type: 'paragraph',
        text: `现将${region}${year}年军地“双清单”落实情况通报如下（数据截至${dateInWords(date)}）。`,
      },
      { type: 'heading', level: 1, text: '一、报送情况' },
      {
        type: 'paragraph',
        text:
          `应报送单位${figures.unitsAsked}个，已报送${figures.unitsFiled}个，其中逾期报送${figures.unitsFiledLate}个，` +
          (missing.length === 0
            ? '没有未报送的单位。'
            : `未报送${missing.length}个：${missing.join('、')}。`),
      },
      { type: 'heading', level: 1, text: '二、办理情况' },
      {
        type: 'paragraph',
        text:
          `全年列入台账${figures.items}项，其中部队需求${figures.bySide['army'] ?? 0}项、地方需求${figures.bySide['locality'] ?? 0}项，` +
          `上年结转${figures.carriedIn}项。已办结${figures.closed}项，正在办理${figures.open}项，其中已报上级待答复${figures.reportedUp}项。`,
      },
      { type: 'heading', level: 1, text: '三、通报要点' },
      { type: 'paragraph', text: summary },
    ],
    annexes: [{ title: `${region}${year}年军地“双清单”事项统计表`, blocks: tables(input.items) }],
    date,
    copies: input.upperOffice === null ? [] : [input.upperOffice],
  };
}

const columns = (limit: string) => [
  '序号',
  '事项类别',
  '事项名称',
  '提出单位',
  '牵头单位',
  limit,
  '办理状态',
];

function tables(items: readonly ListedItem[]): Block[] {
  return SIDES.flatMap((side, part): Block[] => {
    const own = items.filter((item) => item.side === side);
    const limit = dayColumn(
      '办理时限',
      own.map((item) => item.limit),
    );
    const rows = own.map((item, i) => [
      `${i + 1}`,
      item.kindLabel,
      item.title,
      item.raisedBy,
      item.lead,
      limit.cells[i] as string,
      item.stateLabel,
    ]);
    return [
      { type: 'heading', level: 2, text: `（${part === 0 ? '一' : '二'}）${LIST_LABELS[side]}` },
      {
        type: 'table',
        columns: columns(limit.head),
        rows: rows.length > 0 ? rows : [['', '', '无', '', '', '', '']],
      },
    ];
  });
}
