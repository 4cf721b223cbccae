import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { CLOCKS } from '../../../domain/steps/clocks.js';
import { at, createWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

it('a clock takes as many steps at once as their tasks allow, and comes to all of them', async () => {
  const lists: string[] = [];
  for (let n = 0; n < 6; n += 1) lists.push((await world.launch(at('2027-01-04T09:00'), 2027)).listId);
  const now = at('2027-03-01T09:00');
  const { manager } = world.dataSource;
  const counts = () =>
    world.rows<{ key: string; n: number; steps: number }>(
      `select c.key, count(*)::int as n, count(distinct c.step_id)::int as steps from checkpoint c
       where c.key = 'overdue' group by c.key`,
    );
  let served = 0;
  // One task's worth: each collection is more than that, and is taken all the same, alone.
  for (let clock = 0; clock < CLOCKS; clock += 1) served += (await serveClock(manager, clock, now, 1)).served;
  expect(served).toBe(lists.length);
  const { units } = await world.one<{ units: number }>(
    `select count(*)::int as units from assignment where process_id = $1`,
    lists[0],
  );
  expect(await counts()).toEqual([{ key: 'overdue', n: units * lists.length, steps: lists.length }]);
  for (let clock = 0; clock < CLOCKS; clock += 1)
    expect((await serveClock(manager, clock, now)).served).toBe(0);
  await world.verified();
});
