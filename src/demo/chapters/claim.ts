import type { LeadingGroupDetail } from '../../../contracts/http/organisation.js';
import { COUNTY, LEADER, OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { compileExtended } from './compile.js';

const LEADERS = {
  leader1: '组长',
  leader2: '副组长（县委）',
  leader3: '副组长（县政府分管领导）',
  leader4: '副组长（县委组织部）',
  leader5: '副组长（县人武部）',
} as const;

interface Plan {
  about: string;
  lead: string;
  cooperating?: string[];
  measures: string;
  limit: string;
}

export async function claim(story: Story): Promise<void> {
  story.tell.chapter('领导认领', '规定三（一）1：党政军领导主动认领任务，研究对策措施');
  await story.at('03-03');
  await take(story, 'leader3', {
    about: '入学入园',
    lead: '县教育体育局',
    cooperating: ['县公安局'],
    measures: '摸清底数，按就近原则预留学位；公安配合办理户籍。',
    limit: '08-31',
  });
  await take(story, 'leader3', {
    about: '训练场',
    lead: '县交通运输局',
    cooperating: ['县财政局'],
    measures: '清理塌方，修复路面，列入今年农村公路养护计划。',
    limit: '05-31',
  });
  await alreadyTaken(story);
  await story.at('03-04');
  await compileExtended(story);
  await take(story, 'leader1', {
    about: '排洪沟',
    lead: '县住建局',
    measures: '实地勘察，提出整治方案，雨季前完成应急清淤。',
    limit: '06-30',
  });
  await take(story, 'leader2', {
    about: '家属就业',
    lead: '县人社局',
    cooperating: ['县退役军人事务局'],
    measures: '开展一对一推荐，组织技能培训。',
    limit: '07-31',
  });
  await take(story, 'leader2', {
    about: '养老保险',
    lead: '县人社局',
    measures: '核对参保记录，与转出地联系办理。',
    limit: '04-30',
  });
  await story.at('03-05');
  await take(story, 'leader5', {
    about: '水源地',
    lead: '县人武部',
    cooperating: ['驻军部队'],
    measures: '建立联合巡查制度，每季度一次。',
    limit: '06-30',
  });
  await take(story, 'leader5', {
    about: '物资军地共用',
    lead: '县人武部',
    measures: '先建清单和调用办法，装备分两年配齐。',
    limit: '12-31',
  });
  await take(story, 'leader3', {
    about: '老营房',
    lead: '县财政局',
    measures: '核清产权，办理移交手续。',
    limit: '04-30',
  });
  await take(story, 'leader3', {
    about: '即时结算',
    lead: '县卫健局',
    measures: '在县医院设窗口，部队提供名册。',
    limit: '06-30',
  });
  await unclaimed(story);
}

/** A leader claims an item: lead, cooperating units, measures and limit in one go. */
export async function take(
  story: Story,
  leader: keyof typeof LEADERS,
  { about, lead, cooperating = [], measures, limit }: Plan,
): Promise<void> {
  const form = planOf(story, { about, lead, cooperating, measures, limit });
  await story.sign(leader, 'claim', { about, decision: 'claimed', form });
  const { title } = await story.item(about);
  const helped = cooperating.length > 0 ? `，${cooperating.join('、')}配合` : '';
  story.say(`${LEADERS[leader]}认领“${title}”：${lead}牵头${helped}，${dayOf(`${YEAR}-${limit}`)}前办结。`);
}

function planOf(story: Story, { lead, cooperating = [], measures, limit }: Plan): object {
  return {
    leadUnitId: story.unit(lead),
    cooperatingUnitIds: cooperating.map((name) => story.unit(name)),
    measures,
    limitDate: `${YEAR}-${limit}`,
  };
}

/** Two leaders had the same item open on their desks. */
async function alreadyTaken(story: Story): Promise<void> {
  const plan: Plan = {
    about: '国防教育',
    lead: '县人武部',
    measures: '选派教官，开放军史馆，与学校排定课表。',
    limit: '09-30',
  };
  const other = await story.task('leader4', 'claim', plan.about);
  await take(story, 'leader5', plan);
  const attempt = story.act('leader4', other.assignmentId, {
    action: 'decide',
    decision: 'claimed',
    form: planOf(story, plan),
  });
  const refusal = await story.refusal('认领已被认领的事项', attempt, 'ALREADY_DECIDED');
  story.tell.remark(`副组长（县委组织部）同时也点了认领，系统告诉他：${refusal}`);
}

async function unclaimed(story: Story): Promise<void> {
  await story.at('03-10');
  const { title } = await story.item('西片区');
  story.say(`5 个工作日过去，“${title}”无人认领，系统转县双拥办提出分工建议。`);
  await story.decide(OFFICE, 'propose', {
    about: '西片区',
    decision: 'proposed',
    form: planOf(story, {
      about: '西片区',
      lead: '县自然资源局',
      cooperating: ['县住建局', '县人武部'],
      measures: '军地共同踏勘，核对边界后修改控规图则。',
      limit: '08-31',
    }),
  });
  story.say('县双拥办建议：县自然资源局牵头，县住建局、县人武部配合，8月31日前办结，报组长指派。');
  await story.at('03-11');
  const group = await story.http.get<LeadingGroupDetail>(OFFICE, `/api/v1/leading-groups/${COUNTY}`);
  const deputy = group.leaders.find(({ title: held }) => held === LEADERS.leader3)!;
  await story.decide(LEADER, 'assign', {
    about: '西片区',
    decision: 'assigned',
    form: { claimerPositionId: deputy.positionId },
    opinion: '同意，请县政府分管领导负责。',
  });
  const { claimer } = await story.item('西片区');
  story.say(`组长按建议指派，由${claimer?.title}负责。`);
  story.tell.expect('指派后由副组长负责', claimer?.title === LEADERS.leader3);
}
