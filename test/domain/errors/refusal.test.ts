import { expect, test } from '@jest/globals';
import { nthOf, readDescription } from '../../../domain/errors/field-name.js';
import { Refusal } from '../../../domain/errors/refusal.js';

test('a refusal says what people call the field, and keeps its path for programs', () => {
  const field = nthOf('议定事项', 2, '办理时限');
  const { message, field: path } = new Refusal('DATE_IN_PAST', { field }, 'form.matters[2].limitDate');
  expect({ message, path }).toEqual({
    message: '“议定事项第 3 项的办理时限”不能早于今天。',
    path: 'form.matters[2].limitDate',
  });
});

test('without that name it does not compile; a path is never put in its place', () => {
  // @ts-expect-error the sentence names the field
  expect(new Refusal('DATE_IN_PAST', {}, 'form.limitDate').message).toBe('“{field}”不能早于今天。');
  // @ts-expect-error and is not said without
  expect(new Refusal('FORM_REQUIRED').message).toBe('请填写“{field}”。');
  expect(new Refusal('STEP_NOT_OPEN', {}, 'form').message).toBe('这个环节已经结束，不能再办理。');
});

test('the first clause of a description is the label, the rest is help', () => {
  expect(readDescription('牵头单位；送审前必填')).toEqual({ label: '牵头单位', help: '送审前必填' });
  expect(readDescription('五个一：完成情况，逐项')).toEqual({ label: '五个一', help: '完成情况，逐项' });
  expect(readDescription()).toEqual({ label: '', help: '' });
});
