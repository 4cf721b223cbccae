import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EvaluationSheetView } from '../../contracts/http/evaluations.js';
import { COUNTY, OFFICE } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const TITLE = '双江自治县2027年双拥工作考评';

describeInBrowser('an evaluation: standard, self-assessment, review, objection, dossier', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let evaluation: string;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-02-20T08:30:00+08:00', to: '2027-12-31T18:00:00+08:00' });
    const { story } = console;
    // 财政局 files its list in time, 住建局 never does.
    await story.http.post(OFFICE, '/api/v1/processes', { kind: 'dualList', regionCode: COUNTY, year: 2027 });
    await story.settle();
    await story.decide('liaison.finance', 'collect', {
      decision: 'filed',
      form: { nothing: true, items: [] },
    });
    await story.at('11-15');
    page = await console.open(OFFICE, '/evaluations');
  }, 180_000);
  afterAll(() => console?.stop());

  test('the standard is drafted, mended where it does not hold, and published', async () => {
    await page.getByText('现在没有进行中的考评').waitFor();
    await page.getByRole('link', { name: '考评标准', exact: true }).click();
    await page.getByText('系统自带').waitFor();
    await page.look('evaluation-standards');
    await page.getByRole('button', { name: '起草新版' }).click();
    const points = page.getByLabel('分管领导、联络员明确，按期备案，人员变动及时更新：分值');
    await points.fill('2');
    await points.press('Tab');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('对地区的指标合计99分，应为100分').waitFor();
    await page.look('evaluation-standard');
    await points.fill('3');
    await points.press('Tab');
    await page.getByLabel('标准名称').fill('双江自治县双拥工作考评标准');
    await page.getByRole('button', { name: '发布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
    await page.getByRole('row', { name: /双江自治县双拥工作考评标准.*第1版.*现行/u }).waitFor();
  });

  test('is launched for some units from the list', async () => {
    await page.goto(`${console.url}/evaluations`);
    await page.getByRole('button', { name: '启动考评' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^考评名称/).fill(TITLE);
    await dialog.getByLabel(/^考评年度/).fill('2027');
    const units = dialog.getByLabel(/^考评的单位/);
    for (const name of ['县财政局', '县住建局']) {
      await units.fill(name);
      await page.getByRole('option', { name, exact: true }).click();
    }
    await dialog.getByLabel(/^自评时限/).fill('2027-11-30');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: '启动', exact: true }).click();
    await page.waitForURL(/\/evaluations\/[0-9a-f-]{36}$/u);
    evaluation = new URL(page.url()).pathname;
    await console.story.settle();
    await page.getByText('没有自评的：县住建局、县财政局').waitFor();
    await page.look('evaluation');
  });

  test('a unit finds its sheet filled and adds what only itself knows', async () => {
    const { assignmentId } = await console.story.task('liaison.finance', 'selfAssess');
    const unit = await console.open('liaison.finance', `/tasks/${assignmentId}`);
    await unit.getByRole('link', { name: '打开自评表' }).click();
    await unit.getByText('自评合计').waitFor();
    await unit.getByRole('button', { name: '申请延期' }).click();
    await unit.getByLabel('延至').fill('2027-12-05');
    await unit.getByLabel('理由', { exact: true }).fill('有的材料要到月底才有。');
    await unit.getByRole('dialog').getByRole('button', { name: '申请延期' }).click();
    await unit.getByText('已申请延期').waitFor();
    await console.story.decide('director', 'extension', { decision: 'approved' });
    expect((await console.story.task('liaison.finance', 'selfAssess')).deadline).toMatch(/^2027-12-05/u);
    const scores = unit.getByLabel(/：自评得分$/);
    const count = await scores.count();
    expect(count).toBeGreaterThan(8);
    for (let n = 0; n < count; n += 1) {
      await scores.nth(n).fill(n === 0 ? '3' : '1');
      await scores.nth(n).press('Tab');
    }
    const words = unit.getByLabel(/：情况$/);
    for (let n = 0; n < count; n += 1) await words.nth(n).fill('有方案、有记录，材料在本单位台账。');
    await unit.getByText('还有 0 项要填写').waitFor();
    await unit.evaluate('window.scrollTo(0, 0)');
    await unit.look('evaluation-self');
    await unit.getByRole('button', { name: '提交自评' }).click();
    await unit.getByText('已提交自评').waitFor();
    await unit.getByText('自评 3', { exact: false }).first().waitFor();
  });

  test('the review decides what contradicts, with a reason', async () => {
    const { story } = console;
    const housing = `/api/v1${evaluation}/subjects/${story.unit('县住建局')}`;
    const sheet = await story.http.get<EvaluationSheetView>(OFFICE, housing);
    const indicators = sheet.indicators
      .filter(({ rule }) => rule === 'manual')
      .map(({ key, full }) => ({ indicator: key, points: full, text: '材料齐备。' }));
    const claim = { indicator: 'dualList', points: 4, text: '纸质清单已送县双拥办。' };
    await story.decide('liaison.housing', 'selfAssess', {
      decision: 'submitted',
      form: { indicators: [...indicators, claim] },
    });
    await page.goto(`${console.url}${evaluation}/review`);
    await page.getByText('1 项要核定').waitFor();
    await page.look('evaluation-review');
    const given = page.getByLabel('“双清单”按期报送，没有需求的作零报告：核定得分');
    await given.fill('1');
    await given.press('Tab');
    await page.getByLabel('“双清单”按期报送，没有需求的作零报告：更正理由').fill('纸质清单逾期送达。');
    await page.getByRole('button', { name: '全部评审完成' }).click();
    await page.waitForURL((url) => url.pathname === evaluation);
    await story.settle();
    await story.decide('director', 'check', { decision: 'approved' });
    await story.decide('leader1', 'approve', { decision: 'approved' });
    await page.reload();
    await page
      .getByRole('row', { name: /县住建局/u })
      .getByText(/\d/u)
      .first()
      .waitFor();
  });

  test('a unit sees its own result on a phone and objects', async () => {
    const phone = await console.open('liaison.housing', evaluation, { phone: true });
    await phone.getByRole('link', { name: '看考评表' }).click();
    await phone.getByText('对结果的答复').first().waitFor();
    expect(await phone.getByText('县财政局').count()).toBe(0);
    await phone.getByRole('button', { name: '提出异议' }).click();
    await phone.getByRole('combobox', { name: '第 1 条异议：哪一项' }).click();
    await phone.getByRole('option', { name: /“双清单”按期报送/u }).click();
    const asked = phone.getByLabel('第 1 条异议：要求的得分');
    await asked.fill('2');
    await asked.press('Tab');
    await phone.getByLabel('第 1 条异议：理由').fill('送达记录在时限内。');
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('evaluation-result-phone');
    await phone.getByRole('button', { name: '提交 1 条异议' }).click();
    await phone.getByText('还没有答复').waitFor();
  });

  test('the objection is answered by itself and confirmed', async () => {
    const { story } = console;
    await story.decide('liaison.finance', 'object', { decision: 'accepted' });
    const director = await console.open('director', evaluation);
    await director.getByText('送达记录在时限内。').waitFor();
    await director.getByText('成立', { exact: true }).click();
    await director.getByLabel('县住建局：答复的理由').fill('送达记录属实。');
    await director.look('evaluation-objection');
    await director.getByRole('button', { name: '答复完毕' }).click();
    await director.getByText('待组长确认').waitFor();
    await story.settle();
    await story.decide('leader1', 'confirm', { decision: 'confirmed' });
    await director.reload();
    await director.getByText('结果已固定').waitFor();
  });

  test('the dossier shows what is missing first, and goes out as one file', async () => {
    await page.goto(`${console.url}/dossiers`);
    await page.getByRole('heading', { name: '缺项' }).waitFor();
    await page.getByText('县双拥办').first().waitFor();
    await page.look('dossier');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出备卷（zip）' }).click();
    expect((await file).suggestedFilename()).toMatch(/2027年迎检备卷.*\.zip$/u);
    const unit = await console.open('liaison.housing', '/dossiers', { phone: true });
    await unit.getByText('缺项').first().waitFor();
    expect(await unit.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await unit.look('dossier-phone');
  });
});
