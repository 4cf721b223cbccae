import { expect, test } from 'vitest';
import { actOf, draftFrom, emptyDraft } from './task-draft.js';

const decisions = [
  { key: 'done', form: { $ref: '#/components/schemas/ResultBody' }, opinionRequired: false },
  { key: 'unsolvable', form: null, opinionRequired: true },
];

test('a draft comes back as it was left, whoever else wrote something beside it', () => {
  const draft = { decision: 'done', opinion: '同意', forms: { done: { result: '办好了' } } };
  expect(draftFrom({ ...draft, other: 1 })).toEqual(draft);
  expect(draftFrom({ forms: [], opinion: 3 })).toEqual(emptyDraft());
  expect(draftFrom(null)).toEqual(emptyDraft());
});

test('only the form of the decision that is taken is handed in', () => {
  const draft = { decision: 'unsolvable', opinion: ' 超出权限 ', forms: { done: { result: 'x' } } };
  expect(actOf(draft, decisions)).toEqual({ action: 'decide', decision: 'unsolvable', opinion: '超出权限' });
  expect(actOf({ ...draft, decision: 'done', opinion: '' }, decisions)).toEqual({
    action: 'decide',
    decision: 'done',
    form: { result: 'x' },
  });
  expect(actOf(emptyDraft(), decisions)).toBeUndefined();
});
