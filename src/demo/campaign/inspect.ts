import type { CampaignView } from '../../../contracts/http/campaigns.js';
import { addDays, civilDateOf, parseCivilDate } from '../../../domain/time/zone.js';
import { OFFICE, type Story } from '../story.js';
import { campaignOf } from './campaign.js';

interface Held {
  units: string[];
  summary: string;
  problems: { unit: string; text: string; item?: { limit: string; measures: string } }[];
}

/** What each quarter's inspection finds; the last ones nothing. */
const INSPECTIONS: Record<number, Held> = {
  1: {
    units: ['县文旅局', '勐库镇'],
    summary: '查看动员情况和“五个一”，多数单位有专人、有计划。',
    problems: [{ unit: '县文旅局', text: '宣传栏内容两个月没有更新' }],
  },
  3: {
    units: ['县卫健局', '邦丙乡'],
    summary: '查看问题台账，抽查回访 12 户。',
    problems: [
      {
        unit: '县卫健局',
        text: '优先就医窗口没有标识，优抚对象不知道',
        item: { limit: '2015-10-31', measures: '各医院统一设置标识，医护培训一次。' },
      },
    ],
  },
};

/** On to that day; each inspection that the plan has on the way is held three days after it was asked for. */
export async function inspectUntil(story: Story, day: string): Promise<void> {
  for (;;) {
    const { inspections }: CampaignView = await campaignOf(story);
    const next = inspections.find(({ heldAt }) => heldAt === null);
    const on = next && addDays(next.date, 3);
    if (!next || !on || on > parseCivilDate(day)) break;
    if (on > civilDateOf(story.now)) await story.at(on, '15:00');
    await hold(story, next.seq);
  }
  if (parseCivilDate(day) > civilDateOf(story.now)) await story.at(day);
}

async function hold(story: Story, seq: number): Promise<void> {
  const held = INSPECTIONS[seq] ?? {
    units: ['县委办'],
    summary: '查看台账和回访记录，问题都在按时办理。',
    problems: [],
  };
  const problems = held.problems.map(({ unit, text, item }) => ({
    unitId: story.unit(unit),
    text,
    ...(item
      ? { handling: 'item', topic: 'policies', measures: item.measures, limitDate: item.limit }
      : { handling: 'reminder' }),
  }));
  const form = {
    summary: held.summary,
    inspectedUnitIds: held.units.map((unit) => story.unit(unit)),
    problems,
  };
  await story.decide(OFFICE, 'inspect', { decision: 'held', form });
  const what = held.problems.map(
    ({ unit, text, item }) => `${unit}“${text}”${item ? `，交办，${item.limit} 前办好` : '，提醒更新'}`,
  );
  story.say(`【检查督促】第 ${seq} 次检查：${held.summary}${what.length > 0 ? `${what.join('；')}。` : ''}`);
}
