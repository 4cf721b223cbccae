import { describe, expect, test } from 'vitest';
import { grouped, isReady, placeOf, stillAcknowledged, type Finding } from './findings.js';

const entries = [
  { key: 'dualList', title: '双清单' },
  { key: 'visit:1', title: '春节走访慰问' },
];
const finding = (code: string, where: string, severity: Finding['severity'] = 'warning'): Finding => ({
  ...{ id: `${code}@${where}`, code, where, severity },
  ...{ message: `${code} 不妥`, mend: '请改正。' },
});

describe('what 方案体检 found', () => {
  test.each([
    [
      'launchOnRestDay',
      'entries[1].date',
      { kind: 'entry', key: 'visit:1', title: '春节走访慰问', field: 'date' },
    ],
    [
      'unknownUnit',
      'form.entries[1].form.unitIds',
      { kind: 'entry', key: 'visit:1', title: '春节走访慰问', field: 'form.unitIds' },
    ],
    ['unitWithoutLiaison', 'regionCode', { kind: 'page', path: '/liaisons', label: '联络员名册' }],
    ['officeWithoutDirector', 'regionCode', { kind: 'page', path: '/organisation', label: '组织机构' }],
    ['provisionalCalendar', 'year', { kind: 'page', path: '/calendar', label: '工作日历' }],
    ['missingSystems', 'entries', { kind: 'plan' }],
    ['gone', 'entries[9].date', { kind: 'plan' }],
  ])('%s is mended where it stands', (code, where, place) => {
    expect(placeOf({ code, where }, entries)).toEqual(place);
  });

  test('is grouped by where it is mended, pages first, entries in the order of the plan', () => {
    const groups = grouped(
      [
        finding('b', 'entries[1].date'),
        finding('a', 'entries[0].date'),
        finding('c', 'regionCode'),
        finding('d', 'entries[1].form.date'),
        finding('e', 'entries'),
      ],
      entries,
    );
    expect(groups.map(({ title, findings }) => [title, findings.map(({ code }) => code).join('')])).toEqual([
      ['组织机构', 'c'],
      ['全年安排', 'e'],
      ['双清单', 'a'],
      ['春节走访慰问', 'bd'],
    ]);
  });

  test('a confirmation holds only for what was confirmed', () => {
    const before = [finding('a', 'entries[0].date'), finding('b', 'entries[1].date')];
    const after = [{ ...before[0]!, message: '别的日子不妥' }, before[1]!];
    const ids = before.map(({ id }) => id);
    expect(stillAcknowledged(ids, before, after)).toEqual(['b@entries[1].date']);
    expect(stillAcknowledged([], before, before)).toEqual([]);
  });

  test('blocks while there is an error, or a warning that nobody confirmed', () => {
    const warning = finding('a', 'entries[0].date');
    expect(isReady([], [])).toBe(true);
    expect(isReady([warning], [])).toBe(false);
    expect(isReady([warning], [warning.id])).toBe(true);
    expect(isReady([finding('e', 'year', 'error')], ['e@year'])).toBe(false);
  });
});
