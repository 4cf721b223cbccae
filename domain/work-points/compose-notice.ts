import {
  composeForwarding,
  numeral,
  paragraphs,
  quoted,
  receivedDocument,
  type Addressing,
  type SourceDocument,
} from '../circulars/compose.js';
import type { OpinionForm } from '../circulars/forms.js';
import type { Annex, Block, DocumentContent } from '../documents/document.js';
import { dayColumn } from '../documents/words.js';
import type { CivilDate } from '../time/zone.js';

/** A point with its units' names written out. */
export interface ToldPoint {
  number: string;
  section: string;
  title: string;
  text: string;
  leads: readonly string[];
  cooperating: readonly string[];
  limitDate: CivilDate;
}

/** 印发通知: own points behind a short notice (the form of the Fengdu notice of 2020). */
export function composePointsNotice(
  addressing: Addressing,
  title: string,
  points: readonly ToldPoint[],
  opinions: readonly OpinionForm[],
): DocumentContent {
  return {
    kind: 'notice',
    ...addressing,
    title: `关于印发${quoted(title)}的通知`,
    blocks: [
      {
        type: 'paragraph',
        text: `现将${quoted(title)}印发给你们。请牵头单位对照分工抓好落实，按季报送进展；配合单位按时答复牵头单位。`,
      },
      ...opinions.flatMap(({ title: heading, text }, index): Block[] => [
        { type: 'heading', level: 1, text: `${numeral(index + 1)}、${heading}` },
        ...paragraphs(text),
      ]),
    ],
    annexes: [{ title, blocks: pointBlocks(points) }],
  };
}

/** 转发通知: what came from above with this level's opinions, and who does what here (the form of the Chuxiong notice of 2020). */
export function composePointsForwarding(
  addressing: Addressing,
  source: SourceDocument,
  points: readonly ToldPoint[],
  opinions: readonly OpinionForm[],
): DocumentContent {
  return { ...composeForwarding(addressing, source, opinions), annexes: [divisionOf(points)] };
}

/** The notice that came from above, registered by hand: its own text, or what its points say. */
export function sourceOfPoints(
  { issuer, number, title, text }: { issuer: string; number: string; title: string; text: string },
  points: readonly Pick<ToldPoint, 'number' | 'section' | 'text'>[],
  date: CivilDate,
): SourceDocument {
  const document = receivedDocument({ issuer, number, title, text, date });
  return text.trim() === ''
    ? { ...document, blocks: bySection(points, ({ number: at, text: said }) => `${marked(at)}${said}`) }
    : document;
}

function pointBlocks(points: readonly ToldPoint[]): Block[] {
  return bySection(points, (point) => `${marked(point.number)}${point.text}（${dutyOf(point)}）`);
}

/** A heading where the section changes, a paragraph for each point. */
function bySection<Point extends { section: string }>(
  points: readonly Point[],
  say: (point: Point) => string,
): Block[] {
  return points.flatMap((point, index): Block[] => {
    const begins = point.section !== '' && point.section !== points[index - 1]?.section;
    return [
      ...(begins ? [{ type: 'heading', level: 1, text: point.section } as const] : []),
      { type: 'paragraph', text: say(point) },
    ];
  });
}

/** “1. ” for a bare number; “（一）” and the like stand by themselves. */
const marked = (number: string): string => (/^\d+$/u.test(number) ? `${number}. ` : number);

/** “甲、乙分别牵头，丙配合”. */
function dutyOf({ leads, cooperating }: ToldPoint): string {
  const lead = `${leads.join('、')}${leads.length > 1 ? '分别牵头' : '牵头'}`;
  return cooperating.length === 0 ? lead : `${lead}，${cooperating.join('、')}配合`;
}

function divisionOf(points: readonly ToldPoint[]): Annex {
  const limit = dayColumn(
    '时限',
    points.map(({ limitDate }) => limitDate),
  );
  return {
    title: '任务分工表',
    blocks: [
      {
        type: 'table',
        columns: ['序号', '任务', '牵头单位', '配合单位', limit.head],
        rows: points.map(({ number, title, leads, cooperating }, index) => [
          number,
          title,
          leads.join('、'),
          cooperating.join('、'),
          limit.cells[index] as string,
        ]),
      },
    ],
  };
}
