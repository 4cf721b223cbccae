import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time/zone.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const CITY = '6404';
const TITLE = '2027年全市双拥工作督查';
const COUNTIES = ['yuanzhou', 'xiji', 'longde', 'jingyuan', 'pengyang'];

/** As they stand in the inspectors' notes (in the manner of 固原 2023); the console takes the names out of them. */
const SENTENCES = [
  '除原州区、彭阳县外，其他各县未将双拥工作写进年度政府工作报告',
  '各县（区）军地合署办公制度落实不到位',
  '除彭阳县外，其他县（区）双拥经费没有列入年度预算',
];

/** What is found of 泾源县 alone. */
const ABOUT = '没有户外双拥宣传阵地';
const PROBLEM = new RegExp(ABOUT, 'u');

describeInBrowser('an inspection of five counties and the member units', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let id: string;
  beforeAll(async () => {
    console = await startConsoleAt(
      {
        from: instantAt('2027-09-01', '08:30').toISOString(),
        to: instantAt('2027-11-30', '18:00').toISOString(),
      },
      { setting: { regions: [CITY], office: 'guyuan.office', year: 2027 } },
    );
  }, 180_000);
  afterAll(() => console?.stop());

  const choose = (of: WatchedPage, choice: string, name = '处理意见') =>
    of.getByRole('radiogroup', { name }).getByText(choice, { exact: true }).click();
  /** What stands on the page of a problem and of its tasks beside the steps. */
  const card = (of: WatchedPage) => of.getByRole('region', { name: '要整改的问题' });
  const tab = (name: RegExp | string) => page.getByRole('tab', { name }).click();

  test('is planned on one page: two teams, everybody below and every department', async () => {
    page = await console.open('guyuan.office', '/inspections');
    await page.getByText('现在没有进行中的督查').waitFor();
    await page.getByRole('link', { name: '启动督查' }).first().click();
    await page.getByLabel('名称', { exact: true }).fill(TITLE);
    await page.getByLabel('依据', { exact: true }).fill('年度重点工作督查安排和双拥模范城（县）考评标准');
    await page.getByLabel('督查开始').fill('2027-09-20');
    await page.getByLabel('督查结束').fill('2027-09-22');
    await page.getByLabel('材料报送时限').fill('2027-09-17');
    await page.getByLabel('有关要求').fill('如实准备材料，不搞迎送陪同。\n每个单位明确一名联系人。');
    for (const [team, leader] of [
      ['第一组', '军分区'],
      ['第二组', '市政府分管'],
    ] as const) {
      const leads = page.getByRole('combobox', { name: `${team}的带队领导` });
      await leads.click();
      await leads.fill(leader);
      await page.getByRole('option', { name: new RegExp(`副组长（${leader}`, 'u') }).click();
    }
    await page.getByRole('button', { name: '全部下级地区，实地督查' }).click();
    await page.getByRole('button', { name: '全部单位，资料查验' }).click();
    await page.getByText('5 个下级地区、44 个单位；实地督查 5 个').waitFor();
    await page.look('inspection-plan');
    await page.getByRole('button', { name: '送组长审批' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    id = /inspections\/([0-9a-f-]{36})/u.exec(page.url())![1]!;
  });

  test('is approved, and every target has its notice; who has not handed in stands first', async () => {
    const { story } = console;
    await story.settle();
    await story.decide('guyuan.leader1', 'approve', { decision: 'approved' });
    for (const county of COUNTIES) {
      await story.sign(`${county}.office`, 'notified', { decision: 'received' });
      await story.sign(`${county}.office`, 'submit', {
        decision: 'submitted',
        form: { summary: '台账目录见附件。' },
      });
    }
    for (const unit of ['science', 'justice', 'finance'])
      await story.sign(`guyuan.liaison.${unit}`, 'submit', {
        decision: 'submitted',
        form: { summary: '本单位双拥工作台账。', lacking: '结对共建协议正在续签' },
      });
    await story.settle();
    await page.getByRole('tab', { name: '材料（缺 41）' }).waitFor();
    await page.look('inspection');
    await tab(/^材料/u);
    await page.getByText('缺：结对共建协议正在续签').first().waitFor();
    await page.getByRole('button', { name: '催办 市公安局' }).click();
    await page.getByText(/^已催办/u).waitFor();
    await page.look('inspection-material');
  });

  test('its visits are entered by who leads, or by the office in his words', async () => {
    const { story } = console;
    await story.at('09-20');
    await tab('实地督查');
    const entered = async (name: string) => {
      await page.getByLabel(`到${name}的日期`).fill('2027-09-20');
      await page.getByLabel(`在${name}到了哪些地方`).fill('双拥示范点、县档案室');
      await page.getByLabel(`在${name}看到的情况`).fill('查看了台账和阵地，有的年份缺少记录。');
    };
    for (const name of ['原州区', '隆德县', '彭阳县']) await entered(name);
    await page.getByLabel('代为登记的原因').first().fill('副组长口述，办公室登记');
    await page.look('inspection-visits');
    await page.getByRole('button', { name: '代为登记' }).first().click();
    await page.getByText('双拥示范点、县档案室').first().waitFor();
    await story.decide('guyuan.leader3', 'visit', {
      decision: 'visited',
      form: {
        entries: ['640422', '640424'].map((regionCode) => ({
          ...{ regionCode, visitedDate: '2027-09-20', place: '县城', seen: '查看了阵地。' },
        })),
      },
    });
  });

  test('its findings are typed as they stand in the notes, each seen at once on everybody it hits', async () => {
    await console.story.at('09-20', '15:00');
    await tab('问题矩阵');
    await page.getByText('还没有登记', { exact: true }).waitFor();
    await page.getByLabel('整改要求').fill('制定措施，年底前补齐');
    await page.getByLabel('整改时限').fill('2027-12-31');
    const line = page.getByLabel('照原话写，开头说到谁，系统认出来');
    for (const sentence of SENTENCES) {
      await line.fill(sentence);
      await line.press('Enter');
    }
    await page.getByText('除原州区、彭阳县外，其他县（区）').first().waitFor();
    // One who gives a good example, then whoever of the departments is on the system's own list.
    await page.getByText('亮点', { exact: true }).first().click();
    await line.fill('西吉县开通“双拥号”公交车');
    await line.press('Enter');
    await page.getByText('成员单位层面', { exact: true }).first().click();
    await page.getByText('问题', { exact: true }).first().click();
    await page.getByText('未报送材料的（系统名单）').click();
    await line.fill('未按要求报送资料台账');
    await page.getByRole('status').filter({ hasText: '有41个单位' }).waitFor();
    await page.look('inspection-finding');
    await line.press('Enter');

    // A click on a cell: 隆德县 has put its money right meanwhile.
    await page.getByRole('button', { name: '第 3 条涉及隆德县' }).click();
    await page.getByText('除隆德县、彭阳县外，其他县（区）').waitFor();
    await page.getByText(/\d 保存$/u).waitFor();
    await page.look('inspection-matrix');
  });

  test('somebody else who enters at the same time loses nothing', async () => {
    const { story } = console;
    const seen = await story.http.get<{ version: number }>(
      'guyuan.director',
      `/api/v1/inspections/${id}/matrix`,
    );
    const director = await console.open('guyuan.director', `/inspections/${id}?tab=matrix`);
    await director.getByRole('cell', { name: '1', exact: true }).first().waitFor();
    const line = director.getByLabel('照原话写，开头说到谁，系统认出来');
    await director.getByText('县（区）层面', { exact: true }).first().click();
    await line.fill('泾源县没有户外双拥宣传阵地');
    await line.press('Enter');
    await director.getByText(/您 .*保存$/u).waitFor();
    // The office still looks at the version before.
    await page.getByRole('button', { name: '其余都没有发现' }).click();
    await page.getByText('刚刚也存了一版，已并在一起').waitFor();
    await page.getByText('没有户外双拥宣传阵地').waitFor();
    expect(seen.version).toBeGreaterThan(0);
    await page.getByRole('button', { name: '汇总完成，定格名单' }).click();
    await page.getByText(/名单定格于/u).waitFor();
  });

  test('the circular is written beside its lists; a figure cannot be typed', async () => {
    await console.story.settle();
    await tab('通报');
    await page.getByText('组织领导方面。有41个单位未按要求报送资料台账。').waitFor();
    const text = page.getByLabel('正文，一行一段；双花括号里的由系统填写');
    const written = await text.inputValue();
    await text.fill(written.replace('有{{missingMaterial}}个单位', '有30个单位'));
    await page.getByText('“30个单位”是手写的数字').waitFor();
    await page.look('inspection-circular');
    const other = await console.open('guyuan.office', `/inspections/${id}?tab=circular`);
    await other.getByLabel('标题', { exact: true }).fill('旧稿');
    await text.fill(written.replace('好的做法', '值得推广的做法'));
    await page.getByRole('button', { name: '起草完成，送主任审核' }).click();
    await page.getByRole('button', { name: '起草完成，送主任审核' }).waitFor({ state: 'detached' });

    // Sent back: what lay open in the other window since before does not go on top of it unseen.
    await console.story.settle();
    const { assignmentId } = await console.story.task('guyuan.director', 'review');
    await console.story.act('guyuan.director', assignmentId, {
      action: 'return',
      to: 'draft',
      opinion: '请再改一次',
    });
    await console.story.settle();
    await other.getByText('起草过一版，您这里的还没有算进去').waitFor();
    const send = other.getByRole('button', { name: '起草完成，送主任审核' });
    expect(await send.isDisabled()).toBe(true);
    await other.getByRole('button', { name: '换成那一版' }).click();
    expect(await other.getByLabel('正文，一行一段；双花括号里的由系统填写').inputValue()).toContain(
      '值得推广的做法',
    );
    await other.look('inspection-circular-overtaken');
    await send.click();
    await send.waitFor({ state: 'detached' });
  });

  test('issued, a county sees what was found of itself, on a phone, and nobody else’s', async () => {
    const { story } = console;
    await story.settle();
    await story.decide('guyuan.director', 'review', { decision: 'approved' });
    await story.decide('guyuan.leader2', 'sign', { decision: 'signed' });
    await story.decide('guyuan.office', 'issue', { decision: 'issued' });
    const phone = await console.open('jingyuan.office', `/inspections/${id}?tab=matrix`, { phone: true });
    await phone.getByText('没有户外双拥宣传阵地').waitFor();
    expect(await phone.getByText('彭阳县').count()).toBe(0);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('inspection-phone');
    await tab('问题矩阵');
    await page.getByRole('link', { name: /泾源县第 1 条的整改/u }).waitFor();
    await page.goto(`${console.url}/inspections`);
    await page.getByText(/整改销号 0\/\d+/u).waitFor();
    await page.look('inspections');
  });

  test('every problem is on an account that is narrowed by whom, by what and by light', async () => {
    const narrow = async (by: string, to: string) => {
      await page.getByRole('combobox', { name: by, exact: true }).press('Enter');
      await page.getByRole('option', { name: to, exact: true }).click();
    };
    await page.goto(`${console.url}/rectifications`);
    await page.getByRole('row', { name: /^市公安局/u }).waitFor();
    await page.look('rectifications');
    await narrow('整改单位', '泾源县');
    await narrow('方面', '组织领导');
    await page.getByRole('link', { name: PROBLEM }).waitFor();
    await narrow('灯', '逾期');
    await page.getByText('没有这样的问题').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByRole('button', { name: /^看隆德县的 \d+ 项$/u }).click();
    await page.getByRole('link', { name: PROBLEM }).waitFor({ state: 'detached' });
    expect(await page.evaluate('window.scrollY')).toBeGreaterThan(0);
    await page.look('rectifications-problems');

    const phone = await console.open('guyuan.office', '/rectifications', { phone: true });
    await phone
      .getByRole('row', { name: /市公安局/u })
      .first()
      .waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    // A line each: one of dozens is found without reading a long page.
    const line = await phone.getByRole('row', { name: /^市公安局/u }).boundingBox();
    expect(line!.height).toBeLessThan(60);
    await phone.look('rectifications-office-phone');
    await phone.getByRole('button', { name: /^看隆德县的 \d+ 项$/u }).click();
    await phone.getByRole('link', { name: PROBLEM }).waitFor({ state: 'detached' });
  });

  test('a county opens its problem, has a colleague draft the plan, and hands it in', async () => {
    const { story } = console;
    const county = await console.open('jingyuan.office', '/rectifications');
    await county.getByRole('link', { name: PROBLEM }).click();
    await county.getByRole('heading', { name: '各环节' }).waitFor();
    await card(county).getByText('泾源县（泾源县双拥办办理）').waitFor();
    await card(county).getByText('2027年12月31日').waitFor();
    await card(county).getByText('待定方案').waitFor();
    await county.look('rectification');
    await card(county).getByRole('link', { name: TITLE }).click();
    await county.waitForURL(`**/inspections/${id}?tab=matrix`);
    await county.getByText(ABOUT).waitFor();
    await county.goBack();
    await county.getByRole('link', { name: '去办理' }).click();
    await county.getByRole('button', { name: '委派' }).click();
    const dialog = county.getByRole('dialog');
    await dialog.getByLabel('给谁').fill('主任');
    await county.getByRole('option', { name: /泾源县双拥办 · 主任/u }).click();
    await dialog.getByRole('button', { name: '委派' }).click();
    await county.getByText('已委派').waitFor();
    await story.sign('jingyuan.director', 'plan', {
      about: ABOUT,
      decision: 'planned',
      form: { measures: '设固定宣传栏。', dueDate: '2027-12-20' },
    });
    await choose(county, '方案已定');
    await county.getByLabel('整改措施').fill('在县城主街和两个集镇设固定宣传栏。');
    await county.getByLabel('完成日期').fill('2027-12-20');
    await county.keyboard.press('Tab');
    await county.look('rectification-plan');
    await county.getByRole('button', { name: '方案已定' }).click();
    await county.getByText(/^已办理/u).waitFor();
    await story.settle();
  });

  test('on a phone it asks for more time, adds a picture and reports what it has done', async () => {
    const { story } = console;
    const phone = await console.open('jingyuan.office', '/rectifications', { phone: true });
    await phone.getByText('措施：在县城主街').waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('rectifications-phone');
    await phone.getByRole('link', { name: PROBLEM }).click();
    await phone.getByRole('link', { name: '去办理' }).click();
    await card(phone).getByText('在县城主街和两个集镇设固定宣传栏。').waitFor();
    await card(phone).getByText('2027年12月20日').waitFor();
    await phone.getByRole('button', { name: '申请延期' }).click();
    await phone.getByLabel('延至').fill('2028-01-15');
    await phone.getByLabel('理由').fill('冻土期不能施工。');
    await phone.getByRole('dialog').getByRole('button', { name: '申请延期' }).click();
    await phone.getByText('已申请延期').waitFor();
    await story.decide('guyuan.director', 'extension', { about: ABOUT, decision: 'approved' });
    await card(phone)
      .getByText(/2028年1月15日/u)
      .waitFor();
    await phone.getByLabel('上传附件').setInputFiles({
      name: '宣传栏照片说明.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('县城主街宣传栏。'),
    });
    await phone.getByRole('button', { name: '宣传栏照片说明.txt' }).waitFor();
    await phone.getByLabel('整改结果').fill('县城主街宣传栏已建成。');
    await phone.getByLabel('佐证材料').fill('附件是宣传栏的照片说明。');
    await phone.look('rectification-phone');
    await phone.getByRole('button', { name: '报告整改完成' }).click();
    await phone.getByText(/^已办理/u).waitFor();
    await story.settle();
  });

  test('the office sends it back once, strikes it off when it is mended, and keeps the account as a table', async () => {
    const { story } = console;
    const verify = async () => {
      await page.goto(`${console.url}/rectifications?state=verifying`);
      await page.getByRole('link', { name: PROBLEM }).click();
      await page.getByRole('link', { name: '去办理' }).click();
    };
    await verify();
    await page.getByText('宣传栏照片说明.txt').waitFor();
    await card(page).getByText('县城主街宣传栏已建成。').waitFor();
    await card(page).getByText('附件是宣传栏的照片说明。').waitFor();
    await choose(page, '整改不到位，退回');
    await page.getByLabel('意见', { exact: true }).fill('两个集镇还没有设。');
    await page.look('rectification-verify');
    await page.getByRole('button', { name: '整改不到位，退回' }).click();
    await page.getByText(/^已办理/u).waitFor();
    await story.settle();
    await story.decide('jingyuan.office', 'rectify', {
      about: ABOUT,
      decision: 'rectified',
      form: { result: '两个集镇的宣传栏也已建成。', evidence: '照片在县双拥办。' },
    });
    await verify();
    await card(page).getByText('整改不到位，退回：两个集镇还没有设。').waitFor();
    await card(page).getByText('待复核，退回 1 次').waitFor();
    await page.look('rectification-verify-again');
    await choose(page, '整改到位，销号');
    await choose(page, '实地查看', '复核方式');
    await page.getByLabel('复核情况').fill('三处都看过，属实。');
    await page.getByRole('button', { name: '整改到位，销号' }).click();
    await page.getByText(/^已办理/u).waitFor();
    await story.settle();
    await page.goto(`${console.url}/rectifications?state=closed`);
    await page.getByRole('row', { name: /两个集镇的宣传栏也已建成.*已销号（退回 1 次）/u }).waitFor();
    await page.getByRole('link', { name: PROBLEM }).click();
    await card(page).getByText('整改到位，销号：实地查看：三处都看过，属实。').waitFor();
    await card(page).getByText('按时').waitFor();
    await page.goBack();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出整改台账' }).click();
    expect((await file).suggestedFilename()).toMatch(/^整改台账.*\.xlsx$/u);
  });

  test('a problem that has gone away by itself is terminated with the reason', async () => {
    const director = await console.open('guyuan.director', '/rectifications?state=open');
    await director
      .getByRole('link', { name: /未将双拥工作写进/u })
      .first()
      .click();
    await director.getByRole('button', { name: '终止' }).click();
    const dialog = director.getByRole('dialog');
    await dialog.getByLabel('理由').fill('报告由市里统一写。');
    await dialog.getByRole('button', { name: '终止' }).click();
    await card(director).getByText('已终止：报告由市里统一写。').waitFor();
    await director.look('process-terminated');
  });
});
