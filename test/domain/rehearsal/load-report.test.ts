import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collisionOf } from '../../../domain/rehearsal/collisions.js';
import { loadReport, type Asked } from '../../../domain/rehearsal/load-report.js';
import { anyInstant, at, calendar } from '../time/fixtures.js';

const asked = (change: Partial<Asked> = {}): Asked => ({
  unit: '县教育局',
  process: '双清单',
  step: '报送',
  openedAt: at('2026-03-02 09:00'),
  deadline: at('2026-03-31 23:59:59.999'),
  ...change,
});
const units = ['县双拥办', '县教育局', '县民政局'];

describe('the load of units', () => {
  it('counts what each is asked in each month, in the organisation’s order, and shows who is asked nothing', () => {
    const report = loadReport(
      [asked(), asked({ openedAt: at('2026-05-06 09:00') }), asked({ unit: '县民政局', deadline: null })],
      units,
      calendar,
    );
    expect(report.months).toEqual(['2026-03', '2026-05']);
    expect(report.units.map(({ unit, asked: n, months }) => [unit, n, months])).toEqual([
      ['县双拥办', 0, { '2026-03': 0, '2026-05': 0 }],
      ['县教育局', 2, { '2026-03': 1, '2026-05': 1 }],
      ['县民政局', 1, { '2026-03': 1, '2026-05': 0 }],
    ]);
    expect(report.units[0]?.busiestWeek).toBeNull();
  });

  it('a week holds what comes or falls due in it, each thing once; the first of equals is the busiest', () => {
    const within = asked({ openedAt: at('2026-03-30 09:00') });
    const { units: loads } = loadReport([asked(), within, asked()], units, calendar);
    // March 31 is a Tuesday: all three are due in the week of March 30, one of them also comes in it.
    expect(loads[1]?.busiestWeek).toEqual({ monday: '2026-03-30', things: 3 });
  });

  it('names days with several deadlines of one unit, and weeks above what was called bearable', () => {
    const things = [asked(), asked({ process: '通报', step: '签收' }), asked({ unit: '县民政局' })];
    const report = loadReport(things, units, calendar, { deadlinesADay: 2, thingsAWeek: 1 });
    expect(report.crowdedDays).toEqual([
      { date: '2026-03-31', unit: '县教育局', due: ['双清单【报送】', '通报【签收】'] },
    ]);
    expect(report.fullWeeks).toEqual([
      { monday: '2026-03-02', unit: '县教育局', things: 2 },
      { monday: '2026-03-30', unit: '县教育局', things: 2 },
    ]);
    expect(loadReport(things, units, calendar, { deadlinesADay: 3, thingsAWeek: 2 })).toMatchObject({
      crowdedDays: [],
      fullWeeks: [],
    });
  });

  it('says how many there are of the same', () => {
    const { crowdedDays } = loadReport(
      [asked(), asked({ process: '通报', step: '签收' }), asked()],
      units,
      calendar,
    );
    expect(crowdedDays.map(({ due }) => due)).toEqual([['双清单【报送】×2', '通报【签收】']]);
  });

  it('loses nothing: months add up to what was asked, however it lies', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ unit: fc.constantFrom(...units), openedAt: anyInstant, until: anyInstant })),
        (drawn) => {
          const things = drawn.map(({ unit, openedAt, until }) => asked({ unit, openedAt, deadline: until }));
          const report = loadReport(things, units, calendar);
          for (const load of report.units) {
            const own = things.filter(({ unit }) => unit === load.unit).length;
            expect(Object.values(load.months).reduce((sum, n) => sum + n, 0)).toBe(own);
            expect(load.asked).toBe(own);
            expect(load.busiestWeek === null).toBe(own === 0);
          }
        },
      ),
    );
  });
});

describe('collisions', () => {
  it.each([
    ['2026-02-17', 'springFestivalWeek'], // 初一
    ['2026-02-14', 'springFestivalWeek'], // a 调休 working Saturday: the holiday begins on the Sunday of its week
    ['2026-10-08', 'nationalDayWeek'], // a working Thursday after the holiday
    ['2026-08-01', 'armyDay'],
    ['2026-03-07', 'restDay'],
    ['2026-03-09', null],
  ] as const)('%s: %s', (date, kind) => {
    expect(collisionOf(date, calendar)).toBe(kind);
  });

  it('are told once for a day, a step and whether it begins or ends, with the number of units', () => {
    const { collisions } = loadReport(
      [
        asked({ deadline: at('2026-02-28 23:59:59.999'), openedAt: at('2026-01-05 09:00') }),
        asked({
          deadline: at('2026-02-28 23:59:59.999'),
          openedAt: at('2026-01-05 09:00'),
          unit: '县民政局',
        }),
        asked({ deadline: null, openedAt: at('2026-08-01 09:00'), process: '走访', step: '慰问' }),
      ],
      units,
      calendar,
    );
    expect(collisions).toEqual([
      // A working Saturday; the holiday ended on the Monday of that week.
      {
        ...{ date: '2026-02-28', kind: 'springFestivalWeek', what: 'deadline', holiday: null },
        ...{ process: '双清单', step: '报送', units: 2, things: 2 },
      },
      {
        ...{ date: '2026-08-01', kind: 'armyDay', what: 'start', holiday: null },
        ...{ process: '走访', step: '慰问', units: 1, things: 1 },
      },
    ]);
  });
});
