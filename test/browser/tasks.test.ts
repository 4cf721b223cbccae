import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HistoryPage } from '../../contracts/http/history.js';
import { COUNTY, DIRECTOR, LEADER, OFFICE, YEAR } from '../../src/demo/story.js';
import type { LedgerItemDetail } from '../../contracts/http/ledger.js';
import type { LaunchedView } from '../../contracts/http/processes.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const SCHOOL = '随军子女就近入学';
const ROAD = '训练场进场道路维修';

/** By the keyboard, as somebody does who types. */
async function choose(page: WatchedPage, label: string, option: string | RegExp, typed = ''): Promise<void> {
  const control = page.getByLabel(label, { exact: true });
  await control.press('Enter');
  if (typed) await control.fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

describeInBrowser('a step', () => {
  let console: TestConsoleAtTime;
  let processId: string;

  const decisions = async (id: string, kind = 'decided') =>
    (await console.story.http.get<HistoryPage>(OFFICE, `/api/v1/processes/${id}/history?kind=${kind}`)).items;
  const open = async (login: string, step: string, about = '', options: { phone?: boolean } = {}) => {
    const { assignmentId } = await console.story.task(login, step, about);
    return console.open(login, `/tasks/${assignmentId}`, options);
  };
  /** A unit, a measure, a day: what a leader who claims says. */
  const plan = async (page: WatchedPage, unit: string) => {
    await choose(page, '牵头单位', unit, unit);
    await page.getByLabel('办理措施').fill('列入本年计划，按月调度。');
    await page.getByLabel('办理时限').fill('2027-06-30');
  };

  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    const order = { kind: 'dualList', regionCode: COUNTY, year: YEAR };
    processId = (await console.story.http.post<LaunchedView>(DIRECTOR, '/api/v1/processes', order)).id;
    await console.story.settle();
  });
  afterAll(() => console.stop());

  test('keeps what was typed over a dropped connection and a reload, and is signed once however often one presses', async () => {
    const page = await open('liaison.armed', 'collect');
    await page.getByRole('button', { name: '添加一项' }).click();
    await page.getByLabel('事项名称').fill(SCHOOL);
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('具体内容').fill('随军子女十二名，希望就近入学。');
    await page.getByText('网络不通，内容还在本页').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    await page.reload();
    await page.getByLabel('事项名称').waitFor();
    expect(await page.getByLabel('事项名称').inputValue()).toBe(SCHOOL);
    expect(await page.getByLabel('具体内容').inputValue()).toBe('随军子女十二名，希望就近入学。');
    await page.look('task-filing');
    // Without its kind the list is refused, at the field, and nothing is lost.
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.locator('.is-error').first().waitFor();
    await choose(page, '事项类别', '后代');
    await page.getByRole('button', { name: '报送', exact: true }).dblclick();
    await page.getByText('已办理，没有其他要办的事').waitFor();
    expect(await decisions(processId)).toHaveLength(1);
  });

  test('a leader claims on a phone', async () => {
    const { story } = console;
    const road = { kind: 'forceBuilding', title: ROAD };
    await story
      .sign('liaison.armed2', 'collect', { decision: 'filed', form: { items: [road] } })
      .catch(() => undefined);
    await story.at('03-02');
    await story.decide(OFFICE, 'compile', { decision: 'compiled', form: {} });
    const page = await console.open(LEADER, '/', { phone: true });
    await page.getByRole('main').getByRole('link', { name: SCHOOL }).click();
    await page.getByRole('heading', { name: '领导认领' }).waitFor();
    await page.look('task-phone');
    await plan(page, '县教育体育局');
    await page.getByRole('button', { name: '认领' }).click();
    await page.getByText(/^已办理/).waitFor();
    await story.settle();
    expect((await story.item(SCHOOL)).lead?.shortName).toBe('县教育体育局');
  });

  test('others are asked to help, to sign and to read, and the task is handed on', async () => {
    const page = await open('liaison.education', 'solve', SCHOOL);
    await page.getByRole('heading', { name: '办理', exact: true, level: 2 }).waitFor();
    await page.getByRole('button', { name: '加签' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, '请谁', /县财政局 · 联络员/, '财政');
    await page.keyboard.press('Escape');
    await page.look('task-add-signer');
    await dialog.getByRole('button', { name: '加签' }).click();
    await page.getByText('已加签').waitFor();
    await page.getByRole('heading', { name: '本环节签署' }).waitFor();
    await page.getByRole('button', { name: '减签' }).waitFor();
    await page.getByRole('button', { name: '转办' }).click();
    await dialog.getByLabel('给谁').fill('分管');
    await page
      .getByRole('option', { name: /分管领导/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: '转办' }).click();
    await page.getByText(/^已转办/).waitFor();
    await open('leader.education', 'solve', SCHOOL);
  });

  test('the city answers what a county can’t solve, and the answer comes back down', async () => {
    const { story } = console;
    const [education, town] = [story.unit('县教育体育局'), SCHOOL];
    await story.decide('leader.education', 'solve', {
      about: town,
      decision: 'cannotSolve',
      opinion: '涉及市属学校学位，县里不能协调。',
    });
    await story.decide(OFFICE, 'reportUp', {
      about: town,
      decision: 'reported',
      form: { summary: '请市里协调市属学校学位。' },
    });
    const page = await open('city.office', 'receive', town);
    await page.getByText('请市里协调市属学校学位。').waitFor();
    await page.getByRole('radiogroup', { name: '处理意见' }).getByText('直接答复').click();
    await page.getByLabel('答复', { exact: true }).fill('已协调市属学校，安排学位十二个。');
    await page.getByLabel('问题是否已解决').press('Space');
    await page.look('task-city-answer');
    await page.getByRole('button', { name: '直接答复', exact: true }).click();
    await page.getByText(/^已办理/).waitFor();
    await story.settle();
    const { id, lead } = await story.item(town);
    expect(lead?.id).toBe(education);
    const item = await story.http.get<LedgerItemDetail>(OFFICE, `/api/v1/ledger/items/${id}`);
    expect(item).toMatchObject({ state: 'answered', upperAnswer: '已协调市属学校，安排学位十二个。' });
  });
});
