import type { EntityManager } from 'typeorm';
import { meetingOf, participantsOf } from '../../../database/meetings/meeting.store.js';
import { visitsOf } from '../../../database/meetings/visit.store.js';
import type { EventPlanForm, EventRecordForm } from '../../../domain/meetings/event-forms.js';
import { roll } from '../../../domain/rehearsal/dice.js';
import { instantAt, civilDateOf, formatInstant } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';
import { matterByDice, meetingForms, morningAfter } from './meetings.js';

export const plannedEventForms: FormsOf = {
  ...meetingForms,
  'prepare.prepared': plan,
  'record.recorded': findings,
};

/** On the day it was launched for, or the next morning that is still to come. */
async function plan(manager: EntityManager, task: OpenTask, now: Date): Promise<EventPlanForm> {
  const { startsAt, place } = await meetingOf(manager, task.processId);
  const invited = await participantsOf(manager, task.processId);
  const visited = (await visitsOf(manager, task.processId)).map(({ unitId }) => unitId);
  const meant = startsAt && instantAt(civilDateOf(startsAt), '09:00');
  return {
    startsAt: meant && meant > now ? formatInstant(meant) : await morningAfter(manager, now),
    place: place || '县双拥办集合',
    arrangements: ['上午集中出发', '逐个单位了解情况', '当场会商，能办的当场答复'],
    leaderPositionIds: invited.flatMap(({ positionId }) => positionId ?? []),
    unitIds: invited
      .filter(({ positionId, unitId }) => positionId === null && !visited.includes(unitId))
      .map(({ unitId }) => unitId),
    visitedUnitIds: visited,
  };
}

/** Every third unit has a problem worth keeping on account. */
async function findings(manager: EntityManager, task: OpenTask, now: Date): Promise<EventRecordForm> {
  const visited = await visitsOf(manager, task.processId);
  const troubled = visited.filter(({ unitId }) => roll('found', task.processId, unitId) < 1 / 3);
  return {
    summary: '各单位工作按计划推进，需要协调的问题当场作了记录。',
    visits: visited.map(({ unitId }) => ({ unitId, found: '了解了工作进展和需要协调的事项。' })),
    problems: await Promise.all(
      troubled.map(({ name }) => matterByDice(manager, task, now, `协调解决${name}反映的问题`)),
    ),
  };
}
