import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { launchProcess } from '../../database/processes/launch-process.js';
import { actorOf } from '../../database/steps/acting.js';
import { civilDateOf, addDays, type CivilDate } from '../../domain/time/zone.js';
import { COUNTY } from '../support/county.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, type Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
}, 120_000);
afterAll(() => stand.stop());

const later = (days: number): CivilDate => addDays(civilDateOf(new Date()), days);

async function order(processId: string, stepId: string, toDate: CivilDate): Promise<string> {
  const { world } = stand;
  const signer = await world.as('office');
  const form = {
    ...{ processId, title: '延后办理', reason: '机构改革' },
    changes: [{ type: 'deadline', stepId, toDate }],
  };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'changeOrder', businessKey: `changeOrder:${randomUUID()}`, regionCode: COUNTY },
        ...{ year: 2027, title: form.title },
      },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      new Date(),
    ),
  );
  return started!.id;
}

it('returned, revised, approved: the item goes on under its new deadline', async () => {
  const { world } = stand;
  const id = await stand.item();
  const claim = await stand.stepOf(id, 'claim');
  const orderId = await order(id, claim, later(40));
  await stand.sign('director', orderId, 'approve', decide('returned', undefined, '再与单位商量'));
  const form = {
    ...{ processId: id, title: '延后办理', reason: '已与单位商定' },
    changes: [{ type: 'deadline', stepId: claim, toDate: later(30) }],
  };
  await stand.sign('office', orderId, 'revise', decide('submitted', form));
  await stand.sign('director', orderId, 'approve', decide('approved'), 2);
  expect(await stand.ended(orderId, 'changeOrder')).toEqual({ outcome: 'finished' });
  const { deadline_at: deadline } = await world.one<{ deadline_at: Date }>(
    `select deadline_at from step where id = $1`,
    claim,
  );
  expect(civilDateOf(deadline)).toBe(later(30));
  await record('change-order.returned', stand.handle(orderId, 'changeOrder'));
  await world.verified();
});

it('overtaken, it goes back to who wrote it, who takes it back', async () => {
  const id = await stand.item();
  const claim = await stand.stepOf(id, 'claim');
  const orderId = await order(id, claim, later(40));
  await stand.sign(
    'leader2',
    id,
    'claim',
    decide('claimed', await stand.world.plan({ limitDate: later(90) })),
  );
  await stand.sign('director', orderId, 'approve', decide('approved'));
  await stand.sign('office', orderId, 'revise', decide('abandoned', undefined, '已经认领，不需要了'));
  expect(await stand.ended(orderId, 'changeOrder')).toEqual({ outcome: 'withdrawn' });
  await record('change-order.overtaken', stand.handle(orderId, 'changeOrder'));
});

it('a step that is waived: its process goes on from there', async () => {
  const { world } = stand;
  const id = await stand.item();
  await stand.sign('leader2', id, 'claim', decide('claimed', await world.plan({ limitDate: later(90) })));
  const cooperate = await stand.stepOf(id, 'solve');
  const signer = await world.as('office');
  const form = {
    ...{ processId: id, title: '转报请政府', reason: '须政府研究' },
    changes: [{ type: 'step', stepId: cooperate, action: 'skip', outcome: 'needsGovernment' }],
  };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'changeOrder', businessKey: `changeOrder:${randomUUID()}`, regionCode: COUNTY },
        ...{ year: 2027, title: form.title },
      },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      new Date(),
    ),
  );
  await stand.sign('director', started!.id, 'approve', decide('approved'));
  await stand.stepOf(id, 'government');
  expect(await stand.path(id)).toEqual(['claim 1 claimed', 'solve 1 needsGovernment', 'government 1 open']);
});
