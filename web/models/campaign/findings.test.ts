import { describe, expect, test } from 'vitest';
import { findingsAt, openFindings, partOf, placeInWords, proposedDay, withDay } from './findings.js';

const form = {
  fromDate: '2015-01-01',
  stages: [
    { key: 'mobilise', title: '宣传动员', fromDate: '2015-01-01', inspectionDates: [] as string[] },
    { key: 'visit', title: '走访摸底', fromDate: '2014-03-01', inspectionDates: ['2015-03-20'] },
  ],
  actions: [{ title: '特殊困难帮扶行动' }],
};

describe('where a finding is', () => {
  test.each([
    ['form.stages[1].fromDate', 'stages', '走访摸底 · 开始日期'],
    ['form.stages[1].inspectionDates[0]', 'stages', '走访摸底 · 检查日期'],
    ['form.stages', 'stages', '阶段'],
    ['form.actions[0].leadUnitId', 'actions', '特殊困难帮扶行动 · 牵头单位'],
    ['form.actions.legal', 'actions', '专项行动'],
    ['form.toDate', 'whole', '活动 · 结束日期'],
    ['regionCode', 'whole', '活动'],
    ['units.0f.liaison', 'units', '参加单位'],
    ['form.unitIds[3]', 'units', '参加单位'],
    ['form.countyCodes[0]', 'counties', '各县'],
  ])('%s', (where, part, words) => {
    expect([partOf({ where }), placeInWords({ where }, form)]).toEqual([part, words]);
  });

  test('a field has its own findings and those of its entries', () => {
    const all = [
      'form.stages[1].fromDate',
      'form.stages[1].inspectionDates[0]',
      'form.stages[10].fromDate',
    ].map((where) => ({ where }));
    expect(findingsAt(all, 'form.stages[1].inspectionDates')).toEqual([all[1]]);
    expect(findingsAt(all, 'form.stages[1].fromDate')).toEqual([all[0]]);
  });
});

describe('how it is mended', () => {
  const where = 'form.stages[1].fromDate';
  test('the one day it proposes can be taken over', () => {
    const day = proposedDay({ where, mend: '年份可能写错了，请核对是否应为 2015-03-01。' });
    expect(day).toBe('2015-03-01');
    const mended = withDay(form, where, day!);
    expect(mended.stages[1]!.fromDate).toBe('2015-03-01');
    expect(form.stages[1]!.fromDate).toBe('2014-03-01');
  });

  test('a range leaves the choice open, and so does what is at no date', () => {
    expect(proposedDay({ where, mend: '请改在 2015-03-01 至 2015-04-30 之间。' })).toBeUndefined();
    expect(proposedDay({ where: 'form.stages[1].goal', mend: '见 2015-03-01。' })).toBeUndefined();
  });

  test('a day within a list, and a place that is not there', () => {
    const list = 'form.stages[1].inspectionDates[0]';
    expect(withDay(form, list, '2015-03-23').stages[1]!.inspectionDates).toEqual(['2015-03-23']);
    expect(withDay(form, 'form.stages[9].fromDate', '2015-03-23')).toEqual(form);
  });
});

test('errors stay until they are mended, warnings until they are confirmed', () => {
  const finding = (id: string, severity: 'error' | 'warning') => ({
    id,
    severity,
    where: '',
    message: '',
    mend: '',
  });
  const findings = [finding('e', 'error'), finding('w1', 'warning'), finding('w2', 'warning')];
  const { errors, warnings } = openFindings(findings, ['w1', 'e']);
  expect(errors.map(({ id }) => id)).toEqual(['e']);
  expect(warnings.map(({ id }) => id)).toEqual(['w2']);
});
