import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeOrderOf } from '../../../database/change-orders/change-order.store.js';
import { pauseProcess } from '../../../database/pauses/pause-process.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { saveDraft } from '../../../database/steps/draft.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { ChangeInput } from '../../../domain/change-orders/forms.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, zero, type World } from '../steps/world.js';

let world: World;
const now = at('2027-03-01 09:00');

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.stop());

/** Launched by whoever it is, its approval opened. */
async function order(
  login: string,
  processId: string,
  changes: ChangeInput[],
  when = now,
): Promise<{ id: string; approve: string }> {
  const signer = await world.as(login);
  const position = signer.positions.find(({ regionCode }) => regionCode === COUNTY)!;
  const form = { processId, title: '时限和单位变更', reason: '机构改革', changes };
  const businessKey = `changeOrder:${COUNTY}:${randomUUID()}`;
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      { kind: 'changeOrder', businessKey, regionCode: COUNTY, year: 2027, title: form.title },
      { form, unitId: null },
      actorOf(signer, position),
      when,
    ),
  );
  const id = started!.id;
  return { id, approve: await world.open(id, 'approve', when) };
}

const loginOf = async (stepId: string): Promise<string> =>
  (
    await world.one<{ login: string }>(
      `select ac.login from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
       where a.step_id = $1 and a.state = 'open'`,
      stepId,
    )
  ).login;
const approve = async (stepId: string, when = now, decision = 'approved', opinion?: string) => {
  const login = await loginOf(stepId);
  return world.act(login, await world.owed(stepId), decide(decision, undefined, opinion), when);
};
const deadlineOf = async (stepId: string): Promise<string> =>
  formatInstant(
    (await world.one<{ deadline_at: Date }>(`select deadline_at from step where id = $1`, stepId))
      .deadline_at,
  );
describe('who approves', () => {
  it('the 主任; for a change of his own the 组长, and never himself', async () => {
    const { itemId, solve } = await world.claimed(now);
    const changes: ChangeInput[] = [{ type: 'deadline', stepId: solve, toDate: '2027-09-30' }];
    const { approve: first } = await order('office', itemId, changes);
    expect(await loginOf(first)).toBe('director');
    const { id, approve: second } = await order('director', itemId, changes);
    const [{ kind }] = (await world.rows(
      `select po.kind from assignment a join position po on po.id = a.position_id where a.step_id = $1`,
      second,
    )) as [{ kind: string }];
    expect(kind).toBe('groupLeader');
    // Put into the position that owes it, he is still who wrote it.
    const signer = await world.as('director');
    const [assigned] = await world.rows<{ id: string; position_id: string }>(
      `select id, position_id from assignment where step_id = $1`,
      second,
    );
    const { act } = await import('../../../database/steps/act.js');
    const inHisPlace = { ...signer, positions: [{ ...signer.positions[0]!, id: assigned!.position_id }] };
    const refused = world.dataSource.transaction((tx) =>
      act(tx, inHisPlace, assigned!.id, decide('approved'), now),
    );
    expect(await codeOf(refused)).toBe('OWN_CHANGE');
    expect((await changeOrderOf(world.dataSource.manager, id)).state).toBe('approving');
  });
});

describe('a deadline', () => {
  it('moves with what follows from it, on record in the changed process, and its ladder with it', async () => {
    const { itemId, solve } = await world.claimed(now, { limitDate: '2027-03-31' });
    const { id, approve: step } = await order('office', itemId, [
      { type: 'deadline', stepId: solve, toDate: '2027-05-31' },
    ]);
    expect(await deadlineOf(solve)).toBe('2027-03-31T23:59:59.999+08:00');
    const { outcome } = await approve(step);
    expect(outcome).toBe('approved');
    expect(await deadlineOf(solve)).toBe('2027-05-31T23:59:59.999+08:00');
    const item = await world.one<{ limit_at: Date }>(`select limit_at from need_item where id = $1`, itemId);
    expect(formatInstant(item.limit_at)).toBe('2027-05-31T23:59:59.999+08:00');
    const [fact] = await world.facts(itemId, 'deadlineMoved');
    expect(fact?.body).toMatchObject({
      orderId: id,
      reason: '变更单“时限和单位变更”：机构改革',
      step: 'solve',
    });
    await world.serve(at('2027-05-30 09:00'));
    const rows = await world.rows<{ key: string }>(`select key from checkpoint where step_id = $1`, solve);
    expect(rows.map(({ key }) => key)).not.toContain('overdue');
    const applied = await changeOrderOf(world.dataSource.manager, id);
    expect(applied.state).toBe('applied');
    expect(applied.outcome?.owed).toHaveLength(1);
    await world.verified();
  });

  it('shortened: whoever owes it is told, and reminded for the new one', async () => {
    const { itemId, solve } = await world.claimed(now, { limitDate: '2027-06-30' });
    const { approve: step } = await order('office', itemId, [
      { type: 'deadline', stepId: solve, toAt: '2027-03-05T17:00+08:00' },
    ]);
    await approve(step);
    const told = await world.rows(`select 1 from notice where kind = 'changed' and step_id = $1`, solve);
    expect(told).toHaveLength(1);
    await world.serve(at('2027-03-05 17:01'));
    expect(
      (
        await world.rows<{ key: string }>(
          `select key from checkpoint where step_id = $1 order by due_at`,
          solve,
        )
      ).at(-1),
    ).toEqual({ key: 'overdue' });
  });

  it('is not what was approved when it moved meanwhile: nothing is done, and the order goes back', async () => {
    const { itemId, solve } = await world.claimed(now, { limitDate: '2027-03-31' });
    const { id, approve: step } = await order('office', itemId, [
      { type: 'unit', assignmentId: await world.owed(solve), toUnitId: await world.unit('县卫健局') },
      { type: 'deadline', stepId: solve, toDate: '2027-05-31' },
    ]);
    const extension = await world.extend('liaison.education', await world.owed(solve), '2027-04-15', now);
    await approve(extension);
    const { outcome } = await approve(step);
    expect(outcome).toBe('overtaken');
    // The first change could be done and is not: all or nothing.
    expect(
      await world.one(
        `select u.short_name from assignment a join unit u on u.id = a.unit_id where a.step_id = $1`,
        solve,
      ),
    ).toEqual({ short_name: '县教育体育局' });
    expect(await deadlineOf(solve)).toBe('2027-04-15T23:59:59.999+08:00');
    const { overtaken, changes } = await changeOrderOf(world.dataSource.manager, id);
    expect(overtaken).toMatchObject({ number: 2, why: expect.stringContaining('时限已有变动') });
    expect(await world.facts(itemId, 'unitReplaced')).toEqual([]);
    expect((await world.facts(id, 'changesOvertaken')).length).toBe(1);
    // Written anew about what is there now, it is approved.
    const revise = await world.open(id, 'revise', now);
    const author = await loginOf(revise);
    const form = {
      ...{ processId: itemId, title: '时限变更', reason: '机构改革' },
      changes: changes.map(({ seen: _, ...change }) => change),
    };
    await world.act(author, await world.owed(revise), decide('submitted', form), now);
    expect((await approve(await world.open(id, 'approve', now, 2))).outcome).toBe('approved');
    expect(await deadlineOf(solve)).toBe('2027-05-31T23:59:59.999+08:00');
    await world.verified();
  });
});

describe('a unit', () => {
  it('owes it in another’s place, with draft and deadline, and stands in the ledger', async () => {
    const health = await world.unit('县卫健局');
    const { itemId, solve } = await world.claimed(now);
    const owed = await world.owed(solve);
    await saveDraft(world.dataSource.manager, await world.as('liaison.education'), owed, {
      result: '起草中',
    });
    const { approve: step } = await order('office', itemId, [
      { type: 'unit', assignmentId: owed, toUnitId: health },
    ]);
    await approve(step);
    expect(await world.one(`select unit_id, draft from assignment where id = $1`, owed)).toEqual({
      unit_id: health,
      draft: { result: '起草中' },
    });
    expect(await world.one(`select lead_unit_id from need_item where id = $1`, itemId)).toEqual({
      lead_unit_id: health,
    });
    expect(await codeOf(world.act('liaison.education', owed, { action: 'acknowledge' }, now))).toBe(
      'NOT_FOUND',
    );
    const solved = world.act('liaison.health', owed, decide('solved', { result: '已落实' }), now);
    expect(await codeOf(solved)).toBe('done');
    const [fact] = await world.facts(itemId, 'unitReplaced');
    expect(fact?.body).toMatchObject({ successorId: health, assignmentIds: [owed] });
    await world.verified();
  });

  it('one more and one less among who cooperates; the last one out ends the step', async () => {
    const [health, civil] = [await world.unit('县卫健局'), await world.unit('县民政局')];
    const { itemId, solve } = await world.claimed(now, { cooperatingUnitIds: [health] });
    const cooperate = await world.open(itemId, 'cooperate', now);
    expect(solve).not.toBe(cooperate);
    const { approve: step } = await order('office', itemId, [
      { type: 'addUnit', stepId: cooperate, unitId: civil },
      { type: 'removeUnit', stepId: cooperate, unitId: health },
    ]);
    await approve(step);
    expect(await world.one(`select cooperating_unit_ids from need_item where id = $1`, itemId)).toEqual({
      cooperating_unit_ids: [civil],
    });
    const states = await world.rows(
      `select u.short_name, a.state from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 1`,
      cooperate,
    );
    expect(states).toEqual([
      { short_name: '县卫健局', state: 'cancelled' },
      { short_name: '县民政局', state: 'open' },
    ]);
    // Nobody would be left to answer.
    const last = order('office', itemId, [{ type: 'removeUnit', stepId: cooperate, unitId: civil }]);
    await expect(last).rejects.toMatchObject({ code: 'CHANGE_CONFLICT', field: 'form.changes[0]' });
  });

  it('a list less to wait for: whoever is left has filed, and the collection is over', async () => {
    const { listId, collect } = await world.launch(at('2027-01-04 09:00'));
    const units = await world.rows<{ unit_id: string; short_name: string }>(
      `select a.unit_id, u.short_name from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 2`,
      collect,
    );
    const last = units.find(({ short_name }) => short_name === '县教育体育局')!;
    for (const { unit_id } of units.filter((one) => one !== last)) {
      const { login } = await world.one<{ login: string }>(
        `select ac.login from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
         where a.step_id = $1 and a.unit_id = $2`,
        collect,
        unit_id,
      );
      const [{ id }] = (await world.rows(
        `select id from assignment where step_id = $1 and unit_id = $2`,
        collect,
        unit_id,
      )) as [{ id: string }];
      await world.act(login, id, zero, at('2027-01-05 09:00'));
    }
    const { approve: step } = await order('office', listId, [
      { type: 'removeUnit', stepId: collect, unitId: last.unit_id },
    ]);
    await world.messages();
    await approve(step);
    expect(await world.one(`select state, outcome from step where id = $1`, collect)).toEqual({
      state: 'closed',
      outcome: 'filed',
    });
    expect(
      (await world.messages())
        .filter(({ name }) => name === 'stepClosed')
        .map(({ workflowId }) => workflowId),
    ).toContain(`dualList:${listId}`);
    await world.verified();
  });

  it('is refused where it can’t be another: lists, documents, offices, a unit that is there already', async () => {
    const { itemId, solve } = await world.claimed(now, {
      cooperatingUnitIds: [await world.unit('县民政局')],
    });
    const claimed = await world.item(now);
    const claim = await world.open(claimed, 'claim', now);
    const leaders = await world.rows<{ id: string }>(`select id from assignment where step_id = $1`, claim);
    const to = async (unit: string) => world.unit(unit);
    const conflict = async (work: Promise<unknown>, why: string) => {
      await expect(work).rejects.toMatchObject({
        code: 'CHANGE_CONFLICT',
        params: { why: expect.stringContaining(why) },
      });
    };
    const owed = await world.owed(solve);
    const by = 'office';
    await conflict(
      order(by, claimed, [{ type: 'unit', assignmentId: leaders[0]!.id, toUnitId: await to('县民政局') }]),
      '由领导办理',
    );
    await conflict(
      order(by, itemId, [{ type: 'unit', assignmentId: owed, toUnitId: await to('县民政局') }]),
      '不能同时配合',
    );
    await conflict(
      order(by, itemId, [{ type: 'unit', assignmentId: owed, toUnitId: await to('县教育体育局') }]),
      '没有变更',
    );
    await conflict(
      order(by, itemId, [{ type: 'unit', assignmentId: randomUUID(), toUnitId: await to('县民政局') }]),
      '没有找到',
    );
    await conflict(
      order(by, itemId, [{ type: 'addUnit', stepId: solve, unitId: await to('县民政局') }]),
      '不是各单位分别报送',
    );
  });
});

describe('a step', () => {
  it('ends with an outcome that hands in nothing, and the process goes on', async () => {
    const { itemId, solve } = await world.claimed(now);
    await world.sign('liaison.education', solve, decide('solved', { result: '已落实' }), now);
    const confirm = await world.open(itemId, 'confirm', now);
    const { approve: step } = await order('office', itemId, [
      { type: 'step', stepId: confirm, action: 'skip', outcome: 'satisfied' },
    ]);
    await world.messages();
    await approve(step);
    expect(await world.one(`select state, outcome from step where id = $1`, confirm)).toEqual({
      state: 'closed',
      outcome: 'satisfied',
    });
    const told = (await world.messages()).find(
      ({ name, workflowId }) => name === 'stepClosed' && workflowId === `needItem:${itemId}`,
    );
    expect(told?.body).toMatchObject({ key: 'confirm', outcome: 'satisfied' });
    expect((await world.facts(itemId, 'stepWaived'))[0]?.body).toMatchObject({ outcome: 'satisfied' });
    await world.verified();
  });

  it('not with a form that nobody fills in, not what leaves the house, not twice', async () => {
    const { itemId, solve } = await world.claimed(now);
    const by = 'office';
    const skip = (stepId: string, outcome: string): ChangeInput => ({
      type: 'step',
      stepId,
      action: 'skip',
      outcome,
    });
    await expect(order(by, itemId, [skip(solve, 'solved')])).rejects.toMatchObject({
      code: 'CHANGE_CONFLICT',
    });
    await expect(
      order(by, itemId, [skip(solve, 'cannotSolve'), skip(solve, 'needsGovernment')]),
    ).rejects.toMatchObject({ code: 'INVALID_FIELD', field: 'form.changes[1]' });
  });
});

describe('what stands in the way of an order', () => {
  it('another region’s process, one that stands still or is over, an order itself', async () => {
    const { itemId, solve } = await world.claimed(now);
    const changes: ChangeInput[] = [{ type: 'deadline', stepId: solve, toDate: '2027-09-30' }];
    const by = 'office';
    const { id, approve: step } = await order(by, itemId, changes);
    expect(await codeOf(order(by, id, [{ type: 'deadline', stepId: step, toDate: '2027-09-30' }]))).toBe(
      'INVALID_FIELD',
    );
    expect(await codeOf(order(by, randomUUID(), changes))).toBe('NOT_FOUND');
    await world.dataSource.transaction((tx) =>
      pauseProcess(tx, { processId: itemId, reason: '试', withChildren: true, actor: null, now }),
    );
    expect(await codeOf(order(by, itemId, changes))).toBe('PROCESS_PAUSED');
    expect((await approve(step)).outcome).toBe('overtaken');
    await world.end(itemId, 'terminated', now);
    expect(await codeOf(order(by, itemId, changes))).toBe('PROCESS_ENDED');
  });

  it('two orders about one thing: the second finds it moved', async () => {
    const { itemId, solve } = await world.claimed(now);
    const changes = (toDate: '2027-09-30' | '2027-10-31'): ChangeInput[] => [
      { type: 'deadline', stepId: solve, toDate },
    ];
    const [one, other] = [
      await order('office', itemId, changes('2027-09-30')),
      await order('office', itemId, changes('2027-10-31')),
    ];
    const outcomes = await Promise.all([approve(one.approve), approve(other.approve)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['approved', 'overtaken']);
    await world.verified();
  });
});
