import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decide, zero } from '../integration/steps/world.js';
import { record, startStand, until, type Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand?.stop());

it('a year that was launched late goes from collection to carry-over without waiting for dates that are past', async () => {
  const { world } = stand;
  const lastYear = new Date().getFullYear() - 1;
  const listId = await stand.launch(lastYear);
  const collect = await stand.stepOf(listId, 'collect');
  const form = { nothing: false, items: [{ kind: 'family', title: '家属就业', detail: '' }] };
  await world.sign('liaison.garrison', collect, decide('filed', form), new Date(), '驻军部队');
  await world.sign('liaison.health', collect, zero, new Date(), '县卫健局');
  // As the clock would at the deadline.
  const past = new Date(Date.now() - 1000);
  await world.rows(`update step set deadline_at = $2, check_at = $2 where id = $1`, collect, past);
  await world.serve(new Date());
  await stand.sign('office', listId, 'compile', decide('compiled', { merge: [], classify: [], propose: [] }));
  await stand.sign('office', listId, 'circular', decide('issued', { summary: '全年情况' }));
  await stand.sign('office', listId, 'carryOver', decide('carried'));
  expect(await stand.ended(listId, 'dualList')).toEqual({ outcome: 'finished' });
  expect(await stand.path(listId)).toEqual([
    'collect 1 deadline',
    'compile 1 compiled',
    'circular 1 issued',
    'carryOver 1 carried',
  ]);
  // What was asked for goes on in its own process, in next year's ledger.
  const carried = await world.rows<{ year: number }>(
    `select y.year from need_item_year y join need_item i on i.id = y.item_id where i.dual_list_id = $1 order by y.year`,
    listId,
  );
  expect(carried.map(({ year }) => year)).toEqual([lastYear, lastYear + 1]);
  await until('the record at rest', async () => (await world.messages()).length === 0);
  await record('dual-list.launched-late', stand.handle(listId, 'dualList'));
  await world.verified();
});
