import { describe, expect, test } from 'vitest';
import { civilDate } from '../../domain/time/zone.js';
import { readAnnouncement } from './announcement.js';
import { arrangementOf, changedDays, monthsOf, pressed, rebased, withDay } from './calendar-months.js';

const YEAR = 2027;
const SPRING = [
  { date: '2027-02-05', working: false, name: '春节' },
  { date: '2027-02-06', working: false, name: '春节' },
  { date: '2027-02-20', working: true, name: '春节调休' },
];

describe('a year as twelve months', () => {
  const months = monthsOf(YEAR, SPRING);
  const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null);

  test('has every day once, weeks from Monday', () => {
    expect(days).toHaveLength(365);
    expect(monthsOf(2028, []).flatMap(({ weeks }) => weeks.flat().filter(Boolean))).toHaveLength(366);
    // February 1, 2027 is a Monday, and its 28 days fill four weeks.
    expect(months[1]?.weeks).toHaveLength(4);
    expect(months[1]?.weeks[0]?.[0]).toMatchObject({ date: '2027-02-01', kind: 'working' });
    for (const { weeks } of months) for (const week of weeks) expect(week).toHaveLength(7);
  });

  test('tells holidays, weekends and shifted days apart and counts', () => {
    const kind = (date: string) => days.find((day) => day.date === date)?.kind;
    expect(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-20', '2027-02-22'].map(kind)).toEqual([
      'holiday',
      'holiday',
      'weekend',
      'shifted',
      'working',
    ]);
    expect(months[1]?.workingDays).toBe(20 - 1 + 1);
  });

  test('a day edited by hand, and what that changes', () => {
    const after = withDay(SPRING, civilDate(YEAR, 2, 8), 'holiday', '春节');
    const without = withDay(after, civilDate(YEAR, 2, 20), undefined, '');
    expect(changedDays(YEAR, SPRING, without)).toEqual([
      { date: '2027-02-08', from: 'working', to: 'holiday' },
      { date: '2027-02-20', from: 'shifted', to: 'weekend' },
    ]);
    expect(arrangementOf(without)).toEqual({
      holidays: ['2027-02-05', '2027-02-06', '2027-02-08'].map((date) => ({ date, name: '春节' })),
      workingWeekends: [],
    });
  });
});

test('a day pressed is what was chosen, pressed again as usual; what can’t be or changes nothing is said', () => {
  const monday = civilDate(YEAR, 3, 1);
  const sunday = civilDate(YEAR, 3, 7);
  const off = pressed([], monday, 'holiday', '清明节');
  expect(off).toEqual({ days: [{ date: monday, working: false, name: '清明节' }], says: '' });
  expect(pressed(off.days, monday, 'holiday', '').days).toEqual([]);
  expect(pressed(off.days, monday, 'shifted', '')).toEqual({ days: [], says: '' });
  expect(pressed([], monday, 'shifted', '')).toEqual({
    days: [],
    says: expect.stringContaining('周六、周日'),
  });
  expect(pressed([], sunday, 'holiday', '清明节').says).toContain('本来就休息');
  const worked = pressed([], sunday, 'shifted', '清明节');
  expect(worked).toEqual({ days: [{ date: sunday, working: true, name: '清明节调休' }], says: '' });
  expect(pressed(worked.days, sunday, 'shifted', '').days).toEqual([]);
});

test('two people’s changes are both kept; of a day that both changed it is said', () => {
  const day = (date: string, working = false, name = '节') => ({ date, working, name });
  const base = [day('a'), day('b'), day('c')];
  const mine = [day('a'), day('c', true), day('d')];
  const theirs = [day('b'), day('c', false, '别名'), day('e')];
  expect(rebased(base, mine, theirs)).toEqual({
    days: [day('c', true), day('d'), day('e')],
    both: ['c'],
  });
});

describe('an announcement', () => {
  test('gives its holidays with the weekends inside them, and the weekends that are worked', () => {
    const { days, unread } = readAnnouncement(
      YEAR,
      `一、元旦：1月1日（周五）放假1天，与周末连休。
       二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
       六、中秋节、国庆节：9月30日至10月2日放假。`,
    );
    expect(unread).toEqual([]);
    expect(days.filter(({ name }) => name === '春节').map(({ date }) => date.slice(8))).toEqual([
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
    ]);
    expect(days.filter(({ working }) => working).map(({ date }) => date)).toEqual([
      '2027-01-31',
      '2027-02-20',
    ]);
    expect(days.filter(({ name }) => name === '中秋节、国庆节').map(({ date }) => date)).toEqual([
      '2027-09-30',
      '2027-10-01',
      '2027-10-02',
    ]);
    expect(days[0]).toEqual({ date: '2027-01-01', working: false, name: '元旦' });
  });

  test('leaves to a person what is not sure', () => {
    const text = '各地做好2月5日前后的值班。\n清明节：4月31日放假。\n没有日期的话。';
    expect(readAnnouncement(YEAR, text)).toEqual({
      days: [],
      unread: ['各地做好2月5日前后的值班。', '清明节：4月31日放假。'],
    });
  });

  test('of another year gives nothing; its own date of issue does not matter', () => {
    const lines = '一、元旦：1月1日放假。\n国务院办公厅\n2026年11月4日';
    expect(readAnnouncement(YEAR, `关于2027年部分节假日安排的通知\n${lines}`)).toEqual({
      days: [{ date: '2027-01-01', working: false, name: '元旦' }],
      unread: [],
    });
    const { days, unread } = readAnnouncement(YEAR, `关于2026年部分节假日安排的通知\n${lines}`);
    expect([days, unread.length, unread[0]]).toEqual([[], 1, expect.stringContaining('写的是 2026 年')]);
  });

  test('says which day is twice there, is no day, or is worked anyway', () => {
    const { days, unread } = readAnnouncement(
      YEAR,
      '中秋节：10月1日放假。\n国庆节：10月1日至2日放假。10月8日（周五）、9日（周六）、40日上班。',
    );
    expect(days.map(({ date }) => date)).toEqual(['2027-10-01', '2027-10-02', '2027-10-09']);
    expect(unread).toHaveLength(1);
    for (const says of ['2027年10月1日重复了', '2027年10月8日不是周末', '没有10月40日'])
      expect(unread[0]).toContain(says);
  });
});
