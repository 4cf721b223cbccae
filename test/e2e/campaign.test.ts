import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PLAYED, playCampaign } from '../../src/demo/campaign/play-campaign.js';
import { MACHINE_WORDS, played } from './played.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('npm run demo:campaign: two years at the dates of the source, the impossible one refused', async () => {
  await played(product.api, { ...PLAYED, play: playCampaign }, ({ story, failures }, results) => {
    if (process.env['YUSHUI_SHOW_STORY']) process.stdout.write(`${story}\n`);
    expect(failures).toEqual([]);
    expect(results.units).toHaveLength(32);
    expect(results.units.filter(({ commended }) => commended)).toHaveLength(3);
    // Paths of fields are told where a plan is wrong: they are what an administrator looks for.
    expect(story.replace(/form\.\w+(\[\d+\])?(\.\w+)*/g, '')).not.toMatch(MACHINE_WORDS);
    // As it was said, before it was broken into lines.
    expect(story.replace(/\n\s+/g, '')).toContain('年份可能写错了，请核对是否应为 2015-03-01');
    expect(story).toContain('八、台账、“五个一”和考评');
  });
}, 600_000);
