import type { CampaignFinding } from '../../../contracts/http/campaigns.js';
import { TOPIC_KEYS, TOPICS } from '../../../domain/campaign/topics.js';
import { OFFICE, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { campaignOf, close, finding, stageOf } from './campaign.js';
import { loginOf } from './cast.js';
import { inspectUntil } from './inspect.js';

/** When each one is solved, in order of time; what isn't here is not solved in 2015. */
const SOLVED: readonly [day: string, about: string, result: string][] = [
  ['2015-05-20', '身份信息', '2 户信息已更正，补助照常发放。'],
  ['2015-06-10', '优待金', '11 户全部补发到户。'],
  ['2015-07-15', '排水沟', '清淤 300 米，更换涵管两处。'],
  ['2015-07-20', '应急照明', '配齐移动照明 6 套、冲锋舟 2 艘，军地共用。'],
  ['2015-08-14', '入学', '5 名子女全部就近安排。'],
  ['2015-08-20', '大病', '医疗救助报销 2.6 万元。'],
  ['2015-08-28', '进场道路', '路面硬化 300 米，大型车辆可以通行。'],
  ['2015-09-01', '技能培训', '流动培训班到乡两期，34 人参加。'],
  ['2015-10-20', '家属就业', '5 人中 4 人上岗，1 人参加培训。'],
  ['2015-10-26', '优先就医', '5 家医院统一标识，培训 2 期。'],
];

export async function solve(story: Story): Promise<void> {
  story.tell.chapter('排忧解难，2015年5月至11月', '方案三（三）：七项专项行动，逐个解决，建好台账');
  await story.at('2015-05-04');
  const actions = TOPIC_KEYS.map((topic) => ({
    topic,
    leadUnitId: story.unit(LEADS[topic]),
    arrangement: '对照台账逐个落实，每月碰头一次。',
  }));
  await story.decide(OFFICE, 'actions', { decision: 'deployed', form: { actions } });
  story.say(
    `县双拥办部署七项专项行动：${TOPIC_KEYS.map((topic) => `${TOPICS[topic].action}（${LEADS[topic]}）`).join('、')}。`,
  );

  for (const [day, about, result] of SOLVED) {
    await inspectUntil(story, day);
    if (about === '排水沟') await chased(story, about);
    await solved(story, about, result);
    if (about === '优待金') await returned(story);
  }
  await reportUp(story);
  await story.at('2015-11-30');
  const open = (await campaignOf(story)).figures;
  const named = await close(story, 'closeSolve', 'solve', '已经启动办理，下一阶段跟踪到底');
  const { exceptions } = await stageOf(story, 'solve');
  story.say(
    `11月底阶段结束：解决 ${open.solved} 个，没有解决 ${open.open} 个，逐个写明例外，转入巩固提高阶段：`,
  );
  for (const { label } of exceptions) story.tell.remark(label);
  const { figures } = await campaignOf(story);
  story.tell.expect(
    '没有解决的全部转入下一阶段',
    figures.carried === named.length && named.length === open.open,
  );
  const one = await finding(story, '危房');
  const facts = await story.history(one.id, '&kind=carriedOver');
  story.tell.remark(`“危房改造”自己的过程也记着：${facts[0]?.sentence ?? '（没有）'}`);
}

const LEADS = {
  urgentNeeds: '县发改局',
  shortages: '县应急管理局',
  hopes: '县教育体育局',
  policies: '县退役军人事务局',
  hardship: '县民政局',
  newHopes: '县人社局',
  legal: '县司法局',
} as const;

/** Whose turn it is in an item: the responsible person where one was named, else the liaison. */
const ownerOf = ({ lead, responsible }: CampaignFinding): string => {
  const login = loginOf(lead!.shortName);
  return responsible ? login.replace('liaison.', 'leader.') : login;
};

/** Solved, confirmed by who found it, struck off by the office. */
export async function solved(story: Story, about: string, result: string): Promise<void> {
  const one = await finding(story, about);
  await story.decide(ownerOf(one), 'solve', { about, decision: 'solved', form: { result } });
  for (const { shortName } of one.raisedBy)
    await story.sign(shortName === '县双拥办' ? OFFICE : loginOf(shortName), 'confirm', {
      about,
      decision: 'satisfied',
    });
  await story.settle();
  await story.decide(OFFICE, 'close', { about, decision: 'closed' });
  const after = await finding(story, about);
  story.say(`${one.lead!.shortName}办成“${one.title}”：${result}${after.late ? '（逾期办成）' : ''}`);
  story.tell.expect(`“${about}”销号`, after.state === 'closed');
}

/** An overdue one: who was told, and when. */
async function chased(story: Story, about: string): Promise<void> {
  const one = await finding(story, about);
  const entries = (await story.history(one.id)).filter(({ kind }) => ['overdue', 'escalated'].includes(kind));
  story.say(`“${one.title}”6月30日到期没有办成，系统逐级督办：`);
  for (const { at, sentence } of entries) story.tell.remark(`${dayOf(at)} ${sentence}`);
  story.tell.expect(
    '逾期的问题有督办',
    entries.some(({ kind }) => kind === 'escalated'),
  );
}

/** Who found it is not satisfied: once more. */
async function returned(story: Story): Promise<void> {
  await inspectUntil(story, '2015-07-01');
  const about = '光荣牌';
  const one = await finding(story, about);
  const owner = ownerOf(one);
  await story.decide(owner, 'solve', { about, decision: 'solved', form: { result: '6 户已悬挂。' } });
  await story.decide(loginOf('勐勐镇'), 'confirm', {
    about,
    decision: 'returned',
    opinion: '回访发现还有 1 户外出没有挂。',
  });
  story.say(`“${one.title}”报来办成，勐勐镇回访发现漏了一户，退回再办。`);
  await story.at('2015-07-08');
  await solved(story, about, '剩下 1 户已悬挂，6 户全部到位。');
}

/** The limit of a loan is the city's to decide. */
async function reportUp(story: Story): Promise<void> {
  await inspectUntil(story, '2015-11-10');
  const about = '创业贷款';
  await story.decide(loginOf('县人社局'), 'solve', {
    about,
    decision: 'cannotSolve',
    opinion: '贴息贷款额度由市里确定，县里不能调整。',
  });
  await story.decide(OFFICE, 'reportUp', {
    about,
    decision: 'reported',
    form: { summary: '请市里统筹提高退役士兵创业贴息贷款额度。' },
  });
  const { stateLabel } = await finding(story, about);
  story.say(`退役士兵创业贷款额度县里定不了，专题上报临沧市双拥办；台账显示“${stateLabel}”。`);
}
