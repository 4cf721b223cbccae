import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runningBefore } from '../../database/processes/running-before.js';
import { at, createWorld, type World } from './steps/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

it('names the kinds of which older processes still run, and none when they are over', async () => {
  const { manager } = world.dataSource;
  const launched = at('2027-01-05T09:00');
  const { listId } = await world.launch(launched, 2027);
  expect(await runningBefore(manager, launched)).toEqual([]);
  expect(await runningBefore(manager, at('2027-03-01T00:00'))).toEqual([
    { kind: 'dualList', processes: 1, oldest: launched.toISOString() },
  ]);
  await world.end(listId, 'terminated', at('2027-02-01T09:00'));
  expect(await runningBefore(manager, at('2027-03-01T00:00'))).toEqual([]);
});
