import { describe, expect, test } from 'vitest';
import { checkChanges } from '../../domain/change-orders/check-changes.js';
import { CHANGE_TYPES } from '../../domain/change-orders/forms.js';
import { changeBody, changeCounts, daysInWords, isWhole, type DraftChange } from './change-order.js';

const everything = {
  ...{ stepId: 's', assignmentId: 'a', unitId: 'u', toUnitId: 'v', outcome: 'done', key: 'k' },
  ...{ fromDate: '2027-03-01', toDate: '2027-03-05' },
};

describe('a change', () => {
  test.each(CHANGE_TYPES)('%s is sent with its own fields, which the law accepts', (type) => {
    const body = changeBody({ ...everything, type });
    expect(isWhole({ ...everything, type })).toBe(true);
    expect(() => checkChanges([body as never], 'changes')).not.toThrow();
  });

  test.each(CHANGE_TYPES)('%s is asked for only when it is whole', (type) => {
    expect(isWhole({ type })).toBe(false);
  });

  test('may leave out what stands for everybody', () => {
    const change: DraftChange = { type: 'deadline', stepId: 's', toDate: '2027-03-05', unitId: '' };
    expect(isWhole(change)).toBe(true);
    expect(changeBody(change)).toEqual({ type: 'deadline', stepId: 's', toDate: '2027-03-05' });
  });
});

test('what would be different is counted in words', () => {
  expect(changeCounts([{ change: 'moved' }, { change: 'moved' }, { change: 'added' }], 1)).toBe(
    '时限变更 2 项，新增 1 项，计划日期变更 1 项',
  );
  expect(changeCounts([], 0)).toBe('没有变化');
  expect([daysInWords(null), daysInWords({ from: '2027-03-01', to: null })]).toEqual(['—', '2027-03-01']);
});
