import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PLAYED, playInspection } from '../../src/demo/inspection/play-inspection.js';
import { MACHINE_WORDS, played } from './played.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('npm run demo:inspection: from thirteen liaisons nobody filed to the last problem struck off', async () => {
  await played(product.api, { ...PLAYED, play: playInspection }, ({ story, failures }, account) => {
    if (process.env['YUSHUI_SHOW_STORY']) process.stdout.write(`${story}\n`);
    expect(failures).toEqual([]);
    // Five counties and every department but the one that did all it was asked.
    expect(account.subjects.filter(({ subject }) => subject.kind === 'region')).toHaveLength(5);
    for (const { red, yellow, green } of account.subjects) expect([red, yellow, green]).toEqual([0, 0, 0]);
    expect(story).not.toMatch(MACHINE_WORDS);
    expect(story).toContain('七、限时整改');
  });
}, 300_000);
