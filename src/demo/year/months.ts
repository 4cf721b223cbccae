import type { AnnualCycleDetailView, YearEntryView } from '../../../contracts/http/annual-cycles.js';
import { OFFICE, type Story } from '../story.js';
import { dayIn, shortly } from './words.js';

const LIGHT_WORDS = { red: '红灯', yellow: '黄灯', green: '绿灯', grey: '暂停' } as const;
let looks = 0;

/** What the office sees when it looks at the year on these days; nothing is done by it in between. */
export async function months(story: Story, days: readonly string[]): Promise<void> {
  story.tell.chapter(looks++ === 0 ? '上半年' : '下半年', '规定三；各项到期自行启动，各走各的流程');
  let before = await year(story);
  for (const day of days) {
    await story.at(day);
    const now = await year(story);
    look(story, before, now);
    before = now;
  }
}

export function year(story: Story): Promise<AnnualCycleDetailView> {
  return story.http.get(OFFICE, `/api/v1/annual-cycles/${story.processId}`);
}

function look(story: Story, before: AnnualCycleDetailView, now: AnnualCycleDetailView): void {
  const begun = now.entries.filter(
    ({ key, process }) => process && !before.entries.find((one) => one.key === key)?.process,
  );
  const ended = now.entries.filter(
    ({ key, process }) =>
      process?.state === 'ended' && before.entries.find((one) => one.key === key)?.process?.state !== 'ended',
  );
  const running = now.entries.filter(({ process }) => process?.state === 'running');
  const lights = (['red', 'yellow', 'green', 'grey'] as const).flatMap((light) => {
    const n = running.filter(({ process }) => process?.light === light).length;
    return n > 0 ? [`${LIGHT_WORDS[light]} ${n}`] : [];
  });
  story.say(
    `在办 ${running.length} 项（${lights.join('，') || '无'}），待启动 ${now.planned} 项${now.nextDate ? `，下一项${dayIn(now.nextDate)}` : ''}。`,
  );
  if (begun.length > 0) story.tell.remark(`自行启动：${titles(begun)}`);
  if (ended.length > 0) story.tell.remark(`办结：${titles(ended)}`);
  for (const { key, title, process } of running)
    if (process?.light === 'red' && lightIn(before, key) !== 'red')
      story.tell.remark(
        `转红灯：${shortly(title)}，${process.steps.join('、') || '报送、交办的事项'}逾期，${process.overdueTasks} 件未办，正在逐级督办`,
      );
  story.tell.expect(`到期的都启动了：${now.failed} 项未能启动`, now.failed === 0);
}

const lightIn = ({ entries }: AnnualCycleDetailView, key: string) =>
  entries.find((one) => one.key === key)?.process?.light;

const titles = (entries: readonly YearEntryView[]): string =>
  entries.map(({ title, date }) => `${shortly(title)}（${dayIn(date)}）`).join('、');
