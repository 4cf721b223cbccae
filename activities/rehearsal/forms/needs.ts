import type { EntityManager } from 'typeorm';
import { itemOf, raisingUnitsOf } from '../../../database/needs/need-item.store.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { pick, roll, seeded } from '../../../domain/rehearsal/dice.js';
import { daysToSolve, itemsFiled } from '../../../domain/rehearsal/people.js';
import { INVENTED_NEEDS } from '../../../domain/rehearsal/needs.js';
import { sideOfUnit } from '../../../domain/needs/filing.js';
import type { PlanForm } from '../../../domain/needs/forms.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const dualListForms: FormsOf = {
  'collect.filed': (_, task) => filing(task),
  'compile.compiled': () => ({ merge: [], classify: [], propose: [] }),
  'circular.issued': () => ({ summary: '全年落实情况见附表。' }),
};

export const needItemForms: FormsOf = {
  'claim.claimed': plan,
  'propose.proposed': plan,
  'assign.assigned': () => ({}),
  'government.directed': async (manager, task, now) => ({
    instruction: '按会议决定调整分工，继续办理。',
    plan: await plan(manager, task, now),
  }),
  'solve.solved': () => ({ result: '已按措施办成。', withoutReplies: '配合事项已当面落实。' }),
  'relay.relayed': () => ({ result: '已按上级答复落实。' }),
  'cooperate.replied': () => ({ reply: '已按分工配合落实。' }),
  'reportUp.reported': () => ({ summary: '本级权限和财力不能解决，请上级协调。' }),
  'receive.answered': () => ({ answer: '已协调有关部门解决。', resolved: true }),
  'answer.answered': () => ({ answer: '已协调有关部门解决。', resolved: true }),
};

function filing({ unitName, unitKind, seed }: OpenTask): object {
  const count = itemsFiled(seeded(seed, unitName), unitKind);
  const side = sideOfUnit(unitKind);
  const choices = INVENTED_NEEDS.filter((need) => need.side === side);
  const first = Math.floor(roll('first', seeded(seed, unitName)) * choices.length);
  const items = Array.from({ length: count }, (_, index) => {
    const { kind, title, detail } = choices[(first + index) % choices.length] as (typeof choices)[number];
    return { kind, title: `${unitName}：${title}`, detail };
  });
  return { nothing: count === 0, items };
}

/** A lead and up to two cooperating units of the region, by the item's own dice. */
async function plan(manager: EntityManager, task: OpenTask, now: Date): Promise<PlanForm> {
  const item = seeded(task.seed, task.processId);
  const raising = await raisingUnitsOf(manager, task.processId);
  const units: { id: string }[] = await manager.query(
    `select id from unit where region_code = $1 and kind = 'member' and not (id = any($2::uuid[])) order by id`,
    [task.regionCode, raising],
  );
  const [first, ...rest] = units.map(({ id }) => id);
  const leadUnitId = first
    ? pick([first, ...rest], 'lead', item)
    : await officeUnit(manager, task.regionCode);
  const others = units.map(({ id }) => id).filter((id) => id !== leadUnitId);
  const cooperating = others.filter((id) => roll('cooperate', item, id) < 1 / Math.max(others.length, 1));
  const calendar = await calendarOf(manager);
  const { limitAt } = await itemOf(manager, task.processId);
  const from = limitAt && limitAt > now ? civilDateOf(limitAt) : civilDateOf(now);
  const days = task.stepKey === 'government' ? 20 : daysToSolve(item);
  return {
    leadUnitId,
    cooperatingUnitIds: cooperating,
    measures: '现场会商，列出清单，分步落实。',
    limitDate: calendar.addWorkingDays(from, days),
  };
}

async function officeUnit(manager: EntityManager, regionCode: string): Promise<string> {
  const [unit]: { id: string }[] = await manager.query(
    `select id from unit where region_code = $1 and kind = 'office'`,
    [regionCode],
  );
  return unit?.id ?? '';
}
