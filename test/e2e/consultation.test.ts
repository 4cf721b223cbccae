import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONSULTED, playConsultation } from '../../src/demo/consultation/play-consultation.js';
import { playDemonstration } from './demonstration.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('an item that needs several departments, to closed matters and its confirmation', async () => {
  const { told, failures } = await playDemonstration(product, { ...CONSULTED, play: playConsultation });
  expect(failures).toEqual([]);
  // What a person reads holds no ids and no machine's times.
  expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|T\d{2}:\d{2}|\bnull\b|undefined|[{}]/);
  expect(told).toContain('五、督办议定事项');
  expect(told).toContain('专题协商一览');
}, 180_000);
