import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OFFICE } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

describeInBrowser('regional coordination', () => {
  let console: TestConsoleAtTime;
  let army: WatchedPage;
  let matter: string;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-03-31T18:00:00+08:00' });
  }, 180_000);
  afterAll(() => console?.stop());

  test('the office launches the group of the year, and reads in words what it lacks', async () => {
    const page = await console.open(OFFICE, '/coordination');
    await page.getByRole('button', { name: '启动组成' }).click();
    await page.getByRole('button', { name: '启动', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await console.story.settle();
    await page.getByText('副组长空缺，由政府分管领导担任').waitFor();
    await page.getByText('还缺 7 席').waitFor();
    await page.look('coordination-group');
  });

  test('an army unit raises a flash matter, refused at the field first', async () => {
    army = await console.open('liaison.garrison', '/coordination');
    await army.getByRole('button', { name: '提出协调事项' }).first().click();
    const dialog = army.getByRole('dialog');
    await dialog.getByRole('button', { name: '提出', exact: true }).click();
    await dialog.locator('.is-error').first().waitFor();
    await dialog.getByLabel('事项名称').fill('演练车队通行保障');
    await dialog.getByLabel('具体内容').fill('今晚车队经过县城，请沿线疏导、开放停车场。');
    await dialog.getByText('特急', { exact: true }).click();
    await dialog.getByRole('button', { name: '提出', exact: true }).click();
    await army.waitForURL(/\/coordination\/matters\//u);
    matter = new URL(army.url()).pathname;
    await console.story.settle();
    await army.getByText('紧急受理分派').first().waitFor();
  });

  test('a department signs for its task on a phone, with the minutes that are left', async () => {
    const { story } = console;
    await story.decide(OFFICE, 'urgentTriage', {
      decision: 'flash',
      form: {
        tasks: [
          { unitId: story.unit('县公安局'), task: '沿线疏导', limit: { minutes: 40 } },
          { unitId: story.unit('县住建局'), task: '开放停车场', limit: { hours: 1 } },
        ],
      },
    });
    const phone = await console.open('liaison.police', '/coordination', { phone: true });
    await phone
      .getByText(/还剩 (39|40) 分钟/u)
      .first()
      .waitFor();
    await phone.look('coordination-phone');
    await phone.getByRole('link', { name: '演练车队通行保障', exact: true }).first().click();
    await phone.getByRole('link', { name: '去签收' }).click();
    await phone.getByRole('button', { name: '签收', exact: true }).click();
    await phone.goto(`${console.url}${matter}`);
    await phone.getByRole('link', { name: '去报告' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('coordination-matter-phone');
  });

  test('the office urges who has not, and sees the matter to its review', async () => {
    const { story } = console;
    const page = await console.open(OFFICE, matter);
    await page.getByText('办理中').waitFor();
    await page.getByRole('button', { name: '催办 县住建局', exact: true }).click();
    await page.getByText('已催办').waitFor();
    await page.look('coordination-matter');
    const housing = await story.task('liaison.housing', 'flashTasks');
    await story.act('liaison.housing', housing.assignmentId, { action: 'acknowledge' });
    for (const [login, report] of [
      ['liaison.housing', '停车场已开放。'],
      ['liaison.police', '车队已通过。'],
    ] as const)
      await story.sign(login, 'flashTasks', { decision: 'reported', form: { report } });
    await story.settle();
    await story.decide('liaison.garrison', 'confirm', { decision: 'satisfied' });
    await story.decide(OFFICE, 'review', { decision: 'reviewed', form: { summary: '响应及时。' } });
    await page.getByText('响应及时。').waitFor();
    await page.getByText('停车场已开放。').waitFor();
    await page.goto(`${console.url}/coordination?state=ended`);
    await page.getByRole('link', { name: '演练车队通行保障', exact: true }).waitFor();
    await page.look('coordination');
  });
});
