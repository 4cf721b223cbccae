import type { EntityManager } from 'typeorm';
import { meetingOf, participantsOf, suggestionsOf } from '../../../database/meetings/meeting.store.js';
import { positionsOf } from '../../../database/organisation/position.repository.js';
import { leadingGroupOf } from '../../../database/organisation/unit.repository.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import type {
  AttendanceForm,
  ConsultationForm,
  DispositionsForm,
  Matter,
  MinutesForm,
} from '../../../domain/meetings/forms.js';
import { pick, roll, seeded } from '../../../domain/rehearsal/dice.js';
import { daysToSolve } from '../../../domain/rehearsal/people.js';
import { civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

/** Working days from the request to the meeting: time to approve it and to sign for the notice. */
const DAYS_TO_MEETING = 8;

export const meetingForms: FormsOf = {
  'hold.held': attendance,
  'hold.postponed': async (manager, _, now) => ({ startsAt: await morningAfter(manager, now) }),
};

export const topicalConsultationForms: FormsOf = {
  ...meetingForms,
  'draft.requested': consultation,
  'minutes.drafted': minutes,
};

export const liaisonConferenceForms: FormsOf = {
  ...meetingForms,
  'material.handedIn': (_, task) => ({
    achievements: '年度任务按计划推进，军地互办实事取得成效。',
    problems: '部分事项协调时间较长。',
    nextSteps: '按清单逐项跟进，按月反馈进度。',
    suggestions: roll('suggests', task.id) < 0.2 ? ['建议军地共用路段设置统一标志'] : [],
  }),
  'minutes.drafted': () => ({ summary: '各联络员汇报了工作进展，会商了下一步安排。', matters: [] }),
  'dispose.disposed': dispositions,
};

export const decidedMatterForms: FormsOf = {
  'solve.done': () => ({ result: '已按会议议定的措施办成。', withoutReplies: '配合事项已当面落实。' }),
  'cooperate.replied': () => ({ reply: '已按会议分工落实。' }),
};

/** Leaders and three units of the region, by the meeting's own dice. */
async function consultation(manager: EntityManager, task: OpenTask, now: Date): Promise<ConsultationForm> {
  const { title, agenda, reason } = await meetingOf(manager, task.processId);
  const group = await leadingGroupOf(manager, task.regionCode);
  const leaders = group
    ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader'], civilDateOf(now))
    : [];
  return {
    title,
    agenda: agenda.length > 0 ? agenda : [title],
    reason: reason || '涉及多个部门，需要会商。',
    place: '县政府第二会议室',
    startsAt: await morningAfter(manager, now),
    leaderPositionIds: leaders
      .filter(({ holders }) => holders.length > 0)
      .slice(0, 2)
      .map(({ positionId }) => positionId),
    unitIds: (await unitsByDice(manager, task)).slice(0, 3),
  };
}

async function attendance(manager: EntityManager, task: OpenTask): Promise<AttendanceForm> {
  const invited = await participantsOf(manager, task.processId);
  return {
    entries: invited.map(({ positionId, unitId }) => {
      const who = positionId === null ? { unitId } : { positionId };
      const die = roll('attends', seeded(task.seed, task.processId), unitId, positionId ?? '');
      if (die < 0.8) return { ...who, attendance: 'present' };
      return die < 0.95
        ? { ...who, attendance: 'substitute', substitute: '分管领导' }
        : { ...who, attendance: 'absent', reason: '外出公务' };
    }),
    observers: [],
  };
}

async function minutes(manager: EntityManager, task: OpenTask, now: Date): Promise<MinutesForm> {
  const { title } = await meetingOf(manager, task.processId);
  return {
    summary: '会议听取了情况汇报，研究了解决办法，明确了分工和时限。',
    matters: [await matterByDice(manager, task, now, `落实${title}`)],
  };
}

async function dispositions(manager: EntityManager, task: OpenTask, now: Date): Promise<DispositionsForm> {
  const open = (await suggestionsOf(manager, task.processId)).filter(({ disposedAt }) => disposedAt === null);
  return {
    dispositions: await Promise.all(
      open.map(async ({ id, text }) =>
        roll('disposes', seeded(task.seed, id)) < 0.5
          ? { suggestionId: id, matter: await matterByDice(manager, task, now, text) }
          : { suggestionId: id, answer: '建议已采纳，列入下一步工作统筹安排。' },
      ),
    ),
  };
}

export async function matterByDice(
  manager: EntityManager,
  task: OpenTask,
  now: Date,
  title: string,
): Promise<Matter> {
  const units = await unitsByDice(manager, task);
  const leadUnitId = pick(
    units as [string, ...string[]],
    'matterLead',
    seeded(task.seed, task.processId),
    title,
  );
  return {
    title,
    leadUnitId,
    cooperatingUnitIds: units.filter((id) => id !== leadUnitId).slice(0, 1),
    measures: '列出清单，明确专人，按月反馈。',
    limitDate: (await calendarOf(manager)).addWorkingDays(
      civilDateOf(now),
      daysToSolve(seeded(task.seed, task.processId)),
    ),
  };
}

async function unitsByDice(
  manager: EntityManager,
  { regionCode, processId, seed }: OpenTask,
): Promise<string[]> {
  const units: { id: string }[] = await manager.query(
    `select id from unit where region_code = $1 and kind = 'member' and active_to is null`,
    [regionCode],
  );
  return units
    .map(({ id }) => ({ id, die: roll('invited', seeded(seed, processId), id) }))
    .sort((a, b) => a.die - b.die || a.id.localeCompare(b.id))
    .map(({ id }) => id);
}

export async function morningAfter(manager: EntityManager, now: Date): Promise<string> {
  const day: CivilDate = (await calendarOf(manager)).addWorkingDays(civilDateOf(now), DAYS_TO_MEETING);
  return `${day}T09:00+08:00`;
}
