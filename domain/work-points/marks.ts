import { NUMERAL, numeralOf, numeralValue } from './numerals.js';

/** Kinds of numbering, by the level the rules for official documents give them (GB/T 9704: 一、 （一） 1. （1）). */
export const MARK_RANKS = {
  part: 0,
  chinese: 1,
  chineseParenthesis: 2,
  task: 2.5,
  article: 2.6,
  arabic: 3,
  decimal: 3.5,
  arabicParenthesis: 4,
  circled: 5,
} as const;
export type MarkKind = keyof typeof MARK_RANKS;

export interface Mark {
  kind: MarkKind;
  ordinal: number;
  /** Length of the mark with the blanks after it. */
  length: number;
}

const CN = `(${NUMERAL}{1,4})`;
const HAN = '\\p{Script=Han}';

/** On folded text. A number with a point must not be a decimal (“3.5万人”); “1.6月底前…” is one. */
const PATTERNS: readonly (readonly [MarkKind, RegExp])[] = [
  ['part', new RegExp(`^第\\s?(${NUMERAL}{1,4}|\\d{1,2})\\s?(?:部分|章|篇)\\s*[:、.]?\\s*`, 'u')],
  ['article', new RegExp(`^第\\s?(${NUMERAL}{1,4}|\\d{1,3})\\s?[条项]\\s*[:、]?\\s*`, 'u')],
  ['task', new RegExp(`^(?:重点)?(?:任务|工作|要点|事项)\\s?(${NUMERAL}{1,3}|\\d{1,3})\\s?[:、.]\\s*`, 'u')],
  ['chinese', new RegExp(`^${CN}\\s?(?:[、.]|,(?=\\s*${HAN}))\\s*`, 'u')],
  ['chineseParenthesis', new RegExp(`^[(〔\\[【]?\\s?${CN}\\s?[)〕\\]】]\\s*[、.]?\\s*`, 'u')],
  [
    'decimal',
    new RegExp(
      `^\\d{1,2}\\.(\\d{1,2})(?:[、.]?\\s+|[、](?!\\d)|(?=(?![万亿元倍公里米吨年月日号个])${HAN}))`,
      'u',
    ),
  ],
  [
    'arabic',
    new RegExp(
      `^(\\d{1,3})\\s?(?:[、]|\\.(?!\\d)|\\.(?=\\d{1,2}月|\\d{4}年)|[,:](?=\\s*[“"《]?${HAN}))\\s*`,
      'u',
    ),
  ],
  ['arabicParenthesis', /^\(?\s?(\d{1,3})\s?\)\s*[、.]?\s*/u],
];

/** The numbering a line begins with, or null. */
export function readMark(folded: string): Mark | null {
  const head = folded.slice(0, 30);
  const single = singleCharacter(head);
  if (single) return single;
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(head);
    const ordinal = match && numeralValue(match[1] as string);
    if (match && ordinal !== null && ordinal > 0) return { kind, ordinal, length: match[0].length };
  }
  return null;
}

/** ① ㈠ ⑴ ⒈ ❶: one character that is the whole mark. */
const SINGLES: readonly (readonly [MarkKind, first: number, last: number])[] = [
  ['circled', 0x2460, 0x2473],
  ['circled', 0x2776, 0x277f],
  ['arabicParenthesis', 0x2474, 0x2487],
  ['arabic', 0x2488, 0x249b],
  ['chineseParenthesis', 0x3220, 0x3229],
];

function singleCharacter(head: string): Mark | null {
  const code = head.charCodeAt(0);
  for (const [kind, first, last] of SINGLES)
    if (code >= first && code <= last)
      return { kind, ordinal: code - first + 1, length: /^.[、.]?\s*/u.exec(head)?.[0].length ?? 1 };
  return null;
}

/** As it would be written: 四、 （二） 3. */
export function markText(kind: MarkKind, ordinal: number): string {
  switch (kind) {
    case 'part':
      return `第${numeralOf(ordinal)}部分`;
    case 'article':
      return `第${numeralOf(ordinal)}条`;
    case 'task':
      return `任务${numeralOf(ordinal)}`;
    case 'chinese':
      return `${numeralOf(ordinal)}、`;
    case 'chineseParenthesis':
      return `（${numeralOf(ordinal)}）`;
    case 'arabic':
    case 'decimal':
      return `${ordinal}.`;
    case 'arabicParenthesis':
      return `（${ordinal}）`;
    case 'circled':
      return String.fromCharCode(0x245f + Math.min(ordinal, 20));
  }
}
