import type { UnitDetail } from '../../../contracts/http/organisation.js';
import { TOPIC_KEYS, TOPICS } from '../../../domain/campaign/topics.js';
import { OFFICE, type Story } from '../story.js';
import { close, everybody, findings } from './campaign.js';
import { DUPLICATE, FINDINGS, LATE_FINDING, loginOf, OFFICE_FINDING, SILENT } from './cast.js';
import { inspectUntil } from './inspect.js';

export async function visit(story: Story): Promise<void> {
  story.tell.chapter('走访摸底，2015年3月至4月', '方案三（二）：七个专题，摸清所需所盼');
  await story.at('2015-03-18');
  const finders = [...new Set([...FINDINGS.map(({ by }) => by), DUPLICATE.by])];
  for (const by of finders) {
    const found = [...FINDINGS, DUPLICATE].filter((one) => one.by === by);
    const form = { findings: found.map(({ topic, title, detail }) => ({ topic, title, detail })) };
    await story.sign(loginOf(by), 'visit', { decision: 'filed', form });
  }
  const { topic, title, detail } = OFFICE_FINDING;
  await story.sign(OFFICE, 'visit', { decision: 'filed', form: { findings: [{ topic, title, detail }] } });
  await story.settle();
  story.say(`${finders.length} 个单位报来走访发现的问题，县双拥办自己走访也发现 1 个。`);
  await inspectUntil(story, '2015-04-08');
  const nothing = await everybody(story, 'visit', [...finders, SILENT, LATE_FINDING.by], () => ({
    decision: 'filed',
    form: { nothing: true },
  }));
  story.say(`其余 ${nothing} 个单位走访后没有发现问题，也都报了。`);

  await story.at('2015-04-20');
  const found = await findings(story);
  story.say(`4月15日报送到期，摸底发现 ${found.length} 个问题：`);
  for (const one of TOPIC_KEYS) {
    const titles = found.filter((finding) => finding.topic === one).map((finding) => finding.title);
    story.tell.remark(`${TOPICS[one].label} ${titles.length} 个：${titles.join('、')}`);
  }
  story.tell.expect('七个专题都有问题', new Set(found.map((one) => one.topic)).size === TOPIC_KEYS.length);
  await arrange(story);
  await late(story);
  await story.at('2015-04-30');
  const named = await close(story, 'closeVisit', 'visit', '已约谈分管领导，随时补报');
  story.say(`阶段按期结束，例外 ${named.length} 项：${named.join('、')}。`);
}

/** One duplicate is merged; every problem gets its unit, its person and its limit. */
async function arrange(story: Story): Promise<void> {
  const filed = await findings(story, '&state=filed');
  const idOf = (title: string) => filed.find((one) => one.title === title)!.id;
  const planned = [...FINDINGS, OFFICE_FINDING];
  const form = {
    merge: [{ into: idOf('优抚对象危房改造'), from: [idOf(DUPLICATE.title)] }],
    arrange: await Promise.all(
      planned.map(async ({ title, lead, limit, measures, about }) => ({
        findingId: idOf(title),
        leadUnitId: story.unit(lead),
        measures,
        limitDate: limit,
        // 责任人：分管领导亲自办的写明职务，其他的由联络员承办
        ...(about === '入学' ? { responsiblePositionId: await leaderOf(story, lead) } : {}),
      })),
    ),
  };
  const without = { ...form, arrange: form.arrange.slice(1) };
  const attempt = story.sign(OFFICE, 'arrange', { decision: 'arranged', form: without });
  story.say(`漏了一个没有交办：${await story.refusal('漏交办', attempt, 'FINDINGS_UNARRANGED')}`);
  await story.decide(OFFICE, 'arrange', { decision: 'arranged', form });
  story.say(`沙河乡和县民政局报的是同一件事，合并；${planned.length} 个问题逐个明确责任单位、责任人和时限：`);
  for (const one of await findings(story)) {
    const person = one.responsible ? `${one.responsible.title}${one.responsible.name}` : '联络员';
    story.tell.remark(`${one.title} → ${one.lead!.shortName}（${person}），${one.limitAt!.slice(0, 10)} 前`);
  }
}

async function leaderOf(story: Story, unit: string): Promise<string> {
  const detail = await story.http.get<UnitDetail>(OFFICE, `/api/v1/units/${story.unit(unit)}`);
  return detail.positions.find(({ kind }) => kind === 'unitLeader')!.positionId;
}

async function late(story: Story): Promise<void> {
  await story.at('2015-04-23');
  const { by, topic, title, detail, lead, limit, measures } = LATE_FINDING;
  const form = { findings: [{ topic, title, detail }] };
  await story.decide(loginOf(by), 'visit', { decision: 'filed', form });
  const [filed] = await findings(story, '&state=filed');
  const one = { findingId: filed!.id, leadUnitId: story.unit(lead), measures, limitDate: limit };
  await story.decide(OFFICE, 'arrange', { decision: 'arranged', form: { arrange: [one] } });
  story.say(`${by}补报“${title}”，记为逾期报送；任务又到办公室，当天交办${lead}。`);
  story.tell.expect('补报的记为逾期', filed!.filedLate);
}
