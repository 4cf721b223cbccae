import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PLAYED, playForwarding } from '../../src/demo/forwarding/play-forwarding.js';
import { MACHINE_WORDS, played } from './played.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('npm run demo:forwarding: a document comes down to the last unit, and the late county is chased', async () => {
  await played(product.api, { ...PLAYED, play: playForwarding }, ({ story, failures }, coverage) => {
    if (process.env['YUSHUI_SHOW_STORY']) process.stdout.write(`${story}\n`);
    expect(failures).toEqual([]);
    expect(coverage.below).toHaveLength(3);
    expect(coverage.opinions).toBe(6);
    expect(story).not.toMatch(MACHINE_WORDS);
    expect(story).toContain('五、补办与办结');
  });
}, 180_000);
