import type { EntityManager } from 'typeorm';
import { campaignOf } from '../../../database/campaigns/campaign.store.js';
import { filedFindingsOf } from '../../../database/campaigns/finding.repository.js';
import { participantsOf } from '../../../database/campaigns/participants.js';
import { unmetConditions } from '../../../database/campaigns/unmet-conditions.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { STAGE_OF_STEP } from '../../../domain/blueprints/campaign.blueprint.js';
import { FIVE_ONE_KEYS } from '../../../domain/campaign/five-ones.js';
import type { FindingArrangement, FiveOneReport, FoundProblem } from '../../../domain/campaign/forms.js';
import { TOPIC_KEYS } from '../../../domain/campaign/topics.js';
import { pick, roll } from '../../../domain/rehearsal/dice.js';
import { INVENTED_FINDINGS } from '../../../domain/rehearsal/findings.js';
import { daysToSolve } from '../../../domain/rehearsal/people.js';
import { civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const campaignForms: FormsOf = {
  'mobilise.confirmed': (_, task) => ({
    plan: '已召开动员会，明确专人负责，按阶段推进。',
    fiveOnes: fiveOnes(task, 0.5),
  }),
  'visit.filed': (_, task) => findings(task),
  'arrange.arranged': arrangement,
  'actions.deployed': async (manager, task, now) => {
    const units = await membersOf(manager, task, now);
    return {
      actions: TOPIC_KEYS.map((topic, index) => ({
        topic,
        leadUnitId: units[index % units.length],
        arrangement: '列出清单，逐个走访，逐个解决。',
      })),
    };
  },
  'interim.filed': (_, task) => ({
    summary: '前期各项工作按计划开展。',
    gaps: '走访还不够深入。',
    next: '对照台账逐项落实。',
    fiveOnes: fiveOnes(task, 0.7),
  }),
  'mechanism.written': () => ({ text: '定期走访、集中交办、限时解决、逐个回访，每季度通报一次。' }),
  'inspect.held': inspection,
  'final.filed': (_, task) => ({
    summary: '两年活动全部完成。',
    examples:
      roll('example', task.unitName) < 0.2
        ? [{ title: `${task.unitName}的做法`, text: '把走访、交办、回访连成一条线。' }]
        : [],
    fiveOnes: fiveOnes(task, 0.9),
  }),
  'commend.proposed': async (manager, task, now) => ({
    summary: '活动按计划完成，解决了一批实际困难。',
    examples: [{ title: '走访到户、交办到人', text: '每个问题都有责任单位、责任人和时限。' }],
    commended: (await membersOf(manager, task, now))
      .slice(0, 3)
      .map((unitId) => ({ unitId, merit: '牵头解决问题成效明显。' })),
  }),
  ...Object.fromEntries(
    Object.keys(STAGE_OF_STEP)
      .filter((key) => key.startsWith('close'))
      .map((key) => [`${key}.closed`, closing]),
  ),
};

function fiveOnes({ unitName }: OpenTask, share: number): FiveOneReport[] {
  return FIVE_ONE_KEYS.map((item) =>
    roll('fiveOne', unitName, item) < share
      ? { item, done: true, evidence: '设在本单位，有专人负责。' }
      : { item, done: false },
  );
}

/** The army and the townships find more than the departments; some find nothing. */
function findings({ unitName, unitKind }: OpenTask): object {
  const most = unitKind === 'township' ? 3 : unitKind === 'military' ? 2 : 1;
  const count = roll('findings', unitName) < 0.3 ? 0 : 1 + Math.floor(roll('many', unitName) * most);
  const side = (one: FoundProblem): boolean =>
    unitKind !== 'military' || ['urgentNeeds', 'shortages', 'hopes'].includes(one.topic);
  const choices = INVENTED_FINDINGS.filter(side);
  const first = Math.floor(roll('first', unitName) * choices.length);
  return {
    nothing: count === 0,
    findings: Array.from({ length: count }, (_, index) => {
      const one = choices[(first + index) % choices.length] as FoundProblem;
      return { ...one, title: `${unitName}：${one.title}` };
    }),
  };
}

async function arrangement(manager: EntityManager, task: OpenTask, now: Date): Promise<object> {
  const [filed, units, limit] = [
    await filedFindingsOf(manager, task.processId, task.regionCode),
    await membersOf(manager, task, now),
    await limitsOf(manager, task, now),
  ];
  return {
    merge: [],
    arrange: filed.map(({ id }): FindingArrangement => ({
      findingId: id,
      leadUnitId: pick(units, 'lead', id),
      cooperatingUnitIds: [],
      measures: '上门核实，列出清单，限时解决。',
      limitDate: limit(id),
    })),
  };
}

async function inspection(manager: EntityManager, task: OpenTask, now: Date): Promise<object> {
  const units = await membersOf(manager, task, now);
  const seen = pick(units, 'inspected', task.id);
  const limit = await limitsOf(manager, task, now);
  return {
    summary: '实地查看台账和现场，总体按计划推进。',
    inspectedUnitIds: [seen],
    countyCodes: [],
    problems:
      roll('problem', task.id) < 0.5
        ? [{ unitId: seen, text: '台账更新不及时。', handling: 'reminder' }]
        : [
            {
              unitId: seen,
              text: '优抚对象回访没有做到全覆盖',
              handling: 'item',
              topic: 'policies',
              measures: '逐户回访，补齐记录。',
              limitDate: limit(task.id),
            },
          ],
  };
}

/** What does not hold is named, each with the same reason: simulated offices have no better one. */
async function closing(manager: EntityManager, task: OpenTask): Promise<object> {
  const campaign = { id: task.processId, regionCode: task.regionCode };
  const unmet = await unmetConditions(manager, campaign, STAGE_OF_STEP[task.stepKey] ?? 'final');
  return { exceptions: unmet.map(({ key }) => ({ what: key, reason: '已经催办，转入下一阶段继续落实。' })) };
}

/** By the thing's own dice, within the campaign. */
async function limitsOf(
  manager: EntityManager,
  { processId }: OpenTask,
  now: Date,
): Promise<(id: string) => CivilDate> {
  const calendar = await calendarOf(manager);
  const { toDate } = await campaignOf(manager, processId);
  return (id) => {
    const day = calendar.addWorkingDays(civilDateOf(now), daysToSolve(id) * 2);
    return day > toDate ? toDate : day;
  };
}

async function membersOf(
  manager: EntityManager,
  { processId }: OpenTask,
  now: Date,
): Promise<[string, ...string[]]> {
  const units = await participantsOf(manager, await campaignOf(manager, processId), civilDateOf(now));
  const members = units.filter(({ kind }) => kind === 'member').map(({ id }) => id);
  const [first = '', ...rest] = members.length > 0 ? members : units.map(({ id }) => id);
  return [first, ...rest];
}
