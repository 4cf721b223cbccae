import { DIRECTOR, OFFICE, type Story } from '../story.js';
import { reply } from './solve.js';

export async function confirm(story: Story): Promise<void> {
  story.tell.chapter('确认和销号', '规定三（一）1：提出单位满意才销号，不满意退回再办，沉默不算同意');
  await story.at('05-21');
  await accept(story, 'liaison.armed', '训练场');
  await accept(story, 'liaison.housing', '老营房');
  story.say('县人武部、县住建局分别对训练场道路和老营房移交表示满意，县双拥办销号 2 件。');
  await summerItems(story);
  await silence(story);
  await floodDitch(story);
  await westDistrict(story);
  await returned(story);
}

async function accept(story: Story, login: string, about: string): Promise<void> {
  await story.decide(login, 'confirm', { about, decision: 'satisfied' });
  await story.decide(OFFICE, 'close', { about, decision: 'closed' });
  const { state } = await story.item(about);
  story.tell.expect(`“${about}”已销号`, state === 'closed');
}

function finish(story: Story, login: string, about: string, result: string): Promise<unknown> {
  return story.decide(login, 'solve', { about, decision: 'solved', form: { result } });
}

async function summerItems(story: Story): Promise<void> {
  await story.at('06-15');
  await reply(story, 'liaison.garrison', '水源地', '已派员参加首次联合巡查。');
  await finish(story, 'liaison.armed', '水源地', '联合巡查制度已建立，完成首次巡查。');
  await finish(story, 'liaison.health', '即时结算', '县医院窗口已开通。');
  await finish(story, 'liaison.armed', '国防教育', '教官 30 人次已排定，军史馆对学校开放。');
  await story.at('06-17');
  await accept(story, 'liaison.ecology', '水源地');
  await accept(story, 'liaison.insurance', '即时结算');
  await accept(story, 'liaison.education', '国防教育');
  story.say('县生态环境局、县医保局、县教育体育局对 3 件地方需求表示满意，县双拥办销号。');
}

/** Nobody's silence is taken for consent; the office may end it, on record. */
async function silence(story: Story): Promise<void> {
  const about = '家属就业';
  await story.at('07-05');
  await reply(story, 'liaison.veterans', about, '已为 5 人建档并组织培训。');
  await finish(story, 'liaison.labour', about, '推荐岗位 12 个，4 人签约，1 人参加技能培训。');
  story.say('县人社局办结“随军家属就业安置”，转驻军部队确认，5 个工作日。');
  await story.at('07-20');
  const { id, stateLabel } = await story.item(about);
  const chased = (await story.history(id, '&step=confirm')).filter(({ kind }) =>
    ['reminded', 'remindedToAcknowledge', 'overdue', 'escalated'].includes(kind),
  );
  for (const { at, sentence } of chased) story.tell.line(new Date(at), sentence);
  story.say(`驻军部队外出驻训，一直没有回音；事项仍是“${stateLabel}”，系统没有当作默认同意。`);
  story.tell.expect('沉默期间有催办和督办', chased.length > 0);
  const row = await waitingAt(story, id);
  await story.act(DIRECTOR, row, {
    action: 'decide',
    decision: 'closedByOffice',
    opinion: '部队外出驻训，已电话核实 5 名家属均已落实，由办公室代为确认。',
  });
  await story.settle();
  await story.decide(DIRECTOR, 'close', { about, decision: 'closed' });
  story.say('县双拥办主任电话核实后代为确认并销号，理由记入过程。');
}

async function waitingAt(story: Story, processId: string): Promise<string> {
  const { steps } = await story.process(processId);
  return steps.find(({ key, state }) => key === 'confirm' && state === 'open')!.waitingFor[0]!.assignmentId;
}

async function floodDitch(story: Story): Promise<void> {
  await story.at('07-28');
  await reply(story, 'liaison.land', '排洪沟', '用地已调整。');
  await reply(story, 'liaison.finance', '排洪沟', '资金已统筹安排。');
  await finish(story, 'liaison.housing', '排洪沟', '两段 800 米已完工，汛期未再倒灌。');
  await story.at('07-29');
  await accept(story, 'liaison.police-squad', '排洪沟');
  story.say('报请政府研究的排洪沟整治按期完工，武警双江中队满意，销号。');
}

async function westDistrict(story: Story): Promise<void> {
  await story.at('08-18');
  await reply(story, 'liaison.housing', '西片区', '图则已复核。');
  await reply(story, 'liaison.armed', '西片区', '边界和退让距离已确认。');
  await finish(story, 'liaison.land', '西片区', '控规图则已修改并公示。');
  await story.at('08-19');
  await accept(story, 'liaison.housing', '西片区');
  story.say('组长指派的西片区规划衔接办结，县住建局满意，销号。');
}

/** Two units raised it: both are asked, one returns it. */
async function returned(story: Story): Promise<void> {
  const about = '入学入园';
  await story.at('08-20');
  await reply(story, 'liaison.police', about, '6 户户籍手续已办结。');
  await finish(story, 'liaison.education', about, '8 名学生学位已落实，2 名幼儿入公办园。');
  await story.at('08-24');
  await story.decide('liaison.armed', 'confirm', {
    about,
    decision: 'returned',
    opinion: '还有 1 名初中生没有落实学校。',
  });
  story.say('“随军子女和官兵子女入学入园”办结后请两家确认，县人武部退回：还有 1 名初中生没有落实学校。');
  await story.at('08-30');
  await story.decide('liaison.education', 'solve', {
    about,
    decision: 'solved',
    form: {
      result: '最后 1 名初中生已安排到县城中学，全部落实。',
      withoutReplies: '这名学生户籍已在县城，不需公安再办。',
    },
  });
  await story.at('08-31');
  await story.decide('liaison.garrison', 'confirm', { about, decision: 'satisfied' });
  await accept(story, 'liaison.armed', about);
  story.say('县教育体育局补办后，县人武部和驻军部队都表示满意，县双拥办销号。');
}
