import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { playAnnualYear, YEAR_PLAYED } from '../../src/demo/year/play-annual-year.js';
import { MACHINE_WORDS, played } from './played.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('npm run demo:year: launched once, everything planned starts by itself, and what is open is carried over', async () => {
  await played(product.api, { ...YEAR_PLAYED, play: playAnnualYear }, ({ story, failures }, year) => {
    if (process.env['YUSHUI_SHOW_STORY']) process.stdout.write(`${story}\n`);
    expect(failures).toEqual([]);
    expect(year.entries.every(({ state, process: begun }) => state === 'started' && begun !== null)).toBe(
      true,
    );
    expect(year).toMatchObject({ planned: 0, failed: 0, state: 'ended', outcome: 'finished' });
    expect(year.carriedOut.length).toBeGreaterThan(0);
    expect(story).not.toMatch(MACHINE_WORDS);
    expect(story).toContain('五、年终');
  });
}, 600_000);
