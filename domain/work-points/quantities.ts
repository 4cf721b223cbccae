import type { Quantity } from './notice.js';
import { numeralValue } from './numerals.js';
import { fold } from './passage.js';

const AT_LEAST = '不少于|不低于|不得少于|至少|最少|以上|达到|达';
const AT_MOST = '不超过|不高于|不多于|至多|最多';
const UNITS =
  '人次|场次|批次|篇次|课时|学时|万元|亿元|公里|平方米|次|场|篇|部|个|名|人|件|户|家|批|期|条|项|处|所|对|支|元|亩|份|轮|遍|天|小时|本|幅|块|面|套|座|张|版|台|辆|间|例|%|％';
/** What a bare “一次” is of. */
const NOUNS =
  '督查|检查|督导|培训|会议|活动|慰问|调研|走访|演练|招聘会|座谈会|讲座|考核|评选|排查|宣讲|专题|联谊|专场|研讨|测评|评估|通报|统计|摸底|课|宣传|巡演|体检|文艺|报告会|演出';
const NUMBER = '\\d{1,4}[-—–~至]\\d{1,6}|\\d{1,6}(?:\\.\\d{1,2})?|[一二两三四五六七八九十百]{1,4}';
const PATTERN = new RegExp(
  `(各|均)?(${AT_LEAST}|${AT_MOST})?(${NUMBER})(余|多)?(${UNITS})(?!工作日|自然日|月|季度|年)(?:\\((${UNITS})\\))?(以上|以内)?(?:(?:专题|集中|联合|实地|全面|专项)?(${NOUNS}))?`,
  'gu',
);

/** Slogans (“五个一”, “双清单”) and titles of documents count nothing. */
const QUOTED = /“[^“”]{0,30}”|《[^《》]*》/gu;

export function quantitiesIn(text: string): Quantity[] {
  const written = text.replace(/\s+/gu, '');
  const folded = fold(written).replace(QUOTED, (quoted) => '\u0001'.repeat(quoted.length));
  const found: Quantity[] = [];
  for (const match of folded.matchAll(PATTERN)) {
    const [whole, each, bound, number = '', , unit = '', second, after, noun] = match;
    // Of “3—5个” the smaller one is asked for.
    const [least = '', most] = number.split(/[-—–~至]/u);
    const amount = /\d/u.test(least) ? Number(least) : numeralValue(least);
    const chinese = !/\d/u.test(number);
    const before = folded.slice(Math.max(0, match.index - 1), match.index);
    if (amount === null || amount === 0 || /[第\d.〔每之]/u.test(before)) continue;
    // “一批”, “一个” mean “some” unless somebody says how many at least.
    if (chinese && bound === undefined && after === undefined && !counts(unit, noun, amount)) continue;
    const quantity: Quantity = {
      text: written.slice(match.index, match.index + whole.length),
      amount,
      unit: second === undefined ? unit : `${unit}（${second}）`,
      bound: most === undefined ? boundOf(bound ?? said(folded, match.index), after) : 'atLeast',
    };
    if (each !== undefined || !found.some(({ text: same }) => same === quantity.text)) found.push(quantity);
  }
  return found;
}

/** “每年至少走访2次”: the bound stands a few words before the number. */
function said(folded: string, at: number): string | undefined {
  return /(不少于|不低于|至少|最少|不超过|至多|最多)[^\d,。;、]{1,6}$/u.exec(
    folded.slice(Math.max(0, at - 12), at),
  )?.[1];
}

function counts(unit: string, noun: string | undefined, amount: number): boolean {
  if (/^(?:次|场|场次|篇|轮|期|遍)$/u.test(unit)) return true;
  return amount > 1 && noun !== undefined;
}

function boundOf(bound: string | undefined, after: string | undefined): Quantity['bound'] {
  if (after === '以上' || (bound !== undefined && new RegExp(`^(?:${AT_LEAST})$`, 'u').test(bound)))
    return 'atLeast';
  return after === '以内' || bound !== undefined ? 'atMost' : 'exactly';
}
