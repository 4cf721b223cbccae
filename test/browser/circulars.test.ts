import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CITY_OFFICE, LATE_UNIT, PLAYED, SETTING, YUNXIAN } from '../../src/demo/forwarding/cast.js';
import { finish } from '../../src/demo/forwarding/chase.js';
import { levelOf } from '../../src/demo/forwarding/county.js';
import { issue } from '../../src/demo/forwarding/issue.js';
import { receive } from '../../src/demo/forwarding/receive.js';
import { register } from '../../src/demo/forwarding/register.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const TITLE = '转发2027年省双拥工作要点';

describeInBrowser('a document that comes down from the province', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  beforeAll(async () => {
    console = await startConsoleAt(PLAYED, { setting: SETTING });
    page = await console.open(CITY_OFFICE, '/circulars');
    await page.getByText('现在没有进行中的通报').waitFor();
    await register(console.story);
  }, 180_000);
  afterAll(() => console?.stop());

  test('is in the list of its office with what it waits for, without a reload', async () => {
    await page.getByRole('link', { name: TITLE, exact: true }).waitFor();
    await page.getByText('拟定贯彻意见').waitFor();
    await page.getByRole('link', { name: `去办理：${TITLE}` }).waitFor();
  });

  test('goes on with six opinions and is received level by level', async () => {
    await issue(console.story);
    await receive(console.story);
    await page.reload();
    await page
      .getByText(/签收 \d+\/7，转发下级 3 个/u)
      .first()
      .waitFor();
    await page.look('circulars');
    await page.getByRole('link', { name: TITLE, exact: true }).click();
    await page.getByText('收文登记 → 拟定贯彻意见').waitFor();
    await page.getByRole('row', { name: /凤庆县/u }).waitFor();
    await page.getByRole('row', { name: /云县.*尚未签收/u }).waitFor();
    await page.look('circular');
  });

  test('who has not signed is urged from the coverage, and the file is there to take', async () => {
    const [late] = LATE_UNIT;
    await page.getByRole('heading', { name: /还没有签收的/u }).scrollIntoViewIfNeeded();
    await page.look('circular-coverage');
    await page.getByRole('button', { name: new RegExp(`^催办 .*${late}$`, 'u') }).click();
    await page.getByText('已催办').first().waitFor();
    const file = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /^下载 /u })
      .first()
      .click();
    expect((await file).suggestedFilename()).toMatch(/\.docx$/u);
  });

  test('a county sees its own part on a phone', async () => {
    const { processId } = await levelOf(console.story, YUNXIAN);
    const phone = await console.open('yunxian.office', `/circulars/${processId}`, { phone: true });
    await phone.getByRole('link', { name: '去办理“签收上级来文”' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('circular-phone');
  });

  test('is over when the last one has it', async () => {
    await console.story.decide(LATE_UNIT[1], 'receipts', { decision: 'received' });
    await finish(console.story);
    await page.goto(`${console.url}/circulars?state=ended`);
    await page.getByRole('link', { name: TITLE, exact: true }).first().click();
    await page
      .getByText(/单位签收 (\d+)\/\1/u)
      .first()
      .waitFor();
  });
});
