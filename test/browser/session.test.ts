import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';

describeInBrowser('logging in', () => {
  let console: TestConsoleAtTime;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
  });
  afterAll(() => console.stop());

  test('leads to the desk, survives a reload, and leaves no token to scripts', async () => {
    const page = await console.open('liaison.education');
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    const readable = await page.evaluate(
      `JSON.stringify([document.cookie, { ...localStorage }, Object.keys(sessionStorage).sort()])`,
    );
    expect(readable).toBe(JSON.stringify(['', {}, ['rehearsal', 'vue-router:scroll']]));
    await page.look('desk');
  });
});
