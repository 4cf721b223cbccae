import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDeadlineRule } from '../../../domain/time/deadline.js';
import { parseNotice } from '../../../domain/work-points/parse-notice.js';
import { BRACKETED } from './styles-brackets.js';
import { OTHERS } from './styles-lines.js';

const UNITS = [
  '县委宣传部',
  '县退役军人事务局',
  '县人武部',
  '县人力资源和社会保障局',
  '各乡镇（街道）',
  '团县委',
  '县住房和城乡建设局',
];
const WORDINGS = [
  (a: string[], b: string[]) => `${a.join('、')}牵头，${b.join('、')}配合`,
  (a: string[], b: string[]) => `牵头单位：${a.join('、')}；配合单位：${b.join('、')}`,
  (a: string[], b: string[]) => `${a.join('、')}分别牵头，${b.join('、')}参加`,
] as const;

const assignment = fc
  .tuple(fc.shuffledSubarray(UNITS, { minLength: 2 }), fc.nat(), fc.constantFrom(...WORDINGS))
  .map(([units, n, wording]) => {
    const cut = 1 + (n % (units.length - 1));
    const [lead, cooperating] = [units.slice(0, cut), units.slice(cut)];
    return { lead, cooperating, inside: wording(lead, cooperating) };
  });

const NARROW: Readonly<Record<string, string>> = { '，': ',', '；': ';', '：': ':' };
/** What printers and typists do to a bracket: blanks and line breaks anywhere, narrow signs. */
const mangled = (text: string) =>
  fc
    .array(fc.constantFrom('', '', '', '', '', ' ', '\u3000', '\n', '\r\n', '\n- 3 -\n', '\n\n'), {
      minLength: text.length,
      maxLength: text.length,
    })
    .chain((gaps) =>
      fc
        .boolean()
        .map((narrow) =>
          [...text].map((sign, i) => (narrow ? (NARROW[sign] ?? sign) : sign) + (gaps[i] ?? '')).join(''),
        ),
    );

const read = (inside: string, [open, close]: readonly [string, string]) => {
  const { points } = parseNotice(`1.开展活动。${open}${inside}${close}\n2.总结工作。（县委办负责）\n`);
  return points.map(({ number, lead, cooperating }) => ({ number, lead, cooperating }));
};

describe('inside a bracket', () => {
  test('what stands twice beside page numbers in the middle of a list is no running header', () => {
    const broken = '县委办、各乡镇\n- 3 -\n、县\n教育局\n、县\n- 4 -\n财政局牵头，县人武部配合';
    expect(read(broken, ['（', '）'])[0]?.lead).toEqual(['县委办', '各乡镇', '县教育局', '县财政局']);
  });

  test('blanks, line breaks, page numbers and widths change nothing', () => {
    const brackets = fc.constantFrom(
      ['（', '）'],
      ['(', ')'],
      ['（', ')'],
      ['【', '】'],
      ['〔', '〕'],
      ['[', ']'],
    ) as fc.Arbitrary<[string, string]>;
    fc.assert(
      fc.property(
        assignment.chain((one) => fc.tuple(fc.constant(one), mangled(one.inside))),
        brackets,
        ([{ lead, cooperating }, inside], signs) => {
          expect(read(inside, signs)).toEqual([
            { number: 1, lead, cooperating },
            { number: 2, lead: ['县委办'], cooperating: [] },
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('whatever is handed in', () => {
  const PIECES = [
    '1.',
    '一、',
    '（一）',
    '(',
    '）',
    '【',
    '牵头',
    '责任单位：',
    '配合',
    '县教体局',
    '、',
    '，',
    '。',
    '\n',
    '\t',
    '|',
    '“',
    '》',
    '#',
    '**',
    '2020年',
    '10月底前',
    '各不少于1篇（部）',
    '- 3 -',
    '等相关部门',
    '附件',
    '关于转发',
    '通知',
    '工作要点',
  ];

  test('a number before a bare heading mark has its place in the text', () => {
    expect(parseNotice('1.\f#').points.map(({ span }) => span)).toEqual([{ start: 0, end: 2 }]);
  });

  test('nothing is thrown, and every span lies in the text, one after the other', () => {
    const scraps = fc
      .array(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
          { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
        ),
        { maxLength: 120 },
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(scraps, (text) => {
        const { points, opinions } = parseNotice(text);
        for (const { span, title, unsure, dates } of [
          ...points,
          ...opinions.map((one) => ({ ...one, unsure: [], dates: [] })),
        ]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(typeof title).toBe('string');
          expect(unsure.every((note) => /\p{Script=Han}/u.test(note))).toBe(true);
          for (const { rule } of dates) expect(rule === undefined || isDeadlineRule(rule)).toBe(true);
        }
        expect(new Set(points.map(({ number }) => number)).size).toBe(points.length);
      }),
      { numRuns: 1500 },
    );
  });

  test('a notice behind another one is read after it', () => {
    // A text is printed at one width or at none, and says “下同” of all of it; tables beside prose are taken for a repetition.
    const texts = [...BRACKETED, ...OTHERS]
      .filter(
        ({ name, opinions, text }) =>
          opinions === undefined &&
          !/[|\t]/.test(text) &&
          !text.includes('下同') &&
          !name.startsWith('hard-wrapped'),
      )
      .map(({ text }) => text);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.constantFrom(...texts), (one, other) => {
        const both = parseNotice(`2024年甲县双拥工作要点\n${one}\n2024年乙县双拥工作要点\n${other}`).points;
        const units = [
          ...parseNotice(`2024年甲县双拥工作要点\n${one}`).points,
          ...parseNotice(`2024年乙县双拥工作要点\n${other}`).points,
        ];
        expect(both.map(({ lead, cooperating }) => [lead, cooperating])).toEqual(
          units.map(({ lead, cooperating }) => [lead, cooperating]),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('long texts', () => {
  const notice = BRACKETED[0]!.text;
  test.each<[string, string]>([
    ['200 KB of notices', notice.repeat(Math.ceil(200_000 / Buffer.byteLength(notice)))],
    ['200 KB in one paragraph', '开展双拥活动，服务官兵。'.repeat(5_700)],
    ['100,000 open brackets', '（'.repeat(100_000)],
    ['100,000 closing brackets', `1.开展活动${'）'.repeat(100_000)}`],
    ['labels without end', `1.${'责任单位：'.repeat(20_000)}`],
    ['one list of names without end', `1.（${'县教体局、'.repeat(20_000)}牵头）`],
    ['connectors', `1.开展活动（${'和及与'.repeat(20_000)}配合）`],
    ['blanks', `1.${' '.repeat(200_000)}。`],
    ['marks', '一、'.repeat(60_000)],
    ['lines of one sign', '一\n'.repeat(20_000)],
    ['asterisks', '*'.repeat(200_000)],
    ['bars', '|'.repeat(200_000)],
    ['two rows of very many cells', `${'县教体局|'.repeat(20_000)}\n${'县教体局|'.repeat(20_000)}`],
    ['rows', '1|2|3\n'.repeat(8_000)],
    ['numbers', '1'.repeat(200_000)],
    ['quotation marks', '“'.repeat(100_000)],
    ['role words', `1.${'牵头配合负责'.repeat(20_000)}`],
    ['unfinished lines', '开展双拥活动，\n'.repeat(20_000)],
  ])('%s in less than a second', (_, text) => {
    // The best of three: the machine may be busy with something else.
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      parseNotice(text);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
