import type { Annex, Block, DocumentContent } from '../documents/document.js';
import type { CivilDate } from '../time/zone.js';
import { FIGURE_LABELS, type FigureKey } from './figures.js';
import type { OpinionForm } from './forms.js';

/** What a received document was, in the words and with the number it came with. */
export type SourceDocument = DocumentContent & { number: string };

/** Names, written out: a document stays as it was issued. */
export interface Addressing {
  issuer: string;
  recipients: string[];
  copies: string[];
  date: CivilDate;
}

const NUMERALS = '零一二三四五六七八九';

/** 一 … 九十九, for headings. */
export function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  if (tens === 0) return NUMERALS[ones] ?? '';
  return `${tens === 1 ? '' : NUMERALS[tens]}十${ones === 0 ? '' : NUMERALS[ones]}`;
}

/** 《》 around a title, 〈〉 around those within it. */
export function quoted(title: string): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}

/** A text as people type it: each line that isn't blank is a paragraph. */
export function paragraphs(text: string): Block[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ type: 'paragraph', text: line }));
}

/** What was registered by hand, as a document that can be forwarded: whom it was addressed to is not known. */
export function receivedDocument(source: {
  issuer: string;
  number: string;
  title: string;
  text: string;
  date: CivilDate;
}): SourceDocument {
  const { issuer, number, title, text, date } = source;
  return {
    kind: 'notice',
    issuer,
    number,
    title,
    recipients: [],
    copies: [],
    blocks: paragraphs(text),
    annexes: [],
    date,
  };
}

/** 转发通知: own text with the opinions, the document it forwards behind it (the form of the Chuxiong notice of 2020). */
export function composeForwarding(
  addressing: Addressing,
  source: SourceDocument,
  opinions: readonly OpinionForm[],
): DocumentContent {
  return {
    kind: 'forwarding',
    ...addressing,
    title: `关于转发${quoted(source.title)}的通知`,
    blocks: [
      {
        type: 'paragraph',
        text:
          opinions.length === 0
            ? `现将${quoted(source.title)}（${source.number}）转发给你们，请结合实际抓好落实。`
            : `现将${quoted(source.title)}（${source.number}）转发给你们，并提出以下贯彻意见，请一并落实。`,
      },
      ...opinionBlocks(opinions),
    ],
    annexes: [],
    forwarded: source,
  };
}

/** 重要事项 without a number of its own (a speech, a written instruction): a circular that tells its text. */
export function composeImportant(
  addressing: Addressing,
  { title, issuer, blocks }: Pick<DocumentContent, 'title' | 'issuer' | 'blocks'>,
  opinions: readonly OpinionForm[],
): DocumentContent {
  return {
    kind: 'circular',
    ...addressing,
    title: `关于${quoted(title)}的通报`,
    blocks: [
      { type: 'paragraph', text: `现将${issuer}${quoted(title)}通报如下。` },
      ...blocks,
      ...(opinions.length > 0
        ? ([{ type: 'paragraph', text: '结合实际，提出以下贯彻意见：' }] satisfies Block[])
        : []),
      ...opinionBlocks(opinions),
    ],
    annexes: [],
  };
}

function opinionBlocks(opinions: readonly OpinionForm[]): Block[] {
  return opinions.flatMap(({ title, text }, index): Block[] => [
    { type: 'heading', level: 1, text: `${numeral(index + 1)}、${title}` },
    ...paragraphs(text),
  ]);
}

/** A circular of plain text: a case, or the words before the figures. */
export function composeCircular(
  addressing: Addressing,
  { title, text, annexes = [], scope }: { title: string; text: string; annexes?: Annex[]; scope?: string },
): DocumentContent {
  return {
    kind: 'circular',
    ...addressing,
    title,
    blocks: paragraphs(text),
    annexes,
    ...(scope === undefined ? {} : { scope }),
  };
}

export type Counts = Record<FigureKey, number>;
const COLUMNS: readonly FigureKey[] = [
  'items',
  'closed',
  'closedLate',
  'open',
  'overdue',
  'reportedUp',
  'filed',
  'filedLate',
  'missing',
];

/** The annex: one line for the region, one for each unit. `until` says the cut-off in words. */
export function figuresAnnex(
  until: string,
  total: Counts,
  units: readonly { name: string; counts: Counts }[],
): Annex {
  const line = (name: string, counts: Counts) => [name, ...COLUMNS.map((key) => String(counts[key]))];
  return {
    title: '重点工作完成情况表',
    blocks: [
      {
        type: 'table',
        columns: ['单位', ...COLUMNS.map((key) => FIGURE_LABELS[key])],
        rows: [line('合计', total), ...units.map(({ name, counts }) => line(name, counts))],
        note: `数据截至${until}；事项按牵头单位统计，尚未明确牵头单位的只计入合计。`,
      },
    ],
  };
}
