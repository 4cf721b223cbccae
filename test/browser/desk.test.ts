import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COUNTY, DIRECTOR, YEAR } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

describeInBrowser('the desk', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  const launch = (kind: string) =>
    console.story.http.post(DIRECTOR, '/api/v1/processes', { kind, regionCode: COUNTY, year: YEAR });

  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    page = await console.open('liaison.education');
  });
  afterAll(() => console.stop());

  test('says so when nothing is owed, and hears of new work without a reload', async () => {
    await page.getByText('现在没有要办的事').waitFor();
    await launch('dualList');
    await console.story.settle();
    await page
      .getByRole('main')
      .getByRole('link', { name: /2027年“双清单”/ })
      .first()
      .waitFor();
  });

  test('several tasks are signed for at once, each with its own answer', async () => {
    await launch('liaisonFiling');
    await console.story.settle();
    await page.getByRole('button', { name: /^待签收\s*2$/ }).click();
    await page.getByText('全选').click();
    await page.getByRole('button', { name: '批量签收（2）' }).click();
    await page.getByText('已办 2 项').waitFor();
    await page.getByText('没有等您签收的任务').waitFor();
    await page.getByRole('button', { name: /^待办\s*2$/ }).click();
    await page.getByRole('checkbox', { name: /^选择/ }).nth(1).waitFor({ state: 'attached' });
    await page.look('desk');
  });

  test('the office sees whom its work waits for', async () => {
    const office = await console.open('office');
    await office.getByRole('heading', { name: /在等别人/ }).waitFor();
    await office.look('desk-office');
    await office.goto(`${console.url}/processes`);
    await office
      .getByRole('main')
      .getByRole('link', { name: /2027年“双清单”/ })
      .first()
      .waitFor();
    await office.look('processes');
    await office
      .getByRole('main')
      .getByRole('link', { name: /2027年“双清单”/ })
      .first()
      .click();
    await office.getByRole('heading', { name: '各环节' }).waitFor();
    await office.getByRole('img', { name: /流程图/ }).waitFor();
    await office.look('process');
  });

  test('somebody absent names who signs for him', async () => {
    await page.goto(`${console.url}/proxies`);
    await page.getByText('没有代理').waitFor();
    await page.look('proxies');
  });

  test('fits a phone', async () => {
    const phone = await console.open('liaison.education', '/', { phone: true });
    await phone
      .getByRole('main')
      .getByRole('link', { name: /2027年“双清单”/ })
      .first()
      .waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('desk-phone');
  });
});
