import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { VETO_ITEM_KEYS } from '../../domain/evaluation/veto-items.js';
import { OFFICE } from '../../src/demo/story.js';
import type { World } from '../integration/steps/world.js';
import { titlesOf } from '../integration/vetoes/veto-world.js';
import { COUNTY } from '../support/county.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const REPORTER = 'liaison.garrison';
const SUBJECT = 'liaison.civil';

describeInBrowser('veto events', () => {
  let console: TestConsoleAtTime;
  let office: WatchedPage;
  let watch: string;
  let event: string;
  let rehearsed: DataSource;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-03-29T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    const { url } = console.api.database;
    rehearsed = await createDataSource({ url, schema: console.rehearsal, poolSize: 1 }).initialize();
    const subject = { kind: 'unit', regionCode: COUNTY, unitId: console.story.unit('县民政局') } as const;
    await titlesOf(
      { dataSource: rehearsed } as World,
      subject,
      ['双拥模范单位'],
      new Date('2027-01-10T09:00:00+08:00'),
    );
  }, 180_000);
  afterAll(async () => {
    await rehearsed?.destroy();
    await console?.stop();
  });

  test('the office launches the year’s watch, and sees its quarters and what it holds', async () => {
    office = await console.open(OFFICE, '/vetoes');
    await office.getByText('没有否决事项', { exact: true }).waitFor();
    await office.getByRole('button', { name: '启动排查' }).click();
    await office.getByRole('dialog').getByRole('button', { name: '启动', exact: true }).click();
    await office.waitForURL(/\/vetoes\/watches\//u);
    watch = new URL(office.url()).pathname;
    await console.story.settle();
    await office.getByText('未到排查日期').first().waitFor();
    await office.look('vetoes-watch-coming');
  });

  test('an army unit reports what it has heard of, refused at the field first', async () => {
    const army = await console.open(REPORTER, '/vetoes');
    await army.getByRole('button', { name: '反映线索' }).click();
    const dialog = army.getByRole('dialog');
    await dialog.getByRole('button', { name: '反映', exact: true }).click();
    await dialog.locator('.is-error').first().waitFor();
    await army.look('vetoes-report');
    await console.story.http.post(REPORTER, '/api/v1/veto-events/reports', {
      ...{ item: 'compensation', subjectUnitId: console.story.unit('县民政局'), happenedDate: '2027-03-20' },
      account: '三户烈属反映，优待金两个月没有发放。',
    });
    await army.reload();
    await army.getByText('三户烈属反映').waitFor();
    await army.getByRole('list', { name: '我反映过的' }).getByText('核查中').waitFor();
  });

  test('the office verifies; the quarter comes, and it declares every item', async () => {
    const { story } = console;
    await story.settle();
    await office.goto(`${console.url}/vetoes`);
    await office
      .getByRole('link', { name: /县民政局否决事项核查/u })
      .first()
      .click();
    await office.getByText('驻军部队').waitFor();
    event = new URL(office.url()).pathname;
    await story.decide(OFFICE, 'verify', {
      decision: 'confirmed',
      form: { findings: '有三户的优待金拖欠两个月，系统故障后没有人工补发。' },
    });
    await story.at('2027-03-31', '09:30');
    const task = await story.task(OFFICE, 'quarter1');
    await office.goto(`${console.url}/tasks/${task.assignmentId}`);
    // Every item stands there already; one is found.
    await office.getByText('系统里现在没有可以对照的线索').waitFor();
    await office.look('vetoes-declare');
    await office.getByRole('button', { name: '完成排查' }).click();
    await office.waitForURL((at) => !at.pathname.includes(task.assignmentId));
    await office.goto(`${console.url}${watch}`);
    await office.getByText('已排查', { exact: true }).waitFor();
    expect(await office.getByText('未发生').count()).toBe(VETO_ITEM_KEYS.length);
    await office.getByText('季度之间反映的').waitFor();
    await office.look('vetoes-watch');
  });

  test('its subject reads what was found on a phone and states its view', async () => {
    const { story } = console;
    const phone = await console.open(SUBJECT, '/vetoes', { phone: true });
    await phone
      .getByRole('link', { name: /县民政局否决事项核查/u })
      .first()
      .click();
    await phone.getByText('有三户的优待金拖欠两个月').waitFor();
    expect(await phone.getByText('驻军部队').count()).toBe(0);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('vetoes-event-phone');
    await phone.getByRole('link', { name: '去办理“听取陈述”' }).click();
    await phone.getByLabel('陈述意见').fill('情况属实，已于三月底补发。');
    await phone.getByRole('button', { name: '提交陈述' }).click();
    await story.settle();
  });

  test('the director proposes, the leader decides; the event’s page tells all of it', async () => {
    const { story } = console;
    const director = await console.open(
      'director',
      `/tasks/${(await story.task('director', 'propose')).assignmentId}`,
    );
    await director
      .getByLabel('处理意见', { exact: true })
      .last()
      .fill('认定为一票否决事项，责令一个月内整改。');
    await director.look('vetoes-propose');
    await director.getByRole('button', { name: '报组长审定' }).click();
    // Each title is spoken of, or nothing is handed in.
    await director.getByRole('alert').first().waitFor();
    await director.getByText('暂停', { exact: true }).click();
    await director.getByLabel('理由').first().fill('影响较大，正在整改。');
    await director.getByLabel('复核日期').fill('2027-09-30');
    await director.getByRole('button', { name: '报组长审定' }).click();
    await director.waitForURL((at) => at.pathname === '/' || at.pathname.startsWith('/tasks/') === false);
    await story.settle();
    await story.decide('leader1', 'decide', { decision: 'confirmed' });
    await story.settle();
    await office.goto(`${console.url}${event}`);
    await office.getByText('已认定').first().waitFor();
    await office.getByText('情况属实，已于三月底补发。').waitFor();
    await office.getByText('关于认定县民政局一票否决事项的决定').waitFor();
    await office.look('vetoes-event');
    await office.getByRole('button', { name: '提请更正' }).click();
    await office.getByRole('dialog').getByText('为什么要更正').waitFor();
    await office.look('vetoes-correct');
    await office.getByRole('button', { name: '取消' }).click();
    await office.goto(`${console.url}/vetoes?state=confirmed`);
    await office.getByText('涉军资金').first().waitFor();
    await office.look('vetoes');
  });

  test('the next quarter has a signal beside an item: “nothing happened” has to be explained', async () => {
    const { story } = console;
    await story.http.post('liaison.garrison', '/api/v1/processes', {
      ...{ kind: 'coordinationMatter', regionCode: COUNTY },
      form: { title: '营区道路积水处置', detail: '雨天积水影响出入。', urgency: 'ordinary' },
    });
    await story.at('2027-06-30', '09:30');
    const task = await story.task(OFFICE, 'quarter2');
    await office.goto(`${console.url}/tasks/${task.assignmentId}`);
    await office.getByText('军地协调事项提出 30 天没有了结').waitFor();
    await office.getByRole('button', { name: '完成排查' }).click();
    await office
      .getByText(/系统里有线索，认为没有发生的请写明理由：军地军民纠纷/u)
      .first()
      .waitFor();
    await office.look('vetoes-declare-signals');
    await office.goto(`${console.url}${watch}`);
    await office.getByRole('link', { name: '营区道路积水处置' }).scrollIntoViewIfNeeded();
    await office.look('vetoes-signals');
    const phone = await console.open(OFFICE, watch, { phone: true });
    await phone.getByText('正在排查').waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('vetoes-watch-phone');
  });
});
