import { expect, test } from 'vitest';
import { batchInWords, settledPercent } from './batches.js';

test('says how far a batch is', () => {
  const counts = { waiting: 30, launched: 60, already: 1, refused: 9 };
  expect(settledPercent(counts)).toBe(70);
  expect(batchInWords(counts)).toBe('100 个地区：等待 30，已启动 60，此前已启动 1，未启动 9');
  expect(settledPercent({ waiting: 0, launched: 0, already: 0, refused: 0 })).toBe(100);
});
