import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MeView } from '../../contracts/http/access.js';
import { RehearsalRuns } from '../../src/worker/rehearsal-runs.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { launchBatch } from '../../database/annual-cycles/launch-batch.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { PASSWORD } from '../http/api.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { REHEARSAL } from '../workflows/stand.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import { PHONE, type WatchedPage } from './support/watched-page.js';

interface UnitDetail {
  positions: { positionId: string; kind: string; holders: { personId: string; appointmentId: string }[] }[];
}

const MEETING = '优抚对象慰问专题协商';

describeInBrowser('a year: prepared, mended, launched, running', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  let rehearsals: RehearsalRuns;
  let yearAddress: string;
  let broken: string | undefined;

  /** One story in chapters: where one failed, the next have nothing to begin with. */
  const chapter = (name: string, tell: () => Promise<void>, timeoutMs?: number) =>
    test(
      name,
      async () => {
        if (broken !== undefined) throw new Error(`“${broken}” failed before`);
        broken = name;
        await tell();
        broken = undefined;
      },
      timeoutMs,
    );

  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-12-31T18:00:00+08:00' });
    rehearsals = performer(console);
    rehearsals.start();
    for (const year of calendarYears(2026, 2029))
      await storeYear(console.api.dataSource.manager, year, new Date());
    page = await console.open('director', '/year');
  });
  afterAll(async () => {
    await rehearsals.stop();
    await console.stop();
  });

  const next = (name: string) => page.getByRole('button', { name: `下一步：${name}` }).click();
  const liaisonOf = async (shortName: string) => {
    const { story } = console;
    const found = story.filingUnits().find((unit) => unit.shortName.includes(shortName));
    const unit = await story.http.get<UnitDetail>('office', `/api/v1/units/${found!.id}`);
    const liaison = unit.positions.find(({ kind }) => kind === 'liaison');
    return { ...liaison!.holders[0]!, positionId: liaison!.positionId };
  };

  chapter(
    '方案体检 finds a wrong date and a missing person, and leads to where they are mended',
    async () => {
      const gone = await liaisonOf('教');
      await console.story.http.post('office', `/api/v1/appointments/${gone.appointmentId}/end`, {
        on: '2027-01-03',
      });

      await page.getByText('还没有启动过年度工作').waitFor();
      await page.look('years-empty');
      await page.getByRole('link', { name: '启动年度工作' }).first().click();
      await page.getByRole('button', { name: '提出计划' }).waitFor();
      await page.look('year-launch-choose');
      await page.getByRole('button', { name: '提出计划' }).click();
      await page.getByText('春节走访慰问').first().waitFor();
      await page.look('year-launch-plan');

      await page.getByRole('button', { name: /^修改.*春节走访慰问$/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('#field-date').fill('2027-01-05');
      await page.keyboard.press('Enter');
      await page.look('year-launch-entry');
      await dialog.getByRole('button', { name: '确定' }).click();
      await next('方案体检');
      await page.getByRole('heading', { name: '错误：改正后才能启动' }).waitFor();
      await page.getByText('没有联络员：').waitFor();
      await page.getByRole('link', { name: '去联络员名册' }).waitFor();
      await page.look('year-launch-check');

      // Nothing is lost on a reload in the middle.
      await page.reload();
      await page.getByRole('heading', { name: '错误：改正后才能启动' }).waitFor();

      await console.story.http.post('office', `/api/v1/positions/${gone.positionId}/appointments`, {
        ...{ personId: gone.personId, from: '2027-01-04' },
      });
      await page
        .getByRole('button', { name: /^去修改.*春节走访慰问/ })
        .first()
        .click();
      await page.locator('#field-date:focus').waitFor();
      await page.getByRole('dialog').locator('#field-date').fill('2027-01-25');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
      await next('方案体检');
      await page.getByRole('status').getByText('错误 0 条').waitFor();
      expect(await page.getByText('没有联络员：').count()).toBe(0);
      for (const box of await page.getByRole('checkbox', { name: /^确认/ }).all()) await box.press('Space');
    },
  );

  chapter('the plan is seen as a calendar, as a list, by unit, and as a file', async () => {
    await next('预览');
    await page.getByRole('table').getByText('启动').first().waitFor();
    await page.look('year-launch-preview');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载日历文件（ics）' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.ics$/);
    await page.getByRole('tab', { name: '各单位工作量' }).click();
    await page.getByRole('img', { name: '2027 年各单位每月到期几件' }).locator('canvas').waitFor();
    await page.look('year-launch-load');
    await page.getByText('表', { exact: true }).click();
    await page.getByText('各月合计').waitFor();
  });

  chapter('a rehearsal inside a rehearsal is refused in words; launched, the year runs', async () => {
    await next('预演');
    await page.getByRole('button', { name: '开始预演' }).click();
    await page.getByText('您正在预演里办理，不能在预演中再预演').waitFor();
    await next('启动');
    await page.look('year-launch-launch');
    await page.getByRole('button', { name: '启动 2027 年度工作' }).click();
    await page.getByRole('heading', { name: '双江自治县 2027 年' }).waitFor();
    yearAddress = new URL(page.url()).pathname;
    await console.story.at('03-15');
    await page.reload();
    await page.getByText('接下来：').waitFor();
    await page.getByRole('img', { name: '今天 2027-03-15' }).waitFor();
    await page.look('year');
    await page.setViewportSize(PHONE);
    await page.look('year-phone');
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  chapter('a second launch is refused in words, with the way to the running year', async () => {
    await page.goto(`${console.url}/year/launch`);
    await page.getByRole('button', { name: '提出计划' }).click();
    await page.getByText('双江自治县2027年的年度工作已经启动，不能重复启动。').waitFor();
    await page.look('year-launch-already');
    await page.getByRole('link', { name: '查看这个年度' }).click();
    await page.getByRole('heading', { name: '双江自治县 2027 年' }).waitFor();
  });

  chapter('what a change order would move is seen before it is sent for approval', async () => {
    await page.goto(`${console.url}${yearAddress}`);
    await page.getByRole('link', { name: '变更单' }).click();
    await page.getByLabel('变更单名称').fill('上半年联席会议推迟一周');
    await page.getByLabel('变更理由').fill('与县委全会冲突。');
    if ((await page.getByLabel('计划中的哪一项').count()) === 0) {
      await page.getByLabel('变更什么').click();
      await page.getByRole('option', { name: '变更计划日期' }).click();
    }
    await page.getByLabel('计划中的哪一项').click();
    await page.getByRole('option', { name: /上半年军地联席会议/ }).click();
    await page.getByLabel('改为哪天开始').fill('2027-05-17');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '看会怎样变' }).click();
    await page.getByText('计划日期变更 1 项').waitFor();
    await page.look('change-new');
    await page.getByRole('button', { name: '送审批' }).click();
    await page.getByRole('heading', { name: /变更单：上半年联席会议推迟一周/ }).waitFor();
    await page.getByRole('heading', { name: '现在批准会怎样' }).waitFor();
    await page.look('change');
    await page.getByRole('link', { name: '这项工作的变更单' }).click();
    await page.getByRole('link', { name: '上半年联席会议推迟一周' }).waitFor();
    await page.look('changes');
  });

  chapter('stands still and goes on, with the deadlines that move shown before', async () => {
    await page.goto(`${console.url}${yearAddress}`);
    await page.getByRole('button', { name: '挂起', exact: true }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('机构改革，暂停办理。');
    await page.getByRole('dialog').getByRole('button', { name: '挂起' }).click();
    await page.getByText('挂起：机构改革，暂停办理。').waitFor();
    await console.story.at('03-29');
    await page.reload();
    await page.getByRole('button', { name: '恢复办理' }).click();
    await page.getByText(/一并恢复 \d+ 项工作/).waitFor();
    await page.getByRole('dialog').getByLabel('理由').fill('改革完成。');
    await page.look('year-resume');
    await page.getByRole('dialog').getByRole('button', { name: '恢复办理' }).click();
    await page.getByRole('button', { name: '挂起', exact: true }).waitFor();
  });

  chapter('an entry that could not start is said with its reason, and mended by the office', async () => {
    const { http } = console.story;
    const [seat] = (await http.get<MeView>('leader3', '/api/v1/me')).positions;
    const group = await http.get<UnitDetail>('office', `/api/v1/units/${seat!.unitId}`);
    const [leader] = group.positions.find(({ positionId }) => positionId === seat!.id)!.holders;
    const form = {
      ...{ title: MEETING, agenda: ['优抚对象慰问'], reason: '部门之间需要协调。', place: '二楼会议室' },
      ...{ leaderPositionIds: [seat!.id], unitIds: [], startsAt: '2027-04-12T09:00+08:00' },
    };
    const entry = {
      key: 'meeting:gone',
      kind: 'topicalConsultation',
      title: MEETING,
      date: '2027-04-01',
      form,
    };
    await http.post('office', `/api/v1${yearAddress.replace('/year/', '/annual-cycles/')}/entries`, {
      ...{ entry, reason: '部门提出' },
    });
    await http.post('office', `/api/v1/appointments/${leader!.appointmentId}/end`, { on: '2027-03-30' });
    await console.story.at('04-02');
    await page.goto(`${console.url}${yearAddress}`);
    await page.getByRole('row', { name: new RegExp(`${MEETING}.*未能启动`, 'u') }).waitFor();
    await page.look('year-entry-failed');

    const office = await console.open('office');
    await office
      .getByRole('main')
      .getByRole('link', { name: /2027年年度工作/ })
      .first()
      .click();
    await office.getByRole('heading', { name: '处理未能启动的安排' }).waitFor();
    await office.getByRole('button', { name: '添加一项' }).click();
    await office.getByRole('combobox', { name: '哪一项安排' }).click();
    // Nothing else of the year asks to be mended.
    expect(await office.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining(MEETING)]);
    await office.getByRole('option').click();
    await office.getByText('立即启动', { exact: true }).click();
    const done = office.getByRole('button', { name: '处理完毕', exact: true });
    await done.click();
    await office.getByRole('alert').getByText('只能是本级领导小组的在任领导').waitFor();
    await office.look('year-mend');
    await office.getByText('本年不再进行', { exact: true }).click();
    await office.getByLabel('理由').fill('分管领导调整，并入军地联席会议研究');
    await done.click();
    await office.getByText(/^已办理/u).waitFor();
    await page.reload();
    await page.getByRole('row', { name: new RegExp(`${MEETING}.*不再进行`, 'u') }).waitFor();
    expect(await page.getByText('项安排未能启动').count()).toBe(0);
  });

  chapter(
    'a year is rehearsed before its launch: how far it is, what came of it',
    async () => {
      // Out of the rehearsal in which the story takes place, into the real world.
      await page.goto(`${console.url}/login?rehearsal=&to=/year/launch`);
      await page.getByLabel('登录名').fill('office');
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('button', { name: '提出计划' }).click();
      await page.getByText('春节走访慰问').first().waitFor();
      await page.getByRole('button', { name: '预演', exact: true }).click();
      await page.getByRole('button', { name: '开始预演' }).click();
      await page.getByText('进行中', { exact: true }).waitFor({ timeout: 60_000 });
      await page.getByText('预演到').waitFor({ timeout: 60_000 });
      await page.look('year-launch-rehearsal');
      await page.getByRole('button', { name: '取消预演' }).click();
      await page.getByText('已取消', { exact: true }).waitFor({ timeout: 60_000 });
      await Promise.all([
        page.waitForResponse(
          (answer) => answer.url().endsWith('/api/v1/rehearsals') && answer.request().method() === 'POST',
        ),
        page.getByRole('button', { name: '再预演一次' }).click(),
      ]);
      await page.reload();
      await page.getByText('进行中', { exact: true }).waitFor({ timeout: 60_000 });
      await page.getByText('完成', { exact: true }).waitFor({ timeout: 120_000 });
      await page.getByText(/催办 \d+ 次/).waitFor();
      await page.look('year-launch-rehearsed');

      await page.goto(`${console.url}/rehearsals`);
      await page.getByText('已取消').waitFor();
      await page.look('rehearsals');
      await page.getByRole('row', { name: /完成/ }).getByRole('link').click();
      await page.getByRole('tab', { name: '工作量' }).click();
      await page
        .getByRole('img', { name: /预演中/ })
        .locator('canvas')
        .waitFor();
      await page.look('rehearsal-load');
      await page.getByRole('tab', { name: /发现的问题/ }).click();
      await page.look('rehearsal-findings');
      await page.getByRole('tab', { name: '过程' }).click();
      await page.getByRole('button', { name: '显示更多' }).click();
      await page.getByText('已显示 100 条').waitFor();
      await page.look('rehearsal');
    },
    240_000,
  );

  chapter('many regions at once: their results, and the reasons of those that were refused', async () => {
    await page.goto(`${console.url}/login?rehearsal=&to=/year/batches`);
    await page.getByLabel('登录名').fill('city.office');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('没有批量启动过').waitFor();
    await page.look('year-batches');
    await page.getByRole('button', { name: '开始批量启动' }).click();
    await page.getByRole('heading', { name: /年批量启动$/ }).waitFor();
    await page.getByText('3 个地区：等待 3').waitFor();
    // What the worker does, seen by the page without a reload.
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    while ((await launchBatch(console.api.dataSource.manager, id, new Date())) > 0);
    await page.getByText('未启动 3').waitFor();
    await page.getByRole('row', { name: /双江自治县.*方案体检/ }).waitFor();
    await page.getByRole('button', { name: '未启动的再试一次' }).waitFor();
    await page.look('year-batch');
  });
});

/** Rehearsals are performed by a process of their own; here beside the test. */
function performer({ api }: TestConsoleAtTime): RehearsalRuns {
  const { url: app, ownerUrl: owner, schema, appRole } = api.database;
  return new RehearsalRuns({
    dataSource: api.dataSource,
    places: {
      database: { app, owner, schema, appRole },
      temporal: { address: testTemporalAddress(), namespace: 'yushui', rehearsalNamespace: REHEARSAL },
    },
    createWorker: createRehearsalWorker,
    atOnce: 1,
    log: { info: () => undefined, warn: () => undefined } as never,
    lookEveryMs: 100,
    sweepEveryMs: 5_000,
  });
}
