import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { filled, type Row } from '../../src/demo/chapters/import-table.js';
import { COUNTY, YEAR } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import { XLSX } from '../../contracts/http/ledger-import.js';

const LIAISON = 'liaison.housing';
const GOOD: Row[] = [
  ['停偿后房地产利用', '旧营房移交后的利用', '旧营房 12 间，希望明确移交手续。'],
  ['城市规划建设', '西片区规划与营区衔接', '核对营区边界和退让距离。'],
];

describeInBrowser('the dual list', () => {
  let at: TestConsoleAtTime;
  beforeAll(async () => {
    at = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-12-31T18:00:00+08:00' });
    await at.story.http.post('office', '/api/v1/processes', {
      kind: 'dualList',
      regionCode: COUNTY,
      year: YEAR,
    });
    await at.story.settle();
  });
  afterAll(() => at.stop());

  test('a unit files by a table: the bad cell is named, the mended table is filed, the same again changes nothing', async () => {
    const { assignmentId } = await at.story.task(LIAISON, 'collect');
    const template = await at.story.http.download(LIAISON, '/api/v1/ledger/template');
    const page = await at.open(LIAISON, `/ledger/import/${assignmentId}`);
    const good = await filled(template, GOOD);
    const choose = (buffer: Buffer) =>
      page.getByLabel('选择填好的表格（xlsx）').setInputFiles({ name: '清单.xlsx', mimeType: XLSX, buffer });

    await choose(await filled(template, [GOOD[0]!, ['修路', GOOD[1]![1], GOOD[1]![2]]]));
    await page.getByRole('cell', { name: /B5/ }).waitFor();
    expect(await page.getByRole('button', { name: '确认报送' }).count()).toBe(0);
    await page.look('ledger-import-errors');
    const marked = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载标出错误的表格' }).click();
    expect(
      readFileSync(await (await marked).path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    await choose(good);
    await page.getByRole('heading', { name: '将报送 2 件' }).waitFor();
    await page.look('ledger-import');
    await page.getByRole('button', { name: '确认报送' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(await at.story.ledger('&state=filed')).toHaveLength(2);

    await page.goto(`${at.url}/ledger/import/${assignmentId}`);
    await choose(good);
    await page.getByText('这份表格已经报送过').waitFor();
    await page.getByRole('button', { name: '确认报送' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(await at.story.ledger('&state=filed')).toHaveLength(2);
  });

  test('the office sees both lists, who hasn’t filed, and narrows by what it looks for; a link shows the same', async () => {
    const units = ['education', 'ecology', 'emergency', 'armed', 'garrison'];
    for (const unit of units)
      await at.story.sign(`liaison.${unit}`, 'collect', {
        decision: 'filed',
        form: {
          items: Array.from({ length: 8 }, (_, i) => ({
            kind: 'other',
            title: `${unit === 'armed' ? '训练场' : '共建'}协作事项 ${i + 1}`,
            detail: '需要对方协助，详见附表。',
          })),
        },
      });
    await at.story.at('03-01');
    const page = await at.open('office', '/ledger');
    await page.getByText('旧营房移交后的利用').waitFor();
    await page.getByText(/未报单位 26 家/).waitFor();
    await page.look('ledger');
    await page.getByLabel('名称或内容里的文字').fill('训练场');
    await page.getByLabel('名称或内容里的文字').press('Enter');
    await page.getByText('训练场协作事项 8').waitFor();
    await page.getByText('已载入 8 件').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('训练场');
    const another = await at.open('office', new URL(page.url()).pathname + new URL(page.url()).search);
    await another.getByText('已载入 8 件').waitFor();
    await another.getByLabel('名称或内容里的文字').fill('没有这样的事');
    await another.getByLabel('名称或内容里的文字').press('Enter');
    await another.getByText('没有这样的事项').waitFor();
    await another.look('ledger-empty');
  });

  test('when every unit has filed, nobody is missing any more', async () => {
    const accounts: { login: string }[] = await at.api.dataSource.query(
      `select login from account where login like 'liaison.%' order by login`,
    );
    for (const { login } of accounts) {
      const owed = (await at.story.inbox(login)).find(({ step }) => step === 'collect');
      const form = { items: [{ kind: 'other', title: `${owed?.unit}的协作事项`, detail: '详见附表。' }] };
      if (owed?.assignmentId)
        await at.story.act(login, owed.assignmentId, { action: 'decide', decision: 'filed', form });
    }
    await at.story.settle();
    const page = await at.open('office', '/ledger?sort=-filed');
    await page.getByText('县财政局的协作事项').waitFor();
    expect(await page.getByText(/未报单位/).count()).toBe(0);
    await page.look('ledger-filed');
  });

  test('fits a phone', async () => {
    const page = await at.open('leader1', '/ledger', { phone: true });
    await page.getByText('旧营房移交后的利用').waitFor();
    await page.look('ledger-phone');
  });
});
