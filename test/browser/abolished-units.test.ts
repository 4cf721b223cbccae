import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MeView } from '../../contracts/http/access.js';
import type { NamingView } from '../../contracts/http/honours.js';
import type { InspectionDraftView } from '../../contracts/http/inspections.js';
import type { MeetingView } from '../../contracts/http/meetings.js';
import type { LaunchedView } from '../../contracts/http/processes.js';
import { instantAt } from '../../domain/time/zone.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const CITY = '6404';
const OFFICE = 'guyuan.office';
const DIRECTOR = 'guyuan.director';
const LEADER = 'guyuan.leader1';
const MEETING = '第四次领导小组会议';
const PROBLEMS = { science: '科技拥军没有计划', culture: '文化拥军没有台账' };

describeInBrowser('units that are abolished', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let inspection: string;

  const launch = async (kind: string, form: object): Promise<string> => {
    const order = { kind, regionCode: CITY, form };
    const { id } = await console.story.http.post<LaunchedView>(OFFICE, '/api/v1/processes', order);
    await console.story.settle();
    return id;
  };
  const positionOf = async (login: string): Promise<string> =>
    (await console.story.http.get<MeView>(login, '/api/v1/me')).positions[0]!.id;

  /** 市科技局 and somebody of it hold a title each. */
  async function named(): Promise<void> {
    const { story } = console;
    const unitIds = [story.unit('市科技局')];
    const award = (honourKind: string, title: string) => ({ honourKind, title, quota: 1, perUnit: 1 });
    const id = await launch('commendation', {
      ...{ title: '固原市双拥模范单位和先进个人命名表彰', basis: '有关规定', conditions: '群众公认。' },
      ...{ periodFromDate: '2025-01-01', recommendDate: '2026-09-11', publicNoticeDays: 5, unitIds },
      awards: [award('modelUnit', '双拥模范单位'), award('modelPerson', '双拥先进个人')],
      validUntilDate: '2029-12-31',
    });
    const deeds = '连续五年选派科技特派员到驻军部队，办实事 30 余件。';
    const candidates = [
      { awardId: '1', deeds },
      { awardId: '2', name: '田小禾', post: '科长', deeds },
    ];
    await story.decide('guyuan.liaison.science', 'recommend', {
      ...{ decision: 'recommended', form: { candidates } },
    });
    const round = await story.http.get<NamingView>(OFFICE, `/api/v1/namings/${id}`);
    const ids = round.candidates.map((one) => one.id);
    const results = ids.map((candidateId) => ({ candidateId, passed: true }));
    for (const login of ['guyuan.deputy', DIRECTOR])
      await story.decide(login, 'examine', { decision: 'examined', form: { results } });
    await story.decide(DIRECTOR, 'propose', { decision: 'proposed', form: { candidateIds: ids } });
    const form = { places: ['市政府网站'], contact: '市双拥办' };
    await story.decide(OFFICE, 'publish', { decision: 'published', form });
    await story.at('09-14');
    for (const login of [LEADER, 'guyuan.leader2'])
      await story.decide(login, 'decide', { decision: 'agree' });
    await story.decide(LEADER, 'sign', { decision: 'signed' });
    await story.decide(OFFICE, 'name', { decision: 'named' });
  }

  /** Two departments are inspected; what was found is entered, but not out yet. */
  async function inspected(): Promise<void> {
    const { story } = console;
    const units = ['市科技局', '市文旅局'].map((name) => ({ unitId: story.unit(name) }));
    inspection = await launch('inspection', {
      ...{ title: '全市双拥工作督查', basis: '年度重点工作', requirements: '如实准备材料。', dimensions: [] },
      ...{ fromDate: '2026-09-17', toDate: '2026-09-17', materialDueDate: '2026-09-16' },
      teams: [{ name: '第一组', leaderPositionId: await positionOf('guyuan.leader3'), members: [] }],
      targets: units.map((unit) => ({ ...unit, team: 1, method: 'visit' })),
    });
    await story.decide(LEADER, 'approve', { decision: 'approved' });
    for (const unit of ['science', 'culture']) {
      const login = `guyuan.liaison.${unit}`;
      await story.sign(login, 'notified', { decision: 'received' });
      await story.decide(login, 'submit', { decision: 'submitted', form: { summary: '工作台账。' } });
    }
    await story.at('09-17');
    const entries = units.map((unit) => ({
      ...{ ...unit, visitedDate: '2026-09-17', place: '资料室', seen: '查阅了台账。' },
    }));
    await story.decide('guyuan.leader3', 'visit', { decision: 'visited', form: { entries } });
    const findings = [PROBLEMS.science, PROBLEMS.culture].map((text, index) => ({
      ...{ dimension: 'supportArmy', level: 'units', kind: 'problem', scope: 'only', text },
      ...{ unitIds: [units[index]!.unitId], measuresAsked: '年底前补齐', limitDate: '2026-12-31' },
    }));
    const vetoChecks = units.map((unit) => ({ ...unit, result: 'clear' }));
    await story.decide(OFFICE, 'findings', {
      ...{ decision: 'entered', form: { version: 0, findings, vetoChecks } },
    });
  }

  async function circulated(): Promise<void> {
    const { story } = console;
    const { version, text } = await story.http.get<InspectionDraftView>(
      OFFICE,
      `/api/v1/inspections/${inspection}/draft`,
    );
    await story.decide(OFFICE, 'draft', {
      decision: 'drafted',
      form: { version, title: '关于督查情况的通报', text, copyUnitIds: [] },
    });
    await story.decide(DIRECTOR, 'review', { decision: 'approved' });
    await story.decide('guyuan.leader2', 'sign', { decision: 'signed' });
    await story.decide(OFFICE, 'issue', { decision: 'issued' });
    // Nothing of the inspection itself is left for a successor.
    await story.sign('guyuan.liaison.science', 'receipts', { about: '督查', decision: 'received' });
  }

  /** The leading group says what becomes of the titles. */
  async function met(): Promise<void> {
    const { story } = console;
    const about = MEETING;
    const leaderPositionIds = [await positionOf(LEADER)];
    const id = await launch('topicalConsultation', {
      ...{ title: MEETING, meetingKind: 'group', agenda: ['撤销单位的荣誉称号'], reason: '机构改革。' },
      ...{ startsAt: '2026-10-15T09:00+08:00', place: '市政府会议室', leaderPositionIds, unitIds: [] },
    });
    await story.decide(LEADER, 'approve', { about, decision: 'approved' });
    await story.at('10-15', '11:00');
    const { participants } = await story.http.get<MeetingView>(OFFICE, `/api/v1/meetings/${id}`);
    const entries = participants.map(({ positionId }) => ({ positionId, attendance: 'present' }));
    await story.decide(OFFICE, 'hold', { about, decision: 'held', form: { entries, observers: [] } });
    const form = { summary: '会议研究了撤销单位的荣誉称号。', matters: [] };
    await story.decide(OFFICE, 'minutes', { about, decision: 'drafted', form });
    for (const login of ['guyuan.deputy', DIRECTOR])
      await story.decide(login, 'review', { about, decision: 'reviewed' });
    await story.decide(LEADER, 'sign', { about, decision: 'signed' });
  }

  const fits = (of: WatchedPage) => of.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  const unitPage = async (of: WatchedPage, name: string) => {
    await of.goto(`${console.url}/organisation?region=${CITY}`);
    await of.getByRole('link', { name, exact: true }).click();
    await of.getByText(`简称 ${name}`).waitFor();
  };
  const into = async (of: WatchedPage, name: string) => {
    const picker = of.getByRole('dialog').getByRole('combobox', { name: '并入的单位' });
    await picker.click();
    await picker.fill(name);
    await of.getByRole('option', { name, exact: true }).click();
  };

  beforeAll(async () => {
    console = await startConsoleAt(
      {
        from: instantAt('2026-09-01', '08:30').toISOString(),
        to: instantAt('2026-11-30', '18:00').toISOString(),
      },
      { setting: { regions: [CITY], office: OFFICE, year: 2026 } },
    );
    await named();
    await inspected();
    page = await console.open(OFFICE, '/organisation');
  }, 240_000);
  afterAll(() => console?.stop());

  test('one that owes nothing is ended without a successor', async () => {
    await unitPage(page, '市文旅局');
    await page.getByRole('button', { name: '撤销' }).click();
    const dialog = page.getByRole('dialog', { name: '撤销市文旅局' });
    await dialog.getByRole('combobox', { name: '最后一天（含当天）' }).fill('2026-09-30');
    await dialog.getByRole('combobox', { name: '最后一天（含当天）' }).press('Enter');
    await dialog.getByLabel('理由').fill('机构改革');
    await page.look('unit-end');
    await dialog.getByRole('button', { name: '撤销' }).click();
    await page.getByText('2026年9月30日撤销').waitFor();
  });

  test('one with a problem to mend is told which, and ends when it says who takes over', async () => {
    await circulated();
    await unitPage(page, '市科技局');
    await page.getByRole('button', { name: '撤销' }).click();
    const dialog = page.getByRole('dialog', { name: '撤销市科技局' });
    await dialog.getByRole('button', { name: '撤销' }).click();
    await dialog.getByText(new RegExp(PROBLEMS.science, 'u')).first().waitFor();
    await page.look('unit-end-refused');
    await into(page, '市工信局');
    await dialog.getByLabel('理由').fill('机构改革');
    await dialog.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('link', { name: '市工信局' }).waitFor();
    const director = await console.open(DIRECTOR);
    await director.getByRole('link', { name: '单位撤销：2 个称号待决定' }).click();
    await director.getByText('撤销的单位过了最后一天，名下的称号才列在这里。').waitFor();
    await page.goto(`${console.url}/rectifications`);
    const row = (of: WatchedPage) =>
      of.getByRole('row', { name: new RegExp(`${PROBLEMS.science}.*市工信局`, 'u') });
    await row(page).getByRole('link', { name: '全市双拥工作督查' }).waitFor();
    // The successor had no part in the inspection: it is told which, and led nowhere.
    const successor = await console.open('guyuan.liaison.industry', '/rectifications');
    await row(successor).getByText('全市双拥工作督查').waitFor();
    expect(await row(successor).getByRole('link').allInnerTexts()).toEqual([
      expect.stringContaining(PROBLEMS.science),
    ]);
    await row(successor).getByRole('link').click();
    await successor.getByRole('link', { name: '过程留痕' }).last().waitFor();
    expect(await successor.getByRole('link', { name: '上级工作' }).count()).toBe(0);
  });

  test('what came before its last day goes with it to the successor that is named later, on a phone', async () => {
    const { story } = console;
    await story.at('10-09');
    const phone = await console.open(OFFICE, '/', { phone: true });
    await phone.goto(`${console.url}/organisation?region=${CITY}`);
    expect(await phone.getByRole('link', { name: '市文旅局', exact: true }).count()).toBe(0);
    await phone.getByRole('combobox', { name: '哪一天的单位' }).fill('2026-09-30');
    await phone.getByRole('combobox', { name: '哪一天的单位' }).press('Enter');
    await phone.getByRole('link', { name: '市文旅局', exact: true }).click();
    await phone.getByText('2026年9月30日撤销').waitFor();
    await phone.getByText('没有写明并入的单位：还交给它的工作由双拥办承接').waitFor();
    expect(await phone.getByRole('button', { name: /^任职/u }).count()).toBe(0);
    expect(await fits(phone)).toBe(true);
    await phone.look('unit-ended-phone');
    await phone.getByRole('button', { name: '写明并入的单位' }).click();
    const dialog = phone.getByRole('dialog', { name: '市文旅局并入的单位' });
    expect(await dialog.getByRole('button', { name: '移交' }).isDisabled()).toBe(true);
    await into(phone, '市司法局');
    await dialog.getByLabel('理由').fill('职能划转');
    await phone.look('unit-successor-phone');
    await dialog.getByRole('button', { name: '移交' }).click();
    await phone.getByRole('link', { name: '市司法局' }).waitFor();
    expect(await phone.getByRole('button', { name: '写明并入的单位' }).count()).toBe(0);
    await phone.goto(`${console.url}/rectifications`);
    await phone.getByRole('row', { name: new RegExp(`${PROBLEMS.culture}.*市司法局`, 'u') }).waitFor();
  });

  test('its titles stay its own, until the 主任 enters what the leading group decided', async () => {
    await met();
    const director = await console.open(DIRECTOR, '/honours');
    await director.getByText('原单位已撤销，待决定', { exact: true }).click();
    await director.getByRole('row', { name: /田小禾.*原单位已撤销（并入市工信局），待决定/u }).waitFor();
    await director.look('honours-to-decide');
    await director.getByRole('link', { name: '固原市科学技术局' }).click();
    await director.getByRole('button', { name: '登记决定' }).click();
    const dialog = director.getByRole('dialog', { name: '固原市科学技术局：双拥模范单位怎样处理' });
    expect(await dialog.getByRole('button', { name: '登记决定' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '依据的文件' }).click();
    // The decision that named it is not among them.
    expect(await director.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining(MEETING)]);
    await director.getByRole('option', { name: new RegExp(MEETING, 'u') }).click();
    await dialog.getByLabel('理由').fill('职能划转，荣誉由原单位保留');
    await director.look('honour-decide');
    await dialog.getByRole('button', { name: '登记决定' }).click();
    await director.getByText(/职能划转，荣誉由原单位保留/u).waitFor();
    await director.look('honour-decided');

    const phone = await console.open(DIRECTOR, '/honours?toDecide=true', { phone: true });
    await phone.getByRole('link', { name: '田小禾' }).click();
    await phone.getByRole('button', { name: '登记决定' }).click();
    await phone.getByText('撤销', { exact: true }).click();
    await phone.getByText('撤销以后不能恢复').waitFor();
    await phone.getByText('暂停', { exact: true }).click();
    await phone.getByRole('combobox', { name: '依据的文件' }).click();
    await phone.getByRole('option', { name: new RegExp(MEETING, 'u') }).click();
    await phone.getByRole('dialog').getByLabel('理由').fill('本人调动，先行暂停');
    expect(await fits(phone)).toBe(true);
    await phone.look('honour-decide-phone');
    await phone.getByRole('dialog').getByRole('button', { name: '登记决定' }).click();
    await phone.getByText(/本人调动，先行暂停/u).waitFor();
    await phone.goto(`${console.url}/honours?toDecide=true`);
    await phone.getByText('没有这样的称号').waitFor();

    // Whoever may not decide isn't asked to.
    await page.goto(`${console.url}/honours?holder=${encodeURIComponent('科学技术局')}`);
    await page.getByRole('link', { name: '固原市科学技术局' }).click();
    await page.getByText('原单位已撤销（并入市工信局）').waitFor();
    expect(await page.getByRole('button', { name: '登记决定' }).count()).toBe(0);
  });
});
