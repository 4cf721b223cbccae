import type { EntityManager } from 'typeorm';
import { pointsToSplit } from '../../../database/work-points/point.store.js';
import { pointSetOf } from '../../../database/work-points/set.store.js';
import { filingUnitsOf } from '../../../database/organisation/unit.repository.js';
import { roll } from '../../../domain/rehearsal/dice.js';
import { civilDateOf, yearOf } from '../../../domain/time/zone.js';
import type { PointForm, WorkPointsSplitForm } from '../../../domain/work-points/forms.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const workPointsForms: FormsOf = {
  'draft.drafted': async (manager, task, now) => ({
    // Sent back by the 组长, the office hands in what it had.
    points: (await pointSetOf(manager, task.processId)).draftedPoints ?? [
      await point(manager, task, now, { number: '1', title: '组织军地共建活动' }),
      await point(manager, task, now, { number: '2', title: '落实优待政策' }),
    ],
    opinions: [],
    copyUnitIds: [],
    regionCodes: [],
  }),
  'split.split': split,
};

export const workPointForms: FormsOf = {
  'complete.completed': () => ({ result: '已按分工完成。', evidence: '材料存单位档案室。' }),
  'cooperate.replied': () => ({ reply: '已按分工配合落实。' }),
  'progress.reported': (_, task) => ({
    summary: '按计划推进。',
    percent: Math.min(25 * Math.max(task.round, 1), 100),
    selfLight: roll('self', task.id) < 0.8 ? 'green' : 'yellow',
  }),
};

/** One task of one's own for each received point; for a few there is nothing to do here. */
async function split(manager: EntityManager, task: OpenTask, now: Date): Promise<WorkPointsSplitForm> {
  const { fromSetId } = await pointSetOf(manager, task.processId);
  const received = await pointsToSplit(manager, fromSetId ?? '');
  const none = received.filter(({ id }, index) => index > 0 && roll('none', task.processId, id) < 0.15);
  const rest = received.filter((one) => !none.includes(one));
  return {
    points: await Promise.all(
      rest.map(({ id, number, title }) => point(manager, task, now, { number, title, parentPointId: id })),
    ),
    none: none.map(({ id }) => ({ parentPointId: id, reason: '本地区没有这类任务。' })),
    opinions: [],
    copyUnitIds: [],
    regionCodes: [],
  };
}

/** By the dice of the process and the point: one lead, sometimes two, one unit that cooperates. */
async function point(
  manager: EntityManager,
  { regionCode, processId }: OpenTask,
  now: Date,
  given: Pick<PointForm, 'number' | 'title' | 'parentPointId'>,
): Promise<PointForm> {
  const units = (await filingUnitsOf(manager, regionCode, civilDateOf(now)))
    .map(({ id }) => ({ id, die: roll('point', processId, given.title, id) }))
    .sort((a, b) => a.die - b.die || a.id.localeCompare(b.id))
    .map(({ id }) => id);
  const leads = roll('leads', processId, given.title) < 0.3 ? 2 : 1;
  return {
    ...given,
    section: '',
    text: `${yearOf(now)}年${given.title}。`,
    leadUnitIds: units.slice(0, leads),
    cooperatingUnitIds: units.slice(leads, leads + 1),
    quantities: [],
  };
}
