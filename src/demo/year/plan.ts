import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AnnualCheckView,
  AnnualDraftView,
  FindingView,
  PlanEntryView,
} from '../../../contracts/http/annual-cycles.js';
import type { PlanPreviewView } from '../../../contracts/http/plan-preview.js';
import type { LaunchedView } from '../../../contracts/http/processes.js';
import { COUNTY, OFFICE, YEAR, type Story } from '../story.js';
import { dayIn, shortly } from './words.js';

const PLACE = { regionCode: COUNTY, year: YEAR };
const CYCLES = '/api/v1/annual-cycles';

/** The office takes the offered plan, makes two mistakes, mends them, and launches. @returns the year's process */
export async function plan(story: Story): Promise<string> {
  story.tell.chapter('拟定方案', '规定三；启动前先体检、先预览');
  const draft = await story.http.get<AnnualDraftView>(
    OFFICE,
    `${CYCLES}/draft?regionCode=${COUNTY}&year=${YEAR}`,
  );
  story.say(`系统按制度提出全年 ${draft.entries.length} 项安排，到期自行启动：`);
  for (const { date, title } of draft.entries) story.tell.remark(`${dayIn(date)}  ${shortly(title)}`);

  const entries = draft.entries.map(bodyOf);
  await mistakes(story, entries);
  const findings = await check(story, entries);
  story.say(
    `改回以后再体检：没有错误，${findings.length} 条提醒，逐条看过、确认。其中：${findings[0]?.message}`,
  );
  story.tell.expect(
    '改正后的方案没有错误',
    findings.every(({ severity }) => severity === 'warning'),
  );
  await preview(story, entries);

  const order = { ...PLACE, entries, acknowledged: findings.map(({ id }) => id), launchNextYear: true };
  const { id, title } = await story.http.post<LaunchedView>(OFFICE, CYCLES, order);
  story.say(`启动“${title}”。此后不用再记着哪天该办什么；明年的到12月20日也自行启动。`);
  const again = story.http.post(OFFICE, CYCLES, order);
  story.say(`再点一次启动：${await story.refusal('重复启动', again, 'ALREADY_LAUNCHED')}`);
  const file = join(story.out, `双江自治县${YEAR}年度工作.ics`);
  writeFileSync(file, await story.http.download(OFFICE, `/api/v1/processes/${id}/calendar.ics`));
  story.say(`全年日历存为文件，可用日历软件打开：${file}`);
  return id;
}

/** A circular in the wrong year, and lists that are asked for after the day they are due. */
async function mistakes(story: Story, entries: readonly PlanBody[]): Promise<void> {
  const wrong = entries.map((entry) => {
    if (entry.key === 'dualList') return { ...entry, date: `${YEAR}-03-08` };
    return entry.key === 'keyWork:2' ? { ...entry, date: `${YEAR + 1}-01-10` } : entry;
  });
  const [before, after] = [await check(story, entries), await check(story, wrong)];
  const found = after.filter(({ id }) => !before.some((one) => one.id === id));
  story.say('双拥办改动时填错两处，体检指出来：');
  for (const { severity, message, mend } of found)
    story.tell.remark(`${severity === 'error' ? '错误' : '提醒'}：${message}${mend}`);
  const codes = found.map(({ code }) => code);
  story.tell.expect('体检指出错误的年度', codes.includes('outsideYear'));
  story.tell.expect('体检指出过了报送期限', codes.includes('startsAfterLegalDate'));
  const attempt = story.http.post(OFFICE, CYCLES, { ...PLACE, entries: wrong });
  story.say(`不改就启动：${await story.refusal('带着错误启动', attempt, 'LAUNCH_CHECK')}`);
}

async function preview(story: Story, entries: readonly PlanBody[]): Promise<void> {
  const { days, units } = await story.http.post<PlanPreviewView>(OFFICE, `${CYCLES}/preview`, {
    ...PLACE,
    entries,
  });
  const legal = days.flatMap(({ date, items }) =>
    items.filter(({ basis }) => basis === 'legal').map((item) => `${dayIn(date)}${item.stepLabel}`),
  );
  story.say(`预览：全年有 ${days.length} 天有事到期或开会；制度写明的日期有${legal.join('、')}。`);
  const [busiest] = units;
  const week = busiest?.busiest;
  if (busiest && week)
    story.say(
      `${busiest.name}全年 ${busiest.total} 件，最忙的一周是${dayIn(week.from)}至${dayIn(week.to)}，${week.count} 件。`,
    );
}

async function check(story: Story, entries: readonly PlanBody[]): Promise<FindingView[]> {
  return (await story.http.post<AnnualCheckView>(OFFICE, `${CYCLES}/check`, { ...PLACE, entries })).findings;
}

type PlanBody = ReturnType<typeof bodyOf>;
const bodyOf = ({ key, kind, title, date, form }: PlanEntryView) => ({
  ...{ key, kind, title, date: date as string },
  ...(form ? { form } : {}),
});
