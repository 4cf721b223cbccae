import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LaunchedView } from '../../contracts/http/processes.js';
import type { NamingView } from '../../contracts/http/honours.js';
import { instantAt } from '../../domain/time/zone.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const CITY = '6404';
const OFFICE = 'guyuan.office';
const TITLE = '固原市2026年双拥模范单位和先进个人命名表彰';
const DEEDS = '连续五年组织律师为驻地部队官兵和军属提供法律咨询，办理涉军法律援助案件 120 余件。';
/** 国庆 falls into the public notice. */
const PLAYED = {
  from: instantAt('2026-09-01', '08:30').toISOString(),
  to: instantAt('2026-10-31', '18:00').toISOString(),
};

describeInBrowser('units and people are named', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  beforeAll(async () => {
    const setting = { regions: [CITY], office: OFFICE, year: 2026 };
    console = await startConsoleAt(PLAYED, { setting });
    page = await console.open(OFFICE, '/namings');
  }, 180_000);
  afterAll(() => console?.stop());

  const task = async (login: string, step: string): Promise<string> =>
    (await console.story.task(login, step)).assignmentId;
  const round = (): Promise<NamingView> =>
    console.story.http.get(OFFICE, `/api/v1/namings/${console.story.processId}`);

  test('the office launches it with titles, quotas and days', async () => {
    await page.getByText('现在没有进行中的命名').waitFor();
    await page.getByRole('button', { name: '启动命名表彰' }).click();
    const dialog = page.getByRole('dialog', { name: '启动命名表彰' });
    await dialog.getByLabel('名称', { exact: true }).fill(TITLE);
    await dialog.getByRole('button', { name: '添加一项' }).first().click();
    await page.look('naming-launch');
    await dialog.getByRole('button', { name: '取消' }).click();

    const { story } = console;
    const form = {
      title: TITLE,
      basis: '双拥模范命名管理的有关规定',
      conditions: '一、双拥工作成绩突出，群众公认。\n二、考察期内没有一票否决事项。',
      periodFromDate: '2025-01-01',
      awards: [
        { honourKind: 'modelUnit', title: '双拥模范单位', quota: 2, perUnit: 1 },
        { honourKind: 'modelPerson', title: '双拥先进个人', quota: 2, perUnit: 1 },
      ],
      unitIds: ['市司法局', '市税务局', '市科技局', '市文旅局'].map((name) => story.unit(name)),
      recommendDate: '2026-09-11',
      validUntilDate: '2029-12-31',
    };
    const order = { kind: 'commendation', regionCode: CITY, form };
    story.processId = (await story.http.post<LaunchedView>(OFFICE, '/api/v1/processes', order)).id;
    await story.settle();
    await page.reload();
    await page.getByRole('link', { name: TITLE, exact: true }).waitFor();
    await page.look('namings');
  });

  test('a unit recommends on a phone', async () => {
    const id = await task('guyuan.liaison.justice', 'recommend');
    const phone = await console.open('guyuan.liaison.justice', `/tasks/${id}`, { phone: true });
    await phone.getByText('双拥模范单位：共 2 个，本单位最多推荐 1 个').waitFor();
    await phone.getByText('推荐', { exact: true }).click();
    for (const title of ['双拥模范单位', '双拥先进个人']) {
      await phone.getByRole('button', { name: '添加一项' }).click();
      const entry = phone.getByRole('region', { name: /^推荐对象 \d$/u }).last();
      await entry.getByRole('combobox').first().click();
      await phone
        .getByRole('option', { name: `${title}（最多 1 个）` })
        .last()
        .click();
      await entry.getByLabel('主要事迹').fill(DEEDS);
      if (title !== '双拥先进个人') continue;
      await entry.getByLabel(/^姓名/u).fill('田小禾');
      await entry.getByLabel('职务').fill('公共法律服务科科长');
    }
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('naming-recommend-phone');
    await phone.getByRole('button', { name: '推荐', exact: true }).click();
    await phone.getByText('已办理').first().waitFor();
    expect((await round()).candidates.map(({ name }) => name)).toEqual(['固原市司法局', '田小禾']);
  });

  test('each candidate is examined beside what is known of it; who is left out is said why', async () => {
    const { story } = console;
    const candidates = [
      { awardId: '1', deeds: '落实税收优惠政策，助力退役军人创业。' },
      { awardId: '2', name: '贺明川', post: '科员', deeds: '十年坚持为军属办实事。' },
    ];
    await story.decide('guyuan.liaison.tax', 'recommend', { decision: 'recommended', form: { candidates } });
    await story.decide('guyuan.liaison.culture', 'recommend', {
      decision: 'recommended',
      form: { candidates: [{ awardId: '1', deeds: '在驻地部队设立流动图书点 6 个。' }] },
    });
    await page.goto(`${console.url}/namings/${story.processId}`);
    await page.getByText('已报 3 个，没有推荐 0 个，还没有报 1 个').waitFor();
    await page.getByText('还没有报：市科技局').waitFor();
    await story.at('09-14');
    const deputy = await console.open('guyuan.deputy', `/tasks/${await task('guyuan.deputy', 'examine')}`);
    await deputy.getByText('还有 5 个没有审查。').waitFor();
    await deputy
      .getByRole('radiogroup', { name: '贺明川是否合格' })
      .getByText('不合格', { exact: true })
      .click();
    await deputy.getByLabel('贺明川不合格的理由').fill('事迹材料不充分');
    await deputy.getByRole('button', { name: '其余的都合格' }).click();
    await deputy.getByText('全部审查完了。').waitFor();
    await deputy.look('naming-examine');
    await deputy.getByRole('button', { name: '审查完毕' }).click();
    await deputy.getByText('已办理').first().waitFor();

    const director = await console.open(
      'guyuan.director',
      `/tasks/${await task('guyuan.director', 'examine')}`,
    );
    await director.getByText('全部审查完了。').waitFor();
    await director.getByRole('button', { name: '其余的都合格' }).waitFor({ state: 'detached' });
    await director.getByRole('button', { name: '审查完毕' }).click();
    await director.getByText('已办理').first().waitFor();
    await story.settle();

    await director.goto(`${console.url}/tasks/${await task('guyuan.director', 'propose')}`);
    await director
      .getByRole('radiogroup', { name: '处理意见' })
      .getByText('提出名单', { exact: true })
      .click();
    await director.getByText('双拥模范单位：名额 2 个，已列入 2 个').waitFor();
    await director.getByLabel(/不列入的理由/u).fill('名额只有两个，下次再推荐');
    await director.look('naming-propose');
    await director.getByRole('button', { name: '提出名单' }).click();
    await director.getByText('已办理').first().waitFor();
    await story.settle();
  });

  test('the public notice counts working days; an objection is registered and answered', async () => {
    const { story } = console;
    await story.at('09-28');
    const places = ['市政府门户网站', '市双拥办公示栏'];
    const contact = '市双拥办（行政中心 305 室）';
    await story.decide(OFFICE, 'publish', { decision: 'published', form: { places, contact } });
    await page.goto(`${console.url}/tasks/${await task(OFFICE, 'objections')}`);
    await page.getByText('还有 5 个工作日，至2026年10月10日全天').waitFor();
    await page.getByRole('combobox').first().click();
    await page.getByRole('option', { name: /田小禾/u }).click();
    await page.getByText('来信', { exact: true }).click();
    await page.getByLabel('反映的情况').fill('反映其中一件援助案件不是本人办理。');
    await page.getByLabel('收到日期').fill('2026-09-28');
    await page.getByLabel('收到日期').press('Enter');
    await page.look('naming-objection');
    await page.getByRole('button', { name: '登记一件异议' }).click();
    await page.getByText('已办理').first().waitFor();
    await story.settle();
    await story.at('10-08');
    await page.goto(`${console.url}/namings/${story.processId}`);
    await page.getByText('还有 2 个工作日').waitFor();
    await page.getByText('还没有答复').first().waitFor();
    await page.getByText('10-11 00:00 自动公示期满').waitFor();
    await page.look('naming');
    await story.decide('guyuan.director', 'handle', {
      decision: 'unfounded',
      opinion: '调阅卷宗，案件确由本人办理',
    });
  });

  test('is voted on, named, and stands in the register', async () => {
    const { story } = console;
    await story.at('10-12');
    for (const login of ['guyuan.leader1', 'guyuan.leader2'])
      await story.decide(login, 'decide', { decision: 'agree' });
    await story.decide('guyuan.leader1', 'sign', { decision: 'signed' });
    await story.decide(OFFICE, 'name', { decision: 'named' });
    await page.reload();
    await page.getByText('名额 2 个，候选 3 个，已命名 2 个').waitFor();
    await page.getByText('应签 3，同意 2，不同意 0，弃权 0，回避 0').waitFor();
    await page.goto(`${console.url}/honours`);
    await page.getByRole('row', { name: /田小禾.*双拥先进个人.*保持/u }).waitFor();
    await page.look('honours');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出登记表' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.xlsx$/u);
    await page.getByRole('link', { name: '田小禾' }).click();
    await page.getByText('命名以来的全部决定').waitFor();
    await page.getByText(/决〔2026〕1号命名/u).waitFor();
    await page.look('honour');
  });

  test('a unit sees what was published and named, and on a phone', async () => {
    const phone = await console.open('guyuan.liaison.science', '/honours', { phone: true });
    await phone.getByRole('link', { name: '固原市司法局' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('honours-phone');
  });
});
