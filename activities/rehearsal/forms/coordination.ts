import type { EntityManager } from 'typeorm';
import { checkComposition, SEATS } from '../../../domain/coordination/composition.js';
import { candidatesFor, type Candidate } from '../../../database/coordination/seat.store.js';
import { roll, seeded } from '../../../domain/rehearsal/dice.js';
import { endOfYear, yearOf } from '../../../domain/time/zone.js';
import type { TaskLimit } from '../../../domain/coordination/urgency.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const coordinationGroupForms: FormsOf = { 'compose.composed': seats };

/** For each seat the first of the region's positions that may take it beside those already seated. */
async function seats(manager: EntityManager, { regionCode }: OpenTask, now: Date): Promise<object> {
  const positions: { id: string }[] = await manager.query(
    `select o.id from position o join unit u on u.id = o.unit_id where u.region_code = $1 order by u.kind, o.kind, o.title, o.id`,
    [regionCode],
  );
  const through = endOfYear(yearOf(now));
  // Who holds what is the same for every seat: asked once, not eight times.
  const holders = await candidatesFor(
    manager,
    regionCode,
    positions.map(({ id }) => ({ seat: SEATS[0], positionId: id })),
    now,
  );
  const seated: Candidate[] = [];
  for (const seat of SEATS) {
    const candidates = holders.map((holder): Candidate => ({ ...holder, seat }));
    const missing = checkComposition(seated, through).length;
    const found = candidates.find((one) => checkComposition([...seated, one], through).length < missing);
    if (found) seated.push(found);
  }
  return { seats: seated.map(({ seat, positionId }) => ({ seat, positionId })) };
}

const LIMITS: Record<'flash' | 'urgent' | 'ordinary', TaskLimit> = {
  flash: { minutes: 90 },
  urgent: { hours: 12 },
  ordinary: { workingDays: 10 },
};

const handedOut = (urgency: keyof typeof LIMITS) => async (manager: EntityManager, task: OpenTask) => {
  const units: { id: string }[] = await manager.query(
    `select id from unit where region_code = $1 and kind in ('member', 'township') order by id`,
    [task.regionCode],
  );
  const chosen = units
    .filter(({ id }) => roll('task', seeded(task.seed, task.processId), id) < 0.1)
    .slice(0, 4);
  return {
    tasks: (chosen.length > 0 ? chosen : units.slice(0, 1)).map(({ id }) => ({
      unitId: id,
      task: '按预案做好保障，办完报告。',
      limit: LIMITS[urgency],
    })),
  };
};

const arrange = (step: string): FormsOf => ({
  [`${step}.flash`]: handedOut('flash'),
  [`${step}.urgent`]: handedOut('urgent'),
  [`${step}.ordinary`]: handedOut('ordinary'),
});

const report = () => ({ report: '已按要求落实。' });

export const coordinationMatterForms: FormsOf = {
  ...arrange('triage'),
  ...arrange('urgentTriage'),
  ...arrange('direct'),
  ...arrange('urgentDirect'),
  'flashTasks.reported': report,
  'urgentTasks.reported': report,
  'ordinaryTasks.reported': report,
  'review.reviewed': () => ({ summary: '分工清楚、响应及时；联系方式应及时更新。' }),
};
