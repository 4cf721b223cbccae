import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../database/processes/launch-process.js';
import { actorOf } from '../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../database/steps/step.store.js';
import { startCorrection } from '../../database/vetoes/start-correction.js';
import { VETO_ITEM_KEYS } from '../../domain/evaluation/veto-items.js';
import { addDays, civilDateOf, instantAt, yearOf } from '../../domain/time/zone.js';
import { decide } from '../integration/steps/world.js';
import {
  FINDINGS,
  honourState,
  launchEvent,
  LIAISON,
  proposed,
  reconsidered,
  STATED,
  subjectUnit,
  titlesOf,
  type Measure,
} from '../integration/vetoes/veto-world.js';
import { COUNTY } from '../support/county.js';
import { record, startStand, until, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const today = civilDateOf(new Date());
const received = decide('received');
const event = (id: string) => stand.handle(id, 'vetoEvent');

async function confirmed(titles: readonly Measure[], reconsiderDate?: string): Promise<string> {
  const id = await launchEvent(stand.world, new Date(), { happenedDate: addDays(today, -7) });
  await stand.sign('office', id, 'verify', FINDINGS);
  await stand.sign(LIAISON, id, 'hear', STATED);
  await stand.sign('director', id, 'propose', proposed(titles, reconsiderDate));
  await stand.sign('leader1', id, 'decide', decide('confirmed'));
  return id;
}

const asleep = (id: string, kind: string) =>
  until('its sleep', async () =>
    (await stand.progress(id, kind).catch((): string[] => [])).includes('asleep'),
  );

const named = async (): Promise<string> => {
  await stand.world.rows(`update honour set state = 'revoked'`);
  const [id] = await titlesOf(stand.world, await subjectUnit(stand.world), ['双拥模范单位'], new Date());
  return id as string;
};

describe('a veto event', () => {
  it('is sent back, taken back, decided; is over when its subject has signed for it', async () => {
    const honourId = await named();
    const id = await launchEvent(stand.world, new Date(), { happenedDate: addDays(today, -7) });
    await stand.sign('office', id, 'verify', FINDINGS);
    await stand.sign(LIAISON, id, 'hear', STATED);
    const measures = proposed([{ honourId, measure: 'revoke' }]);
    await stand.sign('director', id, 'propose', measures);
    await stand.sign('leader1', id, 'decide', decide('returned', undefined, '理由再具体'));
    await stand.sign('director', id, 'propose', measures, 2);
    await stand.stepOf(id, 'decide', 2);
    // 撤回, before anybody has decided.
    const propose = await stand.stepOf(id, 'propose', 2);
    const [{ id: assignmentId } = { id: '' }] = await stand.world.rows<{ id: string }>(
      `select id from assignment where step_id = $1`,
      propose,
    );
    await stand.world.act('director', assignmentId, { action: 'withdraw' }, new Date());
    await stand.sign('director', id, 'propose', measures, 3);
    await stand.stepOf(id, 'decide', 3);
    await stand.stopWorker();
    await stand.sign('leader1', id, 'decide', decide('confirmed'), 3);
    await stand.startWorker();
    await stand.sign(LIAISON, id, 'receipts', received);
    expect(await stand.ended(id, 'vetoEvent')).toEqual({ outcome: 'finished' });
    expect(await honourState(stand.world, honourId)).toBe('revoked');
    await record('veto-event.straight', event(id));
    await stand.world.verified();
  });

  it('waits for the day its titles are looked at again, twice, and tells of each decision', async () => {
    const honourId = await named();
    const id = await confirmed([{ honourId, measure: 'freeze' }], addDays(today, 40));
    await stand.stepOf(id, 'receipts');
    await asleep(id, 'vetoEvent');
    await stand.forward(id, 'vetoEvent', instantAt(addDays(today, 41), '10:00'));
    const prolong = [{ honourId, reconsidered: 'prolong' }];
    await stand.sign('director', id, 'reconsider', reconsidered(prolong, addDays(today, 80)));
    await stand.sign('leader1', id, 'settle', decide('approved'));
    // Who never signed for the first decision signs for both.
    await stand.sign(LIAISON, id, 'receipts', received, 2);
    await asleep(id, 'vetoEvent');
    await stand.forward(id, 'vetoEvent', instantAt(addDays(today, 81), '10:00'));
    const lift = reconsidered([{ honourId, reconsidered: 'lift' }]);
    await stand.sign('director', id, 'reconsider', lift, 2);
    await stand.sign('leader1', id, 'settle', decide('returned', undefined, '再看一次'), 2);
    await stand.sign('director', id, 'reconsider', lift, 3);
    await stand.sign('leader1', id, 'settle', decide('approved'), 3);
    await stand.sign(LIAISON, id, 'receipts', received, 3);
    expect(await stand.ended(id, 'vetoEvent')).toEqual({ outcome: 'finished' });
    expect(await honourState(stand.world, honourId)).toBe('held');
    expect(await stand.path(id)).toEqual([
      'verify 1 confirmed',
      'hear 1 stated',
      'propose 1 proposed',
      'decide 1 confirmed',
      'receipts 1 cancelled',
      'reconsider 1 proposed',
      'settle 1 approved',
      'receipts 2 received',
      'reconsider 2 proposed',
      'settle 2 returned',
      'reconsider 3 proposed',
      'settle 3 approved',
      'receipts 3 received',
    ]);
    await record('veto-event.prolonged', event(id));
    await stand.world.verified();
  });

  it('is over when it is unfounded, or not counted', async () => {
    const unfounded = await launchEvent(stand.world, new Date(), { happenedDate: addDays(today, -7) });
    await stand.sign('office', unfounded, 'verify', decide('unfounded', undefined, '查无此事'));
    expect(await stand.ended(unfounded, 'vetoEvent')).toEqual({ outcome: 'unfounded' });
    await record('veto-event.unfounded', event(unfounded));
  });

  it('that was wrong is taken back while it waits: its process ends, its title comes back', async () => {
    const honourId = await named();
    // Later than where the tests before have put the clock.
    const id = await confirmed([{ honourId, measure: 'freeze' }], addDays(today, 400));
    await asleep(id, 'vetoEvent');
    const signer = await stand.world.as('office');
    const correction = await stand.world.dataSource.transaction(async (tx) => {
      const process = (await lockProcess(tx, id)) as ProcessRow;
      const actor = actorOf(signer, signer.positions[0] as never);
      return startCorrection(tx, process, '有新的证据。', actor, new Date());
    });
    const findings = decide('proposed', { findings: '银行回单证明当月已经发放。' });
    await stand.sign('director', correction, 'review', findings);
    await stand.sign('leader1', correction, 'decide', decide('takenBack', undefined, '事实不成立'));
    await stand.sign(LIAISON, correction, 'receipts', received);
    expect(await stand.ended(correction, 'vetoCorrection')).toEqual({ outcome: 'finished' });
    expect(await stand.ended(id, 'vetoEvent')).toEqual({ outcome: 'withdrawn' });
    expect(await honourState(stand.world, honourId)).toBe('held');
    await record('veto-event.taken-back', event(id));
    await record('veto-correction.straight', stand.handle(correction, 'vetoCorrection'));
    await stand.world.verified();
  });
});

describe('a year’s watch', () => {
  it('asks each quarter on its day, whether the one before was declared or not, and ends with the last', async () => {
    const { world } = stand;
    // Launched for the coming year: each quarter is still to come.
    const year = yearOf(new Date()) + 1;
    const process = await world.dataSource.transaction((tx) =>
      launchProcess(
        tx,
        {
          ...{ kind: 'vetoWatch', businessKey: `vetoWatch:${randomUUID()}`, regionCode: COUNTY, year },
          title: `${year}年否决事项排查`,
        },
        { form: undefined, unitId: null },
        null,
        new Date(),
      ),
    );
    const { id } = process as ProcessRow;
    const clear = decide('declared', { clear: VETO_ITEM_KEYS.map((item) => ({ item })), found: [] });
    await asleep(id, 'vetoWatch');
    await stand.forward(id, 'vetoWatch', instantAt(`${year}-07-01`, '10:00'));
    // The first quarter is late; the second has come all the same.
    await stand.stepOf(id, 'quarter1');
    await stand.sign('office', id, 'quarter2', clear);
    await stand.sign('office', id, 'quarter1', clear);
    await asleep(id, 'vetoWatch');
    await stand.forward(id, 'vetoWatch', instantAt(`${year + 1}-01-02`, '10:00'));
    await stand.sign('office', id, 'quarter3', clear);
    await stand.sign('office', id, 'quarter4', clear);
    expect(await stand.ended(id, 'vetoWatch')).toEqual({ outcome: 'finished' });
    await record('veto-watch.year', stand.handle(id, 'vetoWatch'));
    await world.verified();
  });
});
