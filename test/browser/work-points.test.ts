import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UnitPage } from '../../contracts/http/organisation.js';
import type { LaunchedView } from '../../contracts/http/processes.js';
import type { PointSetPage } from '../../contracts/http/work-points.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const NOTICE = readFileSync('test/domain/work-points/notices/province-32-points.txt', 'utf8');

describeInBrowser('work points: from a notice to reports', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let address: string;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    page = await console.open('office', '/work-points');
  });
  afterAll(() => console.stop());

  test('a pasted notice becomes points beside the text they came from', async () => {
    await page.getByText('还没有工作要点').waitFor();
    await page.getByRole('link', { name: '印发工作要点' }).click();
    await page.getByLabel(/通知全文/).fill('密级：机密\n1.演练。（县人武部负责）');
    await page.getByRole('button', { name: '读出要点' }).click();
    await page.getByText('涉密标志').first().waitFor();
    expect(await page.evaluate(`JSON.stringify({ ...localStorage })`)).not.toContain('演练');
    await page.getByLabel(/通知全文/).fill(NOTICE);
    await page.look('work-points-notice');
    await page.getByRole('button', { name: '读出要点' }).click();
    await page.getByText('32 项要点，6 个部分').waitFor();

    const card = page.getByRole('article', { name: '第 12 项', exact: true });
    const passage = page.getByRole('button', { name: /驻军部队照/ });
    await passage.focus();
    await page.locator('[data-card="p12"].active').waitFor();
    await page.keyboard.press('Enter');
    await card.getByLabel('名称').waitFor();
    await card.getByRole('button', { name: /^收起/ }).click();
    await page.getByRole('article', { name: '第 4 项', exact: true }).hover();
    await page.waitForFunction(
      `document.querySelector('.passage.active')?.textContent.includes('征文和展播')`,
    );
    await page.look('work-points-check');
  });

  test('two units are corrected, and a reload loses nothing', async () => {
    const women = page.getByRole('listitem', { name: '省妇联' });
    await women.getByRole('button', { name: '选单位' }).click();
    await women.locator('.el-select').click();
    await page.getByRole('option', { name: '县民政局', exact: true }).click();
    await page
      .getByRole('article', { name: '第 12 项', exact: true })
      .getByRole('button', { name: /^修改/ })
      .click();
    await page.keyboard.press('Escape');
    const card = page.getByRole('article', { name: '第 12 项', exact: true });
    await card.getByLabel('时限（不填为年底）').fill('2027-10-29');
    await page.keyboard.press('Enter');
    const army = page.getByRole('listitem', { name: '省军区政治工作局' });
    await army.getByRole('button', { name: '选单位' }).click();
    await army.locator('.el-select').click();
    await page.getByRole('option', { name: '武警双江中队', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByText('接着上次没有做完的').waitFor();
    await page.getByText('32 项要点，6 个部分').waitFor();
    expect(await page.getByRole('listitem', { name: '省妇联' }).count()).toBe(0);
    await page.getByRole('button', { name: /看全部/ }).click();
    await page.getByRole('listitem', { name: '省妇联' }).getByText('县民政局').waitFor();
    await page.getByRole('article', { name: '第 12 项', exact: true }).getByText('2027年10月29日').waitFor();
    await page
      .getByRole('button', { name: '看全部' })
      .or(page.getByRole('button', { name: '只看要核对的' }))
      .click();
    await page.getByRole('button', { name: /全部确认/ }).click();
  });

  test('what stays open is named, and confirmed before the launch', async () => {
    await page.getByRole('button', { name: '下一步：报审印发' }).click();
    await page.getByText(/处没有核对/).waitFor();
    const launch = page.getByRole('button', { name: '确认 32 项，报组长审定' });
    expect(await launch.isDisabled()).toBe(true);
    await page.getByText('以上各处按现在的样子印发，我已知晓').click();
    await page.look('work-points-issue');
    await launch.dblclick();
    await page.getByText('待审定的 32 项').waitFor();
    address = new URL(page.url()).pathname;
    await console.story.settle();
    await console.story.decide('leader1', 'approve', { decision: 'approved' });
    expect(await page.evaluate(`Object.keys(localStorage).join()`)).toBe('');
  });

  test('32 points run; a unit reports its quarter', async () => {
    await console.story.at('03-22');
    await console.story.decide('liaison.armed', 'progress', {
      about: '脱贫攻坚',
      decision: 'reported',
      form: { summary: '两支小分队进村，帮扶十二户。', percent: 35, selfLight: 'green' },
    });
    await page.goto(`${console.url}${address}`);
    await page.getByText('显示 32/32 项').waitFor();
    await page.look('work-points-set');
    await page.getByRole('tab', { name: '季度进展' }).click();
    const row = page.getByRole('row', { name: /脱贫攻坚/ }).filter({ visible: true });
    await row.getByText('完成 35%').waitFor();
    await page.look('work-points-quarters');
    await row.getByRole('link').click();
    await page.getByText('两支小分队进村，帮扶十二户。').first().waitFor();
    await page.look('work-point');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page
        .goto(`${console.url}${address}`)
        .then(() => page.getByRole('button', { name: '导出（xlsx）' }).click()),
    ]);
    expect(table.suggestedFilename()).toMatch(/落实情况.*\.xlsx$/);
  });

  test('a city forwards its points with its opinions; a county splits them, and the city sees who has not', async () => {
    const { story } = console;
    const { items } = await story.http.get<UnitPage>('city.office', '/api/v1/units?region=5309&limit=100');
    const leadUnitIds = items.flatMap(({ id, shortName }) => (shortName === '市教育体育局' ? [id] : []));
    const point = (number: string, title: string) => ({
      number,
      title,
      text: `${title}，年内见效。`,
      leadUnitIds,
    });
    const title = '2027年临沧市双拥工作要点';
    const city = await story.http.post<LaunchedView>('city.office', '/api/v1/processes', {
      kind: 'workPoints',
      regionCode: '5309',
      form: {
        title,
        points: [point('1', '国防教育进校园'), point('2', '口岸军地联谊')],
        opinions: [{ title: '逐项分解', text: '各县逐项分到单位，没有任务的说明理由。' }],
        regionCodes: ['530921', '530925'],
      },
    });
    await story.settle();
    await story.decide('city.leader1', 'approve', { about: '临沧市', decision: 'approved' });
    const { items: sets } = await story.http.get<PointSetPage>('office', '/api/v1/work-points');
    const received = sets.find(({ fromSetId }) => fromSetId === city.id)!;

    await page.goto(`${console.url}/work-points/${received.id}`);
    await page.getByRole('link', { name: '逐项分解上级要点' }).click();
    const first = page.getByRole('article', { name: '上级第 1 项' });
    await first.getByRole('button', { name: /^分解/ }).click();
    await first.locator('.el-select').first().click();
    await page.getByRole('option', { name: '县教育体育局', exact: true }).click();
    await page.keyboard.press('Escape');
    await first.getByText('1 项任务').waitFor();
    await page.look('work-points-split');
    const second = page.getByRole('article', { name: '上级第 2 项' });
    await second.getByRole('button', { name: /^分解/ }).click();
    await second.getByText('本级没有任务').click();
    await second.getByLabel('理由').fill('县里没有口岸。');
    await page.getByRole('button', { name: '分解完成，送审' }).click();
    await page.waitForURL(new RegExp(`/work-points/${received.id}$`));
    await story.settle();
    await story.decide('leader1', 'approve', { about: '临沧市', decision: 'approved' });

    const above = await console.open('city.office', `/work-points/${city.id}?tab=coverage`);
    await above.getByText('2/2 已答复').waitFor();
    await above.getByText('还有 2 项没有分解').waitFor();
    await above.getByText('双江自治县').first().click();
    await above.getByText('县里没有口岸。').waitFor();
    await above.look('work-points-coverage');
    await above.getByRole('tab', { name: '意见、下达和签收' }).click();
    await above.getByText('各县逐项分到单位，没有任务的说明理由。').waitFor();
    await above.look('work-points-opinions');
  });

  test('on a phone the panes are tabs, and a unit sees its own points', async () => {
    const phone = await console.open('liaison.armed', address, { phone: true });
    await phone.getByText('显示 32/32 项').waitFor();
    await phone.look('work-points-set-phone');
    await phone.goto(`${console.url}/work-points`);
    await phone.getByRole('link', { name: '2027年双拥工作要点' }).waitFor();
    await phone.look('work-points-phone');
    const office = await console.open('office', '/work-points/new', { phone: true });
    await office.getByLabel(/通知全文/).fill(NOTICE);
    await office.getByRole('button', { name: '读出要点' }).click();
    await office.getByRole('button', { name: '通知原文' }).click();
    await office.getByRole('button', { name: /驻军部队照/ }).click();
    await office.getByRole('article', { name: '第 12 项', exact: true }).getByLabel('名称').waitFor();
    await office.look('work-points-check-phone');
  });
});
