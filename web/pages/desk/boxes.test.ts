import { expect, test } from 'vitest';
import { decidedTogether, isBox, pathOf } from './boxes.js';

test('what is decided together is one step of one kind', () => {
  const claim = { kind: 'needItem', step: 'claim' };
  expect(decidedTogether([claim, { ...claim }])).toBe(true);
  expect(decidedTogether([claim, { ...claim, step: 'solve' }])).toBe(false);
  expect(decidedTogether([])).toBe(false);
});

test('a row leads to its task, what one has launched to its process', () => {
  expect(pathOf({ assignmentId: 'a', processId: 'p' })).toBe('/tasks/a');
  expect(pathOf({ assignmentId: null, processId: 'p' })).toBe('/processes/p');
  expect(isBox('toString')).toBe(false);
});
