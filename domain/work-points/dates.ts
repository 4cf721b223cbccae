import type { DeadlineRule } from '../time/deadline.js';
import type { DateAnchor, DateKind, Recurrence } from './notice.js';
import { NUMERAL, numeralValue } from './numerals.js';
import { fold } from './passage.js';

/** A pattern, and what it means: on folded text without blanks. Null when it is no time after all. */
interface Reader {
  pattern: RegExp;
  read(match: RegExpExecArray): Omit<DateAnchor, 'text'> | null;
}

const YEAR = '(?:(\\d{4})年|(今年|本年|当年|明年|次年)(?:度)?)?';
const NUMBER = `(\\d{1,2}|${NUMERAL}{1,3})`;

/** Feasts with a day in the solar calendar; the others move, and only their name is known. */
const FEASTS: Readonly<Record<string, readonly [month: number, day: number] | null>> = {
  八一: [8, 1],
  建军节: [8, 1],
  七一: [7, 1],
  五一: [5, 1],
  劳动节: [5, 1],
  六一: [6, 1],
  五四: [5, 4],
  三八: [3, 8],
  十一: [10, 1],
  国庆节: [10, 1],
  国庆: [10, 1],
  烈士纪念日: [9, 30],
  国家公祭日: [12, 13],
  国家宪法日: [12, 4],
  元旦: [1, 1],
  春节: null,
  清明节: null,
  清明: null,
  端午: null,
  中秋: null,
  全民国防教育日: null,
  新春: null,
};
const FEAST_WORDS = Object.keys(FEASTS).join('|');
/** 五一 may be the end of 十五一…; 八一路 and 八一小学 are names. */
const FEAST = new RegExp(
  `(?<!第|[二三四五六七八九十])(“)?(${FEAST_WORDS})(?:建军节)?(”)?(节)?(前夕|之前|以前|前后|期间|当天|前)?(?!小学|中学|学校|路|厂|电影|村|镇|街|大道|广场|军旗|届|章|条|月|次|世纪)`,
  'gu',
);

function years(
  year: string | undefined,
  word: string | undefined,
): Pick<DateAnchor, 'year'> & { yearOffset?: number } {
  if (year !== undefined) return { year: Number(year) };
  return word === '明年' || word === '次年' ? { yearOffset: 1 } : {};
}

const monthEnd = (month: number, yearOffset?: number): DeadlineRule => ({
  kind: 'lastDayOfMonth',
  month,
  ...(yearOffset === undefined ? {} : { yearOffset }),
});

function anchor(
  kind: DateKind,
  when: { year?: number; yearOffset?: number; month?: number; day?: number },
  rule?: DeadlineRule,
): Omit<DateAnchor, 'text'> {
  const { year, month, day } = when;
  return {
    kind,
    ...(year === undefined ? {} : { year }),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    ...(rule === undefined ? {} : { rule }),
  };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isMonth = (month: number | null): month is number => month !== null && month >= 1 && month <= 12;

const READERS: readonly Reader[] = [
  {
    pattern: new RegExp(`${YEAR}${NUMBER}月${NUMBER}[日号](?:之?前|以前|底前)?(?!起|至|施行)`, 'gu'),
    read: ([, year, word, m = '', d = '']) => {
      const month = numeralValue(m);
      const day = numeralValue(d);
      if (!isMonth(month) || day === null || day < 1 || day > (DAYS[month - 1] as number)) return null;
      const when = { ...years(year, word), month, day };
      const offset = when.yearOffset === undefined ? {} : { yearOffset: when.yearOffset };
      return anchor('date', when, { kind: 'date', month, day, ...offset });
    },
  },
  {
    pattern: new RegExp(`${YEAR}${NUMBER}月(?:份)?(上旬|中旬|下旬|底|末|初)(?:之?前|以前)?`, 'gu'),
    read: ([, year, word, m = '', part = '']) => {
      const month = numeralValue(m);
      if (!isMonth(month)) return null;
      const when = { ...years(year, word), month };
      const offset = when.yearOffset === undefined ? {} : { yearOffset: when.yearOffset };
      const day = part === '上旬' ? 10 : part === '中旬' ? 20 : part === '初' ? 5 : null;
      if (day === null) return anchor('monthEnd', when, monthEnd(month, when.yearOffset));
      return part === '初'
        ? anchor('month', when)
        : anchor('date', { ...when, day }, { kind: 'date', month, day, ...offset });
    },
  },
  {
    pattern: new RegExp(`${YEAR}(\\d{1,2})月?[-—–~至到](\\d{1,2})月(?:份|底)?(?:之?前)?`, 'gu'),
    read: ([, year, word, , m = '']) => {
      const month = numeralValue(m);
      if (!isMonth(month)) return null;
      const when = { ...years(year, word), month };
      return anchor('month', when, monthEnd(month, when.yearOffset));
    },
  },
  {
    pattern: new RegExp(
      `${YEAR}(?<!第)${NUMBER}月(?:份)?(之?前|以前|内)?(?![\\d一二三四五六七八九十]|份?[日号])`,
      'gu',
    ),
    read: ([, year, word, m = '', before]) => {
      const month = numeralValue(m);
      if (!isMonth(month)) return null;
      const when = { ...years(year, word), month };
      // “10月前”: some count October in, some don't. No rule; the point says so.
      return anchor(
        'month',
        when,
        before === undefined || before === '内' ? monthEnd(month, when.yearOffset) : undefined,
      );
    },
  },
  {
    pattern: new RegExp(`${YEAR}(?:第)?([一二三四1-4])季度(?:末|底)?(?:之?前|内)?`, 'gu'),
    read: ([, year, word, q = '']) => {
      const month = (numeralValue(q) as number) * 3;
      const when = { ...years(year, word), month };
      return anchor('quarter', when, monthEnd(month, when.yearOffset));
    },
  },
  {
    pattern: new RegExp(`${YEAR}(上|下)半年(?:末|底)?(?:之?前|内)?`, 'gu'),
    read: ([, year, word, half]) => {
      const month = half === '上' ? 6 : 12;
      const when = { ...years(year, word), month };
      return anchor('halfYear', when, monthEnd(month, when.yearOffset));
    },
  },
  {
    pattern: /(?:(\d{4})年|(今|本|当|明|次)?年)(?:底|末)(?:之?前|以前)?|(?:今|本|当)?年内|年终(?:之?前)?/gu,
    read: ([, year, word]) => {
      const when = { ...years(year, word === undefined ? undefined : `${word}年`), month: 12 };
      return anchor('yearEnd', when, monthEnd(12, when.yearOffset));
    },
  },
  {
    pattern: /每(个)?(?:(半年)|(季度?)|(月)|(周|星期)|(天|日(?!常))|(年)(?!度?工作要点))(?:度)?/gu,
    read: ([, , half, quarter, month, week, day]) => {
      const every: Recurrence = half
        ? 'halfYear'
        : quarter
          ? 'quarter'
          : month
            ? 'month'
            : week
              ? 'week'
              : day
                ? 'day'
                : 'year';
      return { kind: 'recurring', every };
    },
  },
  {
    pattern: /(\d{1,3}|[一二两三四五六七八九十]{1,3})个?(工作日|自然日|天|小时)(?:之?内|以内)/gu,
    read: ([, n = '', unit]) => {
      const count = numeralValue(n);
      if (count === null || count === 0) return null;
      const rule: DeadlineRule =
        unit === '工作日'
          ? { kind: 'workingDays', days: count }
          : unit === '小时'
            ? { kind: 'hours', hours: count }
            : { kind: 'calendarDays', days: count };
      return { kind: 'duration', rule };
    },
  },
  {
    pattern: FEAST,
    read: ([, open, name = '', close, node, before]) => {
      const bare = open === undefined && close === undefined && node === undefined && before === undefined;
      if (bare && /^(?:五一|六一|七一|十一|五四|三八)$/u.test(name)) return null;
      const day = FEASTS[name];
      if (!day) return { kind: 'festival' };
      const when = { month: day[0], day: day[1] };
      return anchor('festival', when, feastRule(day, before));
    },
  },
];

/** Before the feast is until its eve; 元旦前 would be of another year, and 前后 has no last day. */
function feastRule(
  [month, day]: readonly [number, number],
  before: string | undefined,
): DeadlineRule | undefined {
  if (before === '前后' || (month === 1 && day === 1)) return undefined;
  if (before === undefined || before === '期间' || before === '当天') return { kind: 'date', month, day };
  return day > 1
    ? { kind: 'date', month, day: day - 1 }
    : { kind: 'date', month: month - 1, day: DAYS[month - 2] as number };
}

/** Titles in 《》 name years and feasts that are none of the point's. */
const QUOTED = /《[^《》]*》/gu;
const STANDING =
  /^(?:长期(?:坚持|推进)?|持续(?:推进|开展|坚持)?|全年|常态化(?:推进|开展)?|按时序推进|即时|即日起|适时|常年(?:坚持|开展)?|经常性|日常|每年|定期|及时|按要求|按时间节点|立行立改)$/u;

/** Every time a text names, in the order of the text; each stretch once. `times`: what stood under 完成时限. */
export function datesIn(text: string, times: readonly string[]): DateAnchor[] {
  const found = [text, ...times].flatMap((one, i) => anchorsIn(one, i > 0));
  return found.filter((one, i) => found.findIndex(({ text: same }) => same === one.text) === i);
}

function anchorsIn(text: string, isLimit: boolean): DateAnchor[] {
  const written = text.replace(/\s+/gu, '');
  const folded = fold(written).replace(QUOTED, (title) => '\u0001'.repeat(title.length));
  const taken: { start: number; end: number; anchor: DateAnchor }[] = [];
  for (const { pattern, read } of READERS) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken.some((other) => start < other.end && other.start < end)) continue;
      const anchor = read(match);
      if (anchor) taken.push({ start, end, anchor: { text: written.slice(start, end), ...anchor } });
    }
  }
  if (isLimit && taken.length === 0 && STANDING.test(folded)) return [{ text: written, kind: 'standing' }];
  return taken.sort((a, b) => a.start - b.start).map(({ anchor }) => anchor);
}

/** What a person should look at: months whose last day is open, limits nobody could read. */
export function dateNotes(dates: readonly DateAnchor[], times: readonly string[]): string[] {
  const open = dates.filter(
    ({ kind, rule, text }) => kind === 'month' && rule === undefined && /前$/u.test(text),
  );
  const unread = times.filter((one) => anchorsIn(one, true).length === 0);
  return [
    ...open.map(({ text }) => `“${text}”是否含当月，请核对`),
    ...unread.map((text) => `完成时限“${text}”没有读懂，请核对`),
  ];
}
