import { describe, expect, test } from 'vitest';
import { ganttOf, type GanttStage } from './gantt.js';

const stage = (
  key: string,
  fromDate: string,
  toDate: string,
  more: Partial<GanttStage> = {},
): GanttStage => ({
  key,
  title: key,
  fromDate,
  toDate,
  ...more,
});
const at = (text: string) => new Date(`${text}+08:00`);
const TWO_YEARS = [stage('mobilise', '2015-01-01', '2015-02-28'), stage('final', '2016-12-01', '2016-12-31')];

describe('the axis', () => {
  test('has whole months; a leap year has its day', () => {
    const { months, years } = ganttOf({ stages: TWO_YEARS, now: at('2015-01-01T00:00:00') });
    expect(months).toHaveLength(24);
    expect(months.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100);
    const widthOf = (year: number, month: number) =>
      months.find((one) => one.year === year && one.month === month)!.width * 7.31;
    expect(widthOf(2015, 2)).toBeCloseTo(28);
    expect(widthOf(2016, 2)).toBeCloseTo(29);
    expect(years.map(({ label, width }) => [label, Math.round(width * 7.31)])).toEqual([
      ['2015年', 365],
      ['2016年', 366],
    ]);
  });

  test('begins with the month in which the first stage begins, over the end of a year', () => {
    const { months, years } = ganttOf({
      stages: [stage('a', '2027-11-15', '2028-02-29')],
      now: at('2027-11-15T00:00:00'),
    });
    expect(months.map(({ label }) => label)).toEqual(['11月', '12月', '1月', '2月']);
    expect(years.map(({ label }) => label)).toEqual(['2027年', '2028年']);
    expect(months[3]!.width * 1.21).toBeCloseTo(29);
  });
});

describe('a stage', () => {
  test('covers its first and its last day', () => {
    const { rows } = ganttOf({ stages: TWO_YEARS, now: at('2015-01-01T00:00:00') });
    expect(rows[0]!.planned.left).toBe(0);
    expect(rows[0]!.planned.width * 7.31).toBeCloseTo(59);
    expect(rows[1]!.planned.left + rows[1]!.planned.width).toBeCloseTo(100);
  });

  test('that runs beside the others covers them all', () => {
    const { rows } = ganttOf({
      stages: [...TWO_YEARS, stage('inspect', '2015-01-01', '2016-11-30')],
      now: at('2015-06-01T00:00:00'),
    });
    expect(rows[2]!.planned.left).toBe(0);
    expect(rows[2]!.planned.left + rows[2]!.planned.width).toBeCloseTo(rows[1]!.planned.left);
  });

  test('really ran from its opening to its end, or until now', () => {
    const opened = '2015-01-05T01:00:00Z';
    const { rows } = ganttOf({
      stages: [
        stage('a', '2015-01-01', '2015-01-31', { openedAt: opened, closedAt: '2015-01-30T16:00:00Z' }),
        stage('b', '2015-01-01', '2015-01-31', { openedAt: opened }),
        stage('c', '2015-01-20', '2015-01-31'),
      ],
      now: at('2015-01-10T09:00:00'),
    });
    const daysOf = (row: number) => {
      const { left, width } = rows[row]!.actual!;
      return [(left * 31) / 100, ((left + width) * 31) / 100].map((day) => Number(day.toFixed(3)));
    };
    // 2015-01-30T16:00Z is the beginning of January 31 here.
    expect(daysOf(0)).toEqual([4.375, 30]);
    expect(daysOf(1)).toEqual([4.375, 9.375]);
    expect(rows[2]!.actual).toBeUndefined();
  });

  test('that was moved shows where it stood first; one moved back does not', () => {
    const moves = [
      { title: '走访摸底', before: { from: '2015-03-01', to: '2015-03-31' } },
      { title: '走访摸底', before: { from: '2015-03-10', to: '2015-04-10' } },
    ];
    const { rows, months } = ganttOf({
      stages: [
        stage('visit', '2015-03-15', '2015-04-20', { moves }),
        stage('back', '2015-03-01', '2015-03-31', { moves }),
      ],
      now: at('2015-01-01T00:00:00'),
    });
    expect(months.map(({ label }) => label)).toEqual(['3月', '4月']);
    expect(rows[0]!.original!.left).toBe(0);
    expect(rows[0]!.original!.width).toBeCloseTo((31 / 61) * 100);
    expect(rows[1]!.original).toBeUndefined();
  });

  test('with an impossible date is drawn without a width, not backwards', () => {
    const { rows } = ganttOf({
      stages: [stage('a', '2015-05-01', '2015-04-01')],
      now: at('2015-01-01T00:00:00'),
    });
    expect(rows[0]!.planned.width).toBe(0);
  });
});

describe('today', () => {
  test('is an instant of +08:00: the last evening of a month lies in it', () => {
    const evening = ganttOf({ stages: TWO_YEARS, now: new Date('2015-01-31T15:59:59Z') });
    const midnight = ganttOf({ stages: TWO_YEARS, now: new Date('2015-01-31T16:00:00Z') });
    const february = evening.months[1]!.left;
    expect(evening.today!).toBeLessThan(february);
    expect(midnight.today!).toBeCloseTo(february);
  });

  test('is not drawn when the campaign is long over, or not near', () => {
    expect(ganttOf({ stages: TWO_YEARS, now: at('2017-01-01T00:00:01') }).today).toBeUndefined();
    expect(ganttOf({ stages: TWO_YEARS, now: at('2014-12-31T23:59:59') }).today).toBeUndefined();
  });
});

test('inspections are marked in the middle of their day, on their stage', () => {
  const { rows } = ganttOf({
    stages: [stage('inspect', '2016-02-01', '2016-02-29'), stage('other', '2016-02-01', '2016-02-29')],
    now: at('2016-02-01T00:00:00'),
    marks: { stage: 'inspect', days: [{ date: '2016-02-29', label: '第 1 次检查', done: false }] },
  });
  expect(rows[0]!.marks[0]!.at).toBeCloseTo((28.5 / 29) * 100);
  expect(rows[1]!.marks).toEqual([]);
});

test('nothing to draw is an empty picture', () => {
  expect(ganttOf({ stages: [], now: at('2016-02-01T00:00:00') })).toEqual({
    months: [],
    years: [],
    rows: [],
    today: undefined,
  });
});
