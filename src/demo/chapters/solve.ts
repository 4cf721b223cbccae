import { LEADER, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';

export async function solve(story: Story): Promise<void> {
  story.tell.chapter('办理', '规定三（一）2：明确责任主体，落实完成时限；问题复杂的报请县人民政府研究');
  await extend(story);
  await story.at('05-10');
  await story.decide('liaison.housing', 'solve', {
    about: '排洪沟',
    decision: 'needsGovernment',
    opinion: '涉及征地、水利和住建，资金和用地都需县里定。',
  });
  story.say('县住建局反映“营区外排洪沟整治”涉及多家、资金和用地定不下来，报请县政府研究，转组长。');
  await finishWithoutReply(story);
  await story.at('05-20');
  await story.decide(LEADER, 'government', {
    about: '排洪沟',
    decision: 'directed',
    form: {
      instruction: '县政府专题会议定：用地由自然资源局调整，资金由财政局统筹，住建局组织施工。',
      plan: {
        leadUnitId: story.unit('县住建局'),
        cooperatingUnitIds: ['县自然资源局', '县财政局'].map((name) => story.unit(name)),
        measures: '按专题会议定事项，分两段施工。',
        limitDate: `${YEAR}-07-31`,
      },
    },
  });
  const { lead, cooperating, limitAt } = await story.item('排洪沟');
  story.say(
    `组长转达县政府决定：${lead?.shortName}继续牵头，${cooperating.map(({ shortName }) => shortName).join('、')}配合，时限改为 ${dayOf(limitAt!)}。`,
  );
}

/** The leader who claimed the item decides whether it gets more time. */
async function extend(story: Story): Promise<void> {
  await story.at('04-22');
  const { assignmentId } = await story.task('liaison.finance', 'solve', '老营房');
  await story.act('liaison.finance', assignmentId, {
    action: 'requestExtension',
    until: `${YEAR}-05-25`,
    opinion: '两间房的原始档案要到省里调取。',
  });
  await story.settle();
  story.say('县财政局办理“停偿后老营房移交利用”，档案要到省里调，申请延期到 5月25日。');
  await story.at('04-23');
  await story.decide('leader3', 'extension', { about: '老营房', decision: 'approved' });
  const { limitAt } = await story.item('老营房');
  story.say(`认领这件的副组长（县政府分管领导）同意，时限改为 ${dayOf(limitAt!)}。`);
  story.tell.expect('延期由认领领导批准后生效', dayOf(limitAt!) === '5月25日');
}

/** A lead unit can't finish over the heads of those who still owe an answer. */
async function finishWithoutReply(story: Story): Promise<void> {
  await story.at('05-17');
  const about = '训练场';
  const result = { result: '塌方已清理，300 米路面修复，大型车辆可以通行。' };
  const { assignmentId } = await story.task('liaison.transport', 'solve', about);
  const early = story.act('liaison.transport', assignmentId, {
    action: 'decide',
    decision: 'solved',
    form: result,
  });
  story.say('县交通运输局提交“民兵训练场进场道路修缮”办结：');
  story.tell.remark(await story.refusal('配合单位未答复', early, 'REPLIES_OPEN'));
  await story.at('05-18');
  await reply(story, 'liaison.finance', about, '养护资金已拨付到位。');
  await story.decide('liaison.transport', 'solve', { about, decision: 'solved', form: result });
  story.say('县财政局答复资金已到位，县交通运输局当天提交结果，转县人武部确认。');
  await story.at('05-19');
  await story.decide('liaison.finance', 'solve', {
    about: '老营房',
    decision: 'solved',
    form: { result: '产权核清，12 间房已移交社区使用。' },
  });
  story.say('县财政局在延长后的时限内办结“停偿后老营房移交利用”。');
}

/** A cooperating unit answers the lead. */
export async function reply(story: Story, login: string, about: string, text: string): Promise<void> {
  await story.sign(login, 'cooperate', { about, decision: 'replied', form: { reply: text } });
}
