import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CampaignCheckView, CampaignDraftView } from '../../contracts/http/campaigns.js';
import type { LaunchedView } from '../../contracts/http/processes.js';
import { COUNTY } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

describeInBrowser('双拥在基层: from an impossible date to a finding on account', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let address: string;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2014-12-29T08:30:00+08:00', to: '2015-12-31T18:00:00+08:00' });
    page = await console.open('office', '/campaigns');
  });
  afterAll(() => console.stop());

  test('the draft is edited; an impossible date is refused with why and where to mend it', async () => {
    await page.getByText('还没有开展活动').waitFor();
    await page.getByRole('link', { name: '启动活动' }).click();
    await page.getByLabel('活动第一天').fill('2015-01-01');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '取得底稿' }).click();
    // The year that the source itself misprints.
    await page.locator('#form-stages-1-fromDate').fill('2014-03-01');
    await page.keyboard.press('Enter');
    const check = page.getByRole('complementary', { name: '方案体检' });
    await check.getByText('走访摸底 · 开始日期').waitFor();
    await check.getByText('年份可能写错了，请核对是否应为 2015-03-01。').waitFor();
    const launch = page.getByRole('button', { name: '启动活动' });
    expect(await launch.isDisabled()).toBe(true);
    await page.look('campaign-check');
    await check.getByRole('button', { name: '去修改' }).click();
    await page.locator('#form-stages-1-fromDate:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByText('接着上次没有做完的方案').waitFor();
    await check.getByRole('button', { name: '改为 2015-03-01' }).click();
    await check.getByText('走访摸底 · 开始日期').waitFor({ state: 'detached' });
    expect(await page.locator('#form-stages-1-fromDate').inputValue()).toBe('2015-03-01');
  });

  test('warnings each need their click; the plan is previewed and launched once', async () => {
    const check = page.getByRole('complementary', { name: '方案体检' });
    await page.getByRole('tab', { name: '预览' }).click();
    await page.getByRole('group', { name: '方案预览，横道图' }).waitFor();
    await page.look('campaign-preview');
    await check.getByText('已确认').click();
    await check.getByText('✓ 可以启动').waitFor();
    await page.getByRole('button', { name: '启动活动' }).dblclick();
    await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
    address = new URL(page.url()).pathname;
    console.story.processId = address.split('/').at(-1) as string;
    await console.story.settle();
    const { items } = await console.story.http.get<{ items: unknown[] }>('office', '/api/v1/campaigns');
    expect(items).toHaveLength(1);
  });

  test('seven stages as a picture; what is missing before one can be closed', async () => {
    const { story } = console;
    await story.at('2015-01-12');
    const fiveOnes = [{ item: 'board', done: true, evidence: '镇政府大厅东侧，民政办负责。' }];
    await story.decide('liaison.mengmeng', 'mobilise', {
      decision: 'confirmed',
      form: { plan: '召开动员会，五个村各有专人。', fiveOnes },
    });
    await page.reload();
    await page.getByRole('group', { name: '七个阶段，横道图' }).waitFor();
    await page.getByText('单位报送 1/32').waitFor();
    await page.getByText('结束之前还差 31 项').waitFor();
    await page.getByRole('button', { name: /^检查督促：2015年1月1日至2016年11月30日/ }).click();
    await page.getByRole('region', { name: '检查督促' }).getByText('目标：').waitFor();
    await page.getByText('用表格看各阶段').click();
    await page.getByRole('row', { name: /宣传动员.*进行中/ }).waitFor();
    await page.getByText('用表格看各阶段').click();
    await page.look('campaign-stages');
  });

  test('a stage that was moved shows where it first stood', async () => {
    const { story } = console;
    await story.http.post('office', '/api/v1/processes', {
      kind: 'changeOrder',
      regionCode: COUNTY,
      form: {
        processId: story.processId,
        title: '走访推迟一周',
        reason: '春耕动员会占用各乡镇人手。',
        changes: [{ type: 'planned', key: 'stage:visit', fromDate: '2015-03-09' }],
      },
    });
    await story.settle();
    await story.decide('director', 'approve', { decision: 'approved' });
    await page.getByRole('button', { name: /^走访摸底：2015年3月9日至/ }).click();
    const panel = page.getByRole('region', { name: '走访摸底' });
    await panel.getByText('由2015年3月1日至2015年4月30日改为2015年3月9日至2015年4月30日').waitFor();
    expect(await page.locator('.field .original').count()).toBe(1);
    await page.look('campaign');
  });

  test('a finding is filed and stands on account', async () => {
    const { story } = console;
    await story.at('2015-03-18');
    const findings = [
      { topic: 'hardship', title: '优抚对象危房改造', detail: '两户鉴定为危房，自筹资金有困难。' },
    ];
    await story.decide('liaison.civil', 'visit', { decision: 'filed', form: { findings } });
    await page.reload();
    await page.getByRole('tab', { name: '专题' }).click();
    await page.look('campaign-topics');
    await page.getByRole('button', { name: '特殊困难提出 1 个，看问题' }).click();
    await page.getByRole('row', { name: /优抚对象危房改造.*特殊困难.*县民政局/ }).waitFor();
    await page.look('campaign-findings');
    for (const [tab, row, picture] of [
      ['五个一', /勐勐镇/, 'campaign-five-ones'],
      ['单位报送', /勐勐镇.*召开动员会/, 'campaign-hand-ins'],
      ['检查督促', /第 1 次/, 'campaign-inspections'],
      ['总结和结果', /县民政局/, 'campaign-results'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('row', { name: row }).filter({ visible: true }).first().waitFor();
      await page.look(picture);
    }
  });

  test('a city launches it for its counties and sees them on one page', async () => {
    const { http } = console.story;
    const region = '5309';
    const draft = await http.get<CampaignDraftView>(
      'city.office',
      `/api/v1/campaigns/draft?regionCode=${region}`,
    );
    const form = { ...draft.form, countyCodes: ['530921', '530922'] };
    const check = await http.post<CampaignCheckView>('city.office', '/api/v1/campaigns/check', {
      regionCode: region,
      form,
    });
    const acknowledged = check.findings.map(({ id }) => id);
    const { id } = await http.post<LaunchedView>('city.office', '/api/v1/campaigns', {
      regionCode: region,
      form: { ...form, acknowledged },
    });
    await console.story.settle();
    const city = await console.open('city.office', `/campaigns/${id}?tab=counties`);
    await city.getByRole('row', { name: /凤庆县.*宣传动员/ }).waitFor();
    await city.look('campaign-counties');
    await city.getByRole('link', { name: '云县' }).click();
    await city.getByRole('link', { name: '上级的活动' }).waitFor();
  });

  test('on a phone, and for a unit that takes part', async () => {
    const phone = await console.open('liaison.mengmeng', address, { phone: true });
    await phone.getByRole('group', { name: '七个阶段，横道图' }).waitFor();
    expect(await phone.getByText('结束之前还差').count()).toBe(0);
    await phone.look('campaign-phone');
    await phone.goto(`${console.url}/campaigns`);
    await phone
      .getByRole('link', { name: /双拥在基层/ })
      .first()
      .waitFor();
    await phone.look('campaigns-phone');
    const office = await console.open('office', '/campaigns/launch', { phone: true });
    await office.getByRole('button', { name: '取得底稿' }).click();
    await office.getByText('方案体检').waitFor();
    await office.look('campaign-launch-phone');
  });
});
