import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from '../../src/demo/consultation/ask.js';
import { convene } from '../../src/demo/consultation/convene.js';
import { meet } from '../../src/demo/consultation/meet.js';
import { minutes } from '../../src/demo/consultation/minutes.js';
import { CONSULTED } from '../../src/demo/consultation/play-consultation.js';
import { supervise } from '../../src/demo/consultation/supervise.js';
import { LEADER, OFFICE } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const TITLE = '营区外排洪沟整治专题协商';

describeInBrowser('a consultation', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let id: string;
  beforeAll(async () => {
    console = await startConsoleAt(CONSULTED);
    page = await console.open(OFFICE, '/consultations');
    await page.getByText('现在没有进行中的').waitFor();
  }, 180_000);
  afterAll(() => console?.stop());

  test('is requested from the list, and approved by the 组长', async () => {
    const { story } = console;
    await page.getByRole('button', { name: '报请召开' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('会议名称').fill('军人公墓道路专题协商');
    await dialog.getByText('添加一条').first().click();
    await dialog.getByRole('textbox', { name: '议题 1' }).fill('道路方案');
    await dialog.getByLabel('参会单位').fill('县住建局');
    await page.getByRole('option', { name: '县住建局' }).click();
    await dialog.getByLabel('会议地点').click();
    await dialog.getByLabel('会议时间').fill('2027-01-20 09:00');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('会议地点').fill('县政府第一会议室');
    await dialog.getByLabel('召开理由').fill('牵涉两家，一起定。');
    await dialog.getByRole('button', { name: '报请召开' }).click();
    await page.waitForURL(/\/consultations\/[\w-]+$/u);
    await story.settle();
    await page.getByText('批准召开').first().waitFor();
    await story.decide(LEADER, 'approve', { about: '公墓', decision: 'approved' });
    await page.getByText('应签收 1 家，已签收 0 家').waitFor();
    await page.look('consultation-notified');
  });

  test('asked for by an item, it shows who has signed for the notice; who has not is urged', async () => {
    await ask(console.story);
    id = await convene(console.story);
    await page.goto(`${console.url}/consultations`);
    await page.getByRole('link', { name: TITLE, exact: true }).waitFor();
    await page.look('consultations');
    await page.goto(`${console.url}/consultations/${id}`);
    await page.getByText('应签收 6 家，已签收 0 家').waitFor();
    await page.getByRole('button', { name: '催办 县财政局', exact: true }).click();
    await page.getByText('已催办').first().waitFor();
  });

  test('attendance names who came for whom; the minutes have a number, the matters their owners', async () => {
    await meet(console.story, id);
    await minutes(console.story, id);
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/v1/documents')) asked.push(pathname);
    });
    await page.reload();
    await page.getByRole('row', { name: /代会.*县财政局副局长/u }).waitFor();
    await page.getByText(/双拥办纪〔2027〕\d+号，/u).waitFor();
    await page.getByRole('row', { name: /排洪沟改线施工.*县住建局.*落实中/u }).waitFor();
    await page.getByRole('heading', { name: '议定事项' }).scrollIntoViewIfNeeded();
    await page.look('consultation');
    // All that it has issued comes in one answer; receipts are asked for the one that is opened.
    const issued = page.getByRole('region', { name: '印发的文书' }).getByRole('article');
    await issued.nth(1).waitFor();
    expect(new Set(asked)).toEqual(new Set(['/api/v1/documents']));
    asked.length = 0;
    await issued
      .filter({ hasText: '纪要' })
      .getByRole('button', { name: /^签收 \d+\/\d+$/u })
      .click();
    await page.getByRole('table', { name: /纪.*的签收情况/u }).waitFor();
    // A live update may ask for the list again meanwhile; the receipts are those of one document.
    expect([...new Set(asked)].filter((path) => path !== '/api/v1/documents')).toEqual([
      expect.stringMatching(/^\/api\/v1\/documents\/[\w-]{36}$/u),
    ]);
    await page.goto(`${console.url}/matters`);
    await page.getByText('没有销号的 3 项').waitFor();
    await page.look('matters');
    await page.getByRole('button', { name: /^看县住建局的 1 项/u }).click();
    await page.getByRole('row', { name: /改线用地调整/u }).waitFor({ state: 'detached' });
  });

  test('is over when every matter is closed, and the result is back with the item', async () => {
    await supervise(console.story, id);
    await page.goto(`${console.url}/consultations/${id}`);
    await page.getByText('没有办结 0 项，办结 3 项').waitFor();
    await page.getByText('结果已返回提请的事项').waitFor();
    await page.goto(`${console.url}/consultations?state=ended`);
    await page.getByRole('link', { name: TITLE, exact: true }).waitFor();
  });

  test('fits a phone', async () => {
    const phone = await console.open('liaison.housing', `/consultations/${id}`, { phone: true });
    await phone.getByRole('heading', { name: '议定事项' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('consultation-phone');
  });
});
