import { FIVE_ONE_KEYS } from '../../../domain/campaign/five-ones.js';
import { DIRECTOR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { close, everybody, stageOf } from './campaign.js';
import { loginOf, SILENT, TARDY } from './cast.js';

const FIVE = (done: number) =>
  FIVE_ONE_KEYS.map((item, index) =>
    index < done ? { item, done: true, evidence: '设在本单位一楼，有专人负责。' } : { item, done: false },
  );

/** How far a unit is with its “五个一”: townships and the army ahead, some departments behind. */
export const fiveOnesOf = (key: string, more = 0) =>
  FIVE(Math.min(FIVE_ONE_KEYS.length, 2 + (key.length % 3) + more));

export async function mobilise(story: Story): Promise<void> {
  story.tell.chapter('宣传动员，2015年1月至2月', '方案三（一）：深入宣传发动，制定计划');
  await story.at('2015-01-05');
  const { handedIn } = await stageOf(story, 'mobilise');
  story.say(`元旦当天阶段自动开始，任务送到 ${handedIn!.asked} 个单位和乡镇；检查督促同时开始。`);
  await story.at('2015-01-20');
  const done = await everybody(story, 'mobilise', [SILENT, TARDY], (key) => ({
    decision: 'confirmed',
    form: { plan: '已召开动员会，明确分管领导和联络员，按阶段推进。', fiveOnes: fiveOnesOf(key) },
  }));
  story.say(`${done} 个单位确认动员，报来计划和“五个一”情况。`);

  await story.at('2015-02-26');
  const entries = (await story.history(story.processId, '&step=mobilise')).filter(
    ({ kind, sentence }) => ['overdue', 'escalated'].includes(kind) && sentence.startsWith(SILENT),
  );
  story.say(`${SILENT}一直没有报，系统到期后逐级督办：`);
  for (const { at, sentence } of entries) story.tell.remark(`${dayOf(at)} ${sentence}`);
  story.tell.expect(
    '逾期有督办',
    entries.some(({ kind }) => kind === 'escalated'),
  );
  await story.decide(loginOf(TARDY), 'mobilise', {
    decision: 'confirmed',
    form: { plan: '补报：已动员部署。', fiveOnes: fiveOnesOf('transport') },
  });
  story.say(`${TARDY}被催之后补报，记为逾期。`);

  const attempt = story.sign(DIRECTOR, 'closeMobilise', { decision: 'closed', form: {} });
  story.say(`主任想结束这一阶段：${await story.refusal('条件不具备', attempt, 'STAGE_CONDITIONS')}`);
  const named = await close(story, 'closeMobilise', 'mobilise', '正在机构调整，3月底前补报');
  const { exceptions, state } = await stageOf(story, 'mobilise');
  story.say(
    `逐项写明例外后结束：${exceptions.map(({ label, reason }) => `${label}（${reason}）`).join('；')}。`,
  );
  story.tell.expect('阶段结束，例外只有一项', state === 'closed' && named.length === 1);
}
