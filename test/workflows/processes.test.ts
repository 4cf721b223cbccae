import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endSignal, stepClosedSignal } from '../../contracts/processes/processes.js';
import { enqueue, outboxBacklog } from '../../database/processes/outbox.repository.js';
import { decide, zero } from '../integration/steps/world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const claim = async (itemId: string, round = 1, plan = {}) =>
  stand.sign('leader2', itemId, 'claim', decide('claimed', await stand.world.plan(plan)), round);
const solved = decide('solved', { result: '已办' });
const delivered = () =>
  until('an empty outbox', async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0);

describe('an item on the straight way, through its returns', () => {
  it('claim, solve with cooperation, confirmation returned twice, struck off', async () => {
    const { world } = stand;
    const itemId = await stand.item();
    await claim(itemId, 1, { cooperatingUnitIds: [await world.unit('县住建局')] });
    await stand.sign('liaison.housing', itemId, 'cooperate', decide('replied', { reply: '已配合' }));
    await stand.sign('liaison.education', itemId, 'solve', solved);
    for (const round of [1, 2]) {
      await stand.sign('liaison.garrison', itemId, 'confirm', decide('returned', undefined, '未解决'), round);
      await stand.sign(
        'liaison.education',
        itemId,
        'solve',
        decide('solved', { result: '再办', withoutReplies: '已当面落实' }),
        round + 1,
      );
    }
    await stand.sign('liaison.garrison', itemId, 'confirm', decide('satisfied'), 3);
    await stand.sign('office', itemId, 'close', decide('closed'));
    expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
    expect(await stand.path(itemId)).toEqual([
      'claim 1 claimed',
      'cooperate 1 replied',
      'solve 1 solved',
      'confirm 1 returned',
      'cooperate 2 cancelled',
      'solve 2 solved',
      'confirm 2 returned',
      'cooperate 3 cancelled',
      'solve 3 solved',
      'confirm 3 satisfied',
      'close 1 closed',
    ]);
    const row = await world.one(`select state, outcome from process where id = $1`, itemId);
    expect(row).toEqual({ state: 'ended', outcome: 'finished' });
    expect(await world.one(`select state from need_item where id = $1`, itemId)).toEqual({ state: 'closed' });
    await record('need-item.straight', stand.handle(itemId));
    await world.verified();
  });

  it('what was decided is taken back: the claim, then the result', async () => {
    const itemId = await stand.item();
    const claimed = await claim(itemId);
    await stand.stepOf(itemId, 'solve');
    await stand.world.act('leader2', claimed.assignmentId, { action: 'withdraw' }, new Date());
    await claim(itemId, 2, { leadUnitId: await stand.world.unit('县卫健局') });
    const result = await stand.sign('liaison.health', itemId, 'solve', solved, 2);
    await stand.stepOf(itemId, 'confirm');
    await stand.world.act('liaison.health', result.assignmentId, { action: 'withdraw' }, new Date());
    await stand.sign('liaison.health', itemId, 'solve', solved, 3);
    await stand.sign(
      'director',
      itemId,
      'confirm',
      decide('closedByOffice', undefined, '多次催办无回音'),
      2,
      '驻军部队',
    );
    await stand.sign('deputy', itemId, 'close', decide('returned', undefined, '缺材料'));
    await stand.sign('liaison.health', itemId, 'solve', solved, 4);
    await stand.stepOf(itemId, 'confirm', 3);
    expect(await stand.path(itemId)).toEqual([
      'claim 1 claimed',
      'solve 1 withdrawn',
      'claim 2 claimed',
      'solve 2 solved',
      'confirm 1 withdrawn',
      'solve 3 solved',
      'confirm 2 closedByOffice',
      'close 1 returned',
      'solve 4 solved',
      'confirm 3 open',
    ]);
    expect(await waitsFor(stand.handle(itemId))).toEqual(['confirm 3']);
    await record('need-item.taken-back', stand.handle(itemId));
  });
});

describe('an item that the county can’t solve', () => {
  it('goes to the government, up to the city, is solved there, and the answer comes down; it can’t close before', async () => {
    const { world } = stand;
    const itemId = await stand.item();
    await claim(itemId);
    await stand.sign('liaison.education', itemId, 'solve', decide('needsGovernment', undefined, '涉及用地'));
    await stand.sign('leader1', itemId, 'government', decide('cannotSolve', undefined, '县级无权限'));
    await stand.sign('office', itemId, 'reportUp', decide('reported', { summary: '请市级协调' }));
    const { id: above } = await until(
      'the city’s item',
      async () =>
        (await world.rows<{ id: string }>(`select id from need_item where reported_from = $1`, itemId))[0],
    );
    await stand.sign('city.office', above, 'receive', decide('arranged'));
    const citySolver = await world.unit('县教育体育局'); // the city may name a unit of the region below
    await stand.sign(
      'city.leader1',
      above,
      'claim',
      decide('claimed', await world.plan({ leadUnitId: citySolver })),
    );
    await stand.sign('liaison.education', above, 'solve', solved);
    await stand.stepOf(above, 'answer');

    await delivered();
    expect(await waitsFor(stand.handle(itemId))).toEqual([]);
    expect(await world.one(`select state from need_item where id = $1`, itemId)).toEqual({
      state: 'reportedUp',
    });
    await stand.sign('city.office', above, 'answer', decide('returned', undefined, '请补充'));
    await stand.sign('liaison.education', above, 'solve', solved, 2);
    await stand.sign(
      'city.office',
      above,
      'answer',
      decide('answered', { answer: '已协调', resolved: true }),
      2,
    );
    expect(await stand.ended(above)).toEqual({ outcome: 'answered' });

    await stand.sign('office', itemId, 'relay', decide('continued', { instruction: '按市级答复办理' }));
    await stand.sign('liaison.education', itemId, 'solve', decide('cannotSolve', undefined, '仍无权限'), 2);
    await stand.sign('office', itemId, 'reportUp', decide('returned', undefined, '再想办法'), 2);
    await stand.sign('liaison.education', itemId, 'solve', decide('cannotSolve', undefined, '仍无权限'), 3);
    await stand.sign('office', itemId, 'reportUp', decide('reported', { summary: '再请市级协调' }), 3);
    const second = await until(
      'the second item above',
      async () =>
        (
          await world.rows<{ id: string }>(
            `select id from need_item where reported_from = $1 and id <> $2`,
            itemId,
            above,
          )
        )[0],
    );
    // The first answer was used up: the county waits for the second.
    await stand.stepOf(second.id, 'receive');
    await delivered();
    expect(await waitsFor(stand.handle(itemId))).toEqual([]);
    await stand.sign(
      'city.office',
      second.id,
      'receive',
      decide('answered', { answer: '列入明年计划', resolved: false }),
    );
    await stand.sign('office', itemId, 'relay', decide('relayed', { result: '列入明年计划' }), 2);
    await stand.sign('liaison.garrison', itemId, 'confirm', decide('satisfied'));
    await stand.sign('office', itemId, 'close', decide('closed'));
    expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
    await record('need-item.reported-up', stand.handle(itemId));
    await record('need-item.from-below', stand.handle(above));
    await world.verified();
  });

  it('handed on by the city to the province; what the province ends lets both go on', async () => {
    const { world } = stand;
    const itemId = await stand.item();
    await claim(itemId);
    await stand.sign('liaison.education', itemId, 'solve', decide('cannotSolve', undefined, '县级无权限'));
    await stand.sign('office', itemId, 'reportUp', decide('reported', { summary: '请市级协调' }));
    const above = (id: string) =>
      until(
        'the item above',
        async () =>
          (await world.rows<{ id: string }>(`select id from need_item where reported_from = $1`, id))[0]?.id,
      );
    const city = await above(itemId);
    await stand.sign('city.office', city, 'receive', decide('cannotSolve', { summary: '请省级协调' }));
    const province = await above(city);
    await stand.stepOf(province, 'receive');
    await terminate(province);
    expect(await stand.ended(province)).toEqual({ outcome: 'terminated' });
    await stand.sign('city.office', city, 'relay', decide('relayed', { result: '省级未受理' }));
    await stand.sign(
      'city.office',
      city,
      'answer',
      decide('answered', { answer: '暂不能解决', resolved: false }),
    );
    await stand.stepOf(itemId, 'relay');
    expect(await stand.ended(city)).toEqual({ outcome: 'answered' });
  });
});

/** As the API does it: tables and order to the workflow in one transaction. */
async function terminate(processId: string, outcome = 'terminated', kind = 'needItem'): Promise<void> {
  await stand.world.end(processId, outcome, new Date());
  await enqueue(stand.world.dataSource.manager, new Date(), [
    { kind: 'signal', workflowId: `${kind}:${processId}`, signal: 'end', payload: { outcome } },
  ]);
}

describe('ending before its time', () => {
  it.each(['terminated', 'withdrawn'])(
    '%s while it waits: the workflow ends with that outcome',
    async (outcome) => {
      const itemId = await stand.item();
      await stand.stepOf(itemId, 'claim');
      await terminate(itemId, outcome);
      expect(await stand.ended(itemId)).toEqual({ outcome });
      if (outcome === 'terminated') await record('need-item.terminated', stand.handle(itemId));
    },
  );

  it('by the end signal alone the tables follow', async () => {
    const itemId = await stand.item();
    await stand.stepOf(itemId, 'claim');
    await delivered();
    await stand.handle(itemId).signal(endSignal, { outcome: 'terminated' });
    expect(await stand.ended(itemId)).toEqual({ outcome: 'terminated' });
    expect(await stand.world.one(`select state, outcome from process where id = $1`, itemId)).toEqual({
      state: 'ended',
      outcome: 'terminated',
    });
    expect(await stand.path(itemId)).toEqual(['claim 1 cancelled']);
  });

  it('a year ends while it sleeps', async () => {
    const listId = await stand.launch(new Date().getFullYear() + 1);
    await stand.stepOf(listId, 'collect');
    await delivered();
    await terminate(listId, 'terminated', 'dualList');
    expect(await stand.ended(listId, 'dualList')).toEqual({ outcome: 'terminated' });
  });
});

describe('while no worker and no dispatcher runs', () => {
  it('sign-offs are accepted, and flow on afterwards in a worker that has never seen the process', async () => {
    const itemId = await stand.item();
    const claimStep = await stand.stepOf(itemId, 'claim');
    await delivered();
    await stand.stopDispatcher();
    await stand.stopWorker();
    const { outcome } = await stand.world.sign(
      'leader2',
      claimStep,
      decide('claimed', await stand.world.plan()),
      new Date(),
    );
    expect(outcome).toBe('claimed');
    expect((await outboxBacklog(stand.world.dataSource.manager)).waiting).toBeGreaterThan(0);
    expect(await stand.path(itemId)).toEqual(['claim 1 claimed']);
    await stand.startWorker();
    stand.startDispatcher();
    const solve = await stand.stepOf(itemId, 'solve');

    await stand.stopWorker();
    await stand.world.sign('liaison.education', solve, solved, new Date());
    await delivered(); // Temporal holds the signal
    await stand.startWorker();
    await stand.sign('liaison.garrison', itemId, 'confirm', decide('satisfied'));
    await stand.sign('office', itemId, 'close', decide('closed'));
    expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
    await record('need-item.restarted', stand.handle(itemId));
  });

  it('decided, then terminated: it ends, and does not go round', async () => {
    const itemId = await stand.item();
    await stand.stepOf(itemId, 'claim');
    await delivered();
    await stand.stopWorker();
    await claim(itemId);
    await terminate(itemId);
    await delivered();
    await stand.startWorker();
    expect(await stand.ended(itemId)).toEqual({ outcome: 'terminated' });
    const { events } = await stand.handle(itemId).fetchHistory();
    expect(events?.length).toBeLessThan(30);
    expect(await stand.path(itemId)).toEqual(['claim 1 claimed']);
  });
});

it('ended in the tables, and the word of it lost: the workflow notices when it opens its next step', async () => {
  const itemId = await stand.item();
  await stand.stepOf(itemId, 'claim');
  await delivered();
  await stand.stopWorker();
  await claim(itemId);
  await stand.world.end(itemId, 'terminated', new Date());
  await delivered();
  await stand.startWorker();
  expect(await stand.ended(itemId)).toEqual({ outcome: 'cancelled' });
  expect(await stand.world.one(`select outcome from process where id = $1`, itemId)).toEqual({
    outcome: 'terminated',
  });
});

describe('told twice', () => {
  it('a step’s outcome counts once, a late lie about it not at all', async () => {
    const itemId = await stand.item();
    const { stepId } = await claim(itemId);
    await stand.stepOf(itemId, 'solve');
    const again = { stepId, key: 'claim', round: 1, outcome: 'claimed' };
    await stand.handle(itemId).signal(stepClosedSignal, again);
    await stand.handle(itemId).signal(stepClosedSignal, { ...again, outcome: 'unclaimed' });
    await enqueue(stand.world.dataSource.manager, new Date(), [
      { kind: 'signal', workflowId: `needItem:${itemId}`, signal: 'stepClosed', payload: again },
    ]);
    await delivered();
    expect(await waitsFor(stand.handle(itemId))).toEqual(['solve 1']);
    expect(await stand.path(itemId)).toEqual(['claim 1 claimed', 'solve 1 open']);
  });

  it('a start does not run a finished process again; what comes too late finds nobody and is let go', async () => {
    const itemId = await stand.item();
    await stand.stepOf(itemId, 'claim');
    await delivered();
    await terminate(itemId);
    await stand.ended(itemId);
    const { runId } = await stand.handle(itemId).describe();
    await enqueue(stand.world.dataSource.manager, new Date(), [
      {
        kind: 'start',
        workflowId: `needItem:${itemId}`,
        workflow: 'needItem',
        input: { processId: itemId, year: 2026, reportedUp: false },
      },
      { kind: 'signal', workflowId: `needItem:${itemId}`, signal: 'stepClosed', payload: {} },
    ]);
    await delivered();
    const after = await stand.handle(itemId).describe();
    expect(after.runId).toBe(runId);
    expect(after.status.name).toBe('COMPLETED');
  });
});

describe('the dispatcher', () => {
  it('keeps the order of a workflow’s messages when the first has to wait', async () => {
    await stand.stopDispatcher(); // before there is anything to deliver: its sweep may come at any moment
    const itemId = await stand.item();
    await enqueue(stand.world.dataSource.manager, new Date(), [
      { kind: 'signal', workflowId: `needItem:${itemId}`, signal: 'end', payload: { outcome: 'terminated' } },
    ]);
    await stand.world.rows(
      `update outbox set retry_at = now() + interval '1 hour' where workflow_id = $1 and kind = 'start'`,
      `needItem:${itemId}`,
    );
    stand.startDispatcher();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const waiting = await stand.world.rows(
      `select name, attempts from outbox where workflow_id = $1 order by id`,
      `needItem:${itemId}`,
    );
    expect(waiting).toEqual([
      { name: 'needItem', attempts: 0 },
      { name: 'end', attempts: 0 },
    ]);
    await stand.world.rows(`update outbox set retry_at = null`);
    await delivered();
    expect(await stand.ended(itemId)).toEqual({ outcome: 'terminated' });
  });
});

it('a year is collected, compiled, and compiled again for who filed late', async () => {
  const { world } = stand;
  const listId = await stand.launch(new Date().getFullYear());
  const collect = await stand.stepOf(listId, 'collect');
  await world.sign(
    'liaison.garrison',
    collect,
    decide('filed', { nothing: false, items: [{ kind: 'family', title: '家属就业', detail: '' }] }),
    new Date(),
    '驻军部队',
  );
  // As the clock would at the deadline.
  await world.rows(
    `update step set deadline_at = $2, check_at = $2 where id = $1`,
    collect,
    new Date(Date.now() - 1000),
  );
  await world.serve(new Date());
  await stand.sign('office', listId, 'compile', decide('compiled', { merge: [], classify: [], propose: [] }));
  await delivered();
  await world.sign('liaison.health', collect, zero, new Date(), '县卫健局');
  await world.sign(
    'liaison.education',
    collect,
    decide('filed', { nothing: false, items: [{ kind: 'environment', title: '河道清淤', detail: '' }] }),
    new Date(),
    '县教育体育局',
  );
  await stand.sign(
    'office',
    listId,
    'compile',
    decide('compiled', { merge: [], classify: [], propose: [] }),
    2,
  );
  const items = await world.rows<{ number: number; filed_late: boolean }>(
    `select number, filed_late from need_item where dual_list_id = $1 order by number`,
    listId,
  );
  expect(items).toHaveLength(2);
  expect(items[1]!.number).toBe(items[0]!.number + 1);
  // October 1 of this year is past, December 15 may not be: the circular is open beside.
  await stand.sign('office', listId, 'circular', decide('issued', { summary: '全年情况' }));
  await delivered();
  await record('dual-list.late-filing', stand.handle(listId, 'dualList'));
  await world.verified();
});
