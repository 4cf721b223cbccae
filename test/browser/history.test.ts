import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from '../../src/demo/consultation/ask.js';
import { CONSULTED } from '../../src/demo/consultation/play-consultation.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';

describeInBrowser('the record', () => {
  let at: TestConsoleAtTime;
  beforeAll(async () => {
    at = await startConsoleAt(CONSULTED);
    await ask(at.story);
  });
  afterAll(() => at.stop());

  test('an auditor opens a process, looks for who did what, verifies it and takes it along', async () => {
    const page = await at.open('auditor', '/history');
    await page.getByRole('button', { name: '核验本人范围内的全部记录' }).click();
    await page.getByText(/^记录完好：逐条重算了 \d+ 个流程/).waitFor();
    await page.look('history');

    await page.getByLabel('名称里的文字').fill('双清单');
    await page.getByLabel('名称里的文字').press('Enter');
    await page.waitForURL(/q=/);
    await page
      .getByRole('main')
      .getByRole('link', { name: /双清单/ })
      .click();
    await page.getByRole('heading', { name: /^过程留痕：/ }).waitFor();
    await page.getByText('清单报送').first().waitFor();
    await page.look('process-history');

    await page.getByLabel('姓名、职务或单位').fill('武警');
    await page.getByLabel('姓名、职务或单位').press('Enter');
    await page.getByText(/双江自治县武警中队.*作出“报送”/).waitFor();
    await page.getByText('已显示 1 条').waitFor();
    expect(new URL(page.url()).searchParams.get('who')).toBe('武警');
    await page.getByRole('button', { name: '核验这份记录' }).click();
    await page.getByText(/^记录完好：逐条重算了 1 个流程/).waitFor();

    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    const lines = readFileSync(await (await table).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('双江自治县武警中队');
    const archive = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载档案包' }).click();
    expect((await archive).suggestedFilename()).toMatch(/\.zip$/);
    await page.getByLabel('姓名、职务或单位').fill('没有这个人');
    await page.getByLabel('姓名、职务或单位').press('Enter');
    await page.getByText('没有这样的记录').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByText('已显示 50 条').waitFor();
  });

  test('is printed whole, without what is only for the screen', async () => {
    const page = await at.open('office', `/processes/${at.story.processId}/history`);
    await page.getByText('已显示 50 条').waitFor();
    await page.evaluate(`window.print = () => { document.body.dataset.printed = 'yes'; }`);
    await page.getByRole('button', { name: '打印' }).click();
    await page.locator('body[data-printed]').waitFor();
    const text = await page.locator('.days').innerText();
    expect(text).toContain('第 1 条');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    await page.getByText(/打印于 2027年3月8日/).waitFor();
    await page.look('process-history-print');
  });

  test('is read on a phone', async () => {
    const page = await at.open('leader1', `/processes/${at.story.processId}/history`, { phone: true });
    await page.getByText('清单报送').first().waitFor();
    await page.look('process-history-phone');
    const wide = await page.evaluate<boolean>(
      `document.documentElement.scrollWidth > document.documentElement.clientWidth`,
    );
    expect(wide).toBe(false);
  });
});
