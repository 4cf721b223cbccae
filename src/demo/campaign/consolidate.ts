import { DIRECTOR, OFFICE, type Story } from '../story.js';
import { campaignOf, close, finding, findings, stageOf } from './campaign.js';
import { loginOf } from './cast.js';
import { inspectUntil } from './inspect.js';
import { solved } from './solve.js';

export async function consolidate(story: Story): Promise<void> {
  story.tell.chapter('巩固提高，2016年1月至11月', '方案三（五）：没有彻底解决的跟踪解决，建立长效机制');
  await story.at('2016-01-06');
  const carried = await findings(story, '&carried=true');
  story.say(
    `转入的 ${carried.length} 个问题继续办理：${carried.map(({ title, stateLabel }) => `${title}（${stateLabel}）`).join('、')}。`,
  );
  const text = '每季度集中走访一次，问题当月交办、限时解决、逐个回访，每半年通报一次。';
  await story.decide(OFFICE, 'mechanism', { decision: 'written', form: { text } });
  story.say(`县双拥办写出长效机制：${text}`);
  await cityAnswers(story);
  await inspectUntil(story, '2016-06-15');
  await solved(story, '危房', '两户改造完工，已搬入。');
  await inspectUntil(story, '2016-11-23');
  const last = await finding(story, '宅基地');
  story.say(
    `“${last.title}”进入诉讼，还没有判决，现在是“${last.stateLabel}”，${last.light === 'red' ? '红灯' : '未逾期'}。`,
  );
  const named = await close(story, 'closeConsolidate', 'consolidate', '法院正在审理，判决后继续跟踪');
  await story.decide(DIRECTOR, 'closeInspect', { decision: 'closed', form: {} });
  story.say(
    `巩固提高阶段和检查督促阶段结束；例外 ${named.length} 项：${named.join('、')}，活动结束后继续挂账。`,
  );
  const { figures, inspections } = await campaignOf(story);
  story.tell.expect('一个问题挂账', figures.onAccount === 1 && named.length === 1);
  story.tell.expect('按计划检查 7 次', inspections.length === 7 && inspections.every(({ heldAt }) => heldAt));
  story.tell.expect('检查督促和前五个阶段同时进行', (await stageOf(story, 'inspect')).state === 'closed');
}

/** The city answers in March; the county carries it out. */
async function cityAnswers(story: Story): Promise<void> {
  await inspectUntil(story, '2016-03-02');
  const about = '创业贷款';
  await story.decide('city.office', 'receive', {
    about,
    decision: 'answered',
    form: { answer: '退役士兵创业贴息贷款额度提高到 20 万元。', resolved: true },
  });
  await story.decide(OFFICE, 'relay', {
    about,
    decision: 'relayed',
    form: { result: '按市里新额度，3 人贷款已发放。' },
  });
  await story.decide(loginOf('县退役军人事务局'), 'confirm', { about, decision: 'satisfied' });
  await story.decide(OFFICE, 'close', { about, decision: 'closed' });
  story.say('临沧市双拥办答复：额度提高到 20 万元。县里转告，提出单位确认满意，销号。');
}
