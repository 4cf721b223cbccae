import type { Block, DocumentContent } from '../documents/document.js';
import { dateInWords } from '../documents/words.js';
import type { CivilDate } from '../time/zone.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';

export interface ToldResult {
  issuer: string;
  /** Full name: only this one is told. */
  subject: string;
  year: number;
  date: CivilDate;
  standard: string;
  points: number;
  grade: string;
  dimensions: readonly { key: Dimension; full: number; points: number }[];
  corrections: readonly { text: string; before: number; after: number; reason: string }[];
  /** Labels of the items that stand against it. */
  vetoes: readonly string[];
  /** Last day to object; null for a result that is final. */
  objectUntil: CivilDate | null;
  answers: readonly { text: string; upheld: boolean; answer: string }[];
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (text: string): Block => ({ type: 'heading', level: 1, text });
const NUMERALS = ['一', '二', '三', '四', '五'];

/** 考评结果: its own to each subject, with what was corrected and why. It compares nobody with anybody. */
export function resultDocument(told: ToldResult): DocumentContent {
  const sections: [string, Block[]][] = [
    [
      '考评结果',
      [
        paragraph(
          `依据《${told.standard}》，${told.subject}${told.year}年度得分${told.points}分，等次为${told.grade}。`,
        ),
        {
          type: 'table',
          columns: ['方面', '满分', '得分'],
          rows: told.dimensions.map(({ key, full, points }) => [DIMENSIONS[key], `${full}`, `${points}`]),
        },
      ],
    ],
  ];
  if (told.vetoes.length > 0)
    sections.push([
      '一票否决事项',
      [
        ...told.vetoes.map((label) => paragraph(`${label}。`)),
        paragraph('有一票否决事项的，不论得分多少，考评结果均为不合格。'),
      ],
    ]);
  if (told.corrections.length > 0)
    sections.push([
      '更正的指标',
      [
        {
          type: 'table',
          columns: ['指标', '原得分', '核定得分', '理由'],
          rows: told.corrections.map(({ text, before, after, reason }) => [
            text,
            `${before}`,
            `${after}`,
            reason,
          ]),
        },
      ],
    ]);
  if (told.answers.length > 0)
    sections.push([
      '异议的答复',
      told.answers.map(({ text, upheld, answer }) =>
        paragraph(`${text}：${upheld ? '异议成立' : '维持原结果'}。${answer}`),
      ),
    ]);
  if (told.objectUntil !== null)
    sections.push([
      '异议',
      [
        paragraph(
          `对结果有异议的，请于${dateInWords(told.objectUntil)}前提出，逐项写明理由；没有提出的，视为没有异议。`,
        ),
      ],
    ]);
  return {
    kind: 'notice',
    issuer: told.issuer,
    title: `关于${told.year}年度双拥工作考评${told.objectUntil === null ? '最终' : ''}结果的通知`,
    recipients: [told.subject],
    blocks: [
      paragraph('现将考评结果通知如下。'),
      ...sections.flatMap(([title, blocks], index) => [heading(`${NUMERALS[index]}、${title}`), ...blocks]),
    ],
    annexes: [],
    date: told.date,
    copies: [],
    scope: told.subject,
  };
}
