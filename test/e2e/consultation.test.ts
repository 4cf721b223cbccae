import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONSULTED, playConsultation } from '../../src/demo/consultation/play-consultation.js';
import { MACHINE_WORDS, played } from './played.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('an item that needs several departments, to closed matters and its confirmation', async () => {
  await played(product.api, { ...CONSULTED, play: playConsultation }, ({ story, failures }) => {
    expect(failures).toEqual([]);
    expect(story).not.toMatch(MACHINE_WORDS);
    expect(story).toContain('五、督办议定事项');
    expect(story).toContain('专题协商一览');
  });
}, 180_000);
