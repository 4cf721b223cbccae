import { expect, test } from 'vitest';
import { errorsOfChange, writtenInWords } from './change-errors.js';

test('each refusal stands at its own change', () => {
  const errors = [
    { field: 'form.changes[1].toDate', detail: '日期不对' },
    { field: 'changes[1]', detail: '重复' },
    { field: 'changes[11].toDate', detail: '别的' },
  ];
  expect(errorsOfChange(errors, 1)).toEqual({ toDate: '日期不对', '': '重复' });
  expect(errorsOfChange(errors, 0)).toEqual({});
});

test('a change tells the days that it names', () => {
  expect(writtenInWords({ type: 'deadline', stepId: 'x', toDate: '2027-03-05' })).toBe(
    '新的截止日期 2027-03-05',
  );
  expect(writtenInWords({ type: 'unit', toUnitId: 'x' })).toBe('');
});
