import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UnitMeasuresView } from '../../contracts/http/overview.js';
import { COUNTY, YEAR } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';

/** 县教育体育局 owes its list and doesn't file; everybody's figures are of that kind. */
const UNIT = '县教育体育局';

describeInBrowser('who oversees the work', () => {
  let console: TestConsoleAtTime;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    const { story } = console;
    await story.http.post('office', '/api/v1/processes', {
      kind: 'dualList',
      regionCode: COUNTY,
      year: YEAR,
    });
    await story.settle();
    await story.at('03-10');
  });
  afterAll(() => console.stop());

  test('a unit is late and escalates: the leader’s figure opens exactly that list, and he urges from there', async () => {
    const page = await console.open('leader1', '/overview');
    await page.getByRole('heading', { name: '各单位' }).waitFor();
    const { units } = await console.story.http.get<{ units: UnitMeasuresView[] }>(
      'leader1',
      '/api/v1/overview',
    );
    const names = await page.locator('section[aria-labelledby=units] tbody th').allInnerTexts();
    expect(names).toEqual(units.map(({ unit }) => unit));
    await page.look('overview');

    const { overdue } = units.find(({ unit }) => unit === UNIT)!;
    expect(overdue).toBeGreaterThan(0);
    await page.getByRole('link', { name: `${UNIT}逾期 ${overdue} 项` }).click();
    await page.getByRole('heading', { name: new RegExp(UNIT) }).waitFor();
    const rows = page.locator('ul.steps > li');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(overdue);
    expect(await rows.first().innerText()).toContain('逾期');
    await page.look('overview-steps');

    await rows
      .first()
      .getByRole('button', { name: `催办 ${UNIT}` })
      .click();
    await rows.first().getByText('已催办').waitFor();
    const [process] = (
      await console.story.http.get<{ items: { id: string }[] }>('office', '/api/v1/processes?kind=dualList')
    ).items;
    const told = (await console.story.history(process!.id)).map(({ kind }) => kind);
    expect(told).toEqual(expect.arrayContaining(['urged', 'escalated']));
  });

  test('on a phone', async () => {
    const page = await console.open('leader1', '/overview', { phone: true });
    await page.getByRole('heading', { name: '各单位' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.look('overview-phone');
    await page.goto(`${console.url}/account?rehearsal=${console.rehearsal}`);
    await page.getByRole('heading', { name: '登录的设备' }).waitFor();
    await page.look('account-phone');
  });

  test('a ladder is changed, and given to what runs after a look at what moves', async () => {
    const page = await console.open('director', '/policies/dualList/collect');
    await page.getByRole('button', { name: '修改规则' }).click();
    await page.getByRole('button', { name: '增加一级' }).click();
    await page.getByRole('spinbutton', { name: '第 6 级，逾期：数量' }).fill('20');
    await page.getByRole('spinbutton', { name: '第 6 级，逾期：数量' }).press('Tab');
    await page.getByText('逾期20个工作日，督办至上级双拥办').waitFor();
    await page.look('policy');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByText('新规则已保存').waitFor();

    await page.getByLabel('理由，记入每个流程的过程留痕').fill('逾期较多');
    await page.getByRole('button', { name: '预览影响' }).click();
    await page.getByText(/将影响 1 个流程的 1 个环节/).waitFor();
    await page.getByRole('button', { name: '套用到这 1 个环节' }).click();
    await page.getByText(/已套用：1 个流程的 1 个环节/).waitFor();
    await page.goto(`${console.url}/policies`);
    await page.getByRole('heading', { name: '情况通报' }).waitFor();
    await page.look('policies');
  });

  test('a person leaves, and the work moves to his successor', async () => {
    const page = await console.open('director', '/organisation');
    await page.getByRole('link', { name: UNIT, exact: true }).waitFor();
    await page.look('organisation');
    await page.getByRole('link', { name: UNIT, exact: true }).click();
    const liaison = page.getByRole('row', { name: /^联络员/ });
    const name = await liaison.getByRole('link').innerText();
    await page.look('organisation-unit');
    await liaison.getByRole('link').click();
    await page.getByText(/名下未办结的工作（1）/).waitFor();
    await page.look('organisation-person');

    await page.getByRole('button', { name: '离任' }).click();
    await page.getByText('移交 1 项未办结的工作，须有接任者').waitFor();
    await page.getByRole('combobox', { name: '联络员的接任者' }).fill('严雨田');
    await page.getByRole('option', { name: '严雨田' }).click();
    await page.getByLabel('理由').fill('调动');
    await page.getByRole('button', { name: '确认离任' }).click();
    await page.getByText(`${name}的 1 个职务已结束，移交未办工作 1 项`).waitFor();
    const { items } = await console.story.http.get<{ items: { unit: string }[] }>(
      'liaison.party',
      '/api/v1/inbox',
    );
    expect(items.filter(({ unit }) => unit.includes('教育'))).toHaveLength(1);
  });

  test('documents: what is issued has its number, its text and its Word file', async () => {
    const page = await console.open('director', '/overview');
    await page.getByRole('link', { name: /^县交通运输局逾期/ }).click();
    await page.locator('ul.steps > li').first().getByRole('button', { name: '督办县交通运输局' }).click();
    await page.getByLabel('督办要求').fill('请于三日内报送清单。');
    await page.getByRole('button', { name: '印发督办单' }).click();
    await page.getByRole('link', { name: /督〔2027〕/ }).click();
    await page.getByText('请于三日内报送清单。').waitFor();
    await page.getByRole('button', { name: '催办 双江自治县交通运输局' }).waitFor();
    await page.look('document');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 Word' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^双双拥办督〔2027〕.*\.docx$/);
    await page.goto(`${console.url}/documents`);
    await page
      .getByRole('link', { name: /督〔2027〕/ })
      .first()
      .waitFor();
    await page.look('documents');
    for (const [path, heading] of [
      ['/documents/office', '发文字号'],
      ['/documents/archives', '归档材料'],
      ['/calendar', '2027 年工作日历'],
      ['/account', '登录的设备'],
    ] as const) {
      await page.goto(`${console.url}${path}`);
      await page.getByRole('heading', { name: heading }).waitFor();
      await page.look(path.slice(1).replace('/', '-'));
    }
  });
});
