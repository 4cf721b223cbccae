import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { circular } from '../../src/demo/chapters/circular.js';
import { ABOUT, ask } from '../../src/demo/consultation/ask.js';
import { close } from '../../src/demo/consultation/close.js';
import { convene } from '../../src/demo/consultation/convene.js';
import { meet } from '../../src/demo/consultation/meet.js';
import { minutes } from '../../src/demo/consultation/minutes.js';
import { CONSULTED } from '../../src/demo/consultation/play-consultation.js';
import { supervise } from '../../src/demo/consultation/supervise.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';

describeInBrowser('an item’s whole chain', () => {
  let at: TestConsoleAtTime;
  beforeAll(async () => {
    at = await startConsoleAt(CONSULTED);
  });
  afterAll(() => at.stop());

  test('from the need to closed matters, its confirmation and the circular, on one page', async () => {
    const { story } = at;
    await ask(story);
    const { id } = await story.item(ABOUT);
    const page = await at.open('office', `/ledger/items/${id}`);
    await page.getByRole('heading', { name: '现在等谁' }).waitFor();
    await page.getByText(/专题协商“.*”：起草报请/).waitFor();
    await page.look('item-waiting');

    const meetingId = await convene(story);
    await meet(story, meetingId);
    await minutes(story, meetingId);
    await supervise(story, meetingId);
    await close(story, meetingId);
    await circular(story);

    await page.reload();
    await page.getByText('已销号').first().waitFor();
    const chapters = await page.locator('.chapter > h3').allTextContents();
    expect(chapters.map((title) => title.trim().split(/\s/)[0])).toEqual([
      '提出',
      '认领',
      '办理',
      '专题协商',
      '办理',
      '确认',
      '销号',
      '通报',
    ]);
    await page.getByRole('heading', { name: '议定事项' }).waitFor();
    await page.getByRole('link', { name: /双双拥办纪〔2027〕1号/ }).waitFor();
    expect(await page.getByRole('heading', { name: '现在等谁' }).count()).toBe(0);
    await page.look('item');
    await page.emulateMedia({ media: 'print' });
    await page.look('item-print');
  });

  test('a unit sees its part of it, on a phone; another one nothing', async () => {
    const { id } = await at.story.item(ABOUT);
    const page = await at.open('liaison.police-squad', `/ledger/items/${id}`, { phone: true });
    await page.getByRole('heading', { name: '办理全过程' }).waitFor();
    await page.look('item-phone');
    const wide = await page.evaluate<boolean>(
      `document.documentElement.scrollWidth > document.documentElement.clientWidth`,
    );
    expect(wide).toBe(false);
    const stranger = await at.open('liaison.health', `/ledger/items/${id}`);
    await stranger.getByRole('alert').waitFor();
  });
});
