import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decide } from '../integration/steps/world.js';
import { record, startStand, type Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand?.stop());

it('what nobody claims is proposed and assigned; 退回 to the assignment goes there, in a new round', async () => {
  const { world } = stand;
  const itemId = await stand.item();
  const claim = await stand.stepOf(itemId, 'claim');
  // As the clock would at the deadline.
  const past = new Date(Date.now() - 1000);
  await world.rows(`update step set deadline_at = $2, check_at = $2 where id = $1`, claim, past);
  await world.serve(new Date());
  const limitDate = `${new Date().getFullYear() + 1}-06-30`;
  await stand.sign('office', itemId, 'propose', decide('proposed', await world.plan({ limitDate })));
  await stand.sign('leader1', itemId, 'assign', decide('assigned', {}));
  await stand.sign('liaison.education', itemId, 'solve', decide('solved', { result: '已办成' }));
  const back = { action: 'return', to: 'assign', opinion: '请另行指派' } as const;
  await stand.sign('liaison.garrison', itemId, 'confirm', back);
  await stand.sign('leader1', itemId, 'assign', decide('assigned', {}), 2);
  await stand.sign('liaison.education', itemId, 'solve', decide('solved', { result: '重新办成' }), 2);
  await stand.sign('liaison.garrison', itemId, 'confirm', decide('satisfied'), 2);
  await stand.sign('office', itemId, 'close', decide('closed'));
  expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
  expect(await stand.path(itemId)).toEqual([
    'claim 1 unclaimed',
    'propose 1 proposed',
    'assign 1 assigned',
    'solve 1 solved',
    'confirm 1 return:assign',
    'assign 2 assigned',
    'solve 2 solved',
    'confirm 2 satisfied',
    'close 1 closed',
  ]);
  await record('need-item.assigned', stand.handle(itemId));
  await world.verified();
});
