import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../database/data-source.js';
import { URGE_COOLDOWN_MS } from '../../../database/steps/urge.js';
import { MAY, TUESDAY, WEDNESDAY, itemRow, leaveNothingOpen, stepRow } from './stories.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
/** A second connection: somebody at another counter. */
let elsewhere: DataSource;

beforeAll(async () => {
  world = await createWorld();
  elsewhere = await createDataSource({
    url: world.database.url,
    schema: world.database.schema,
    poolSize: 2,
  }).initialize();
});
afterAll(async () => {
  await elsewhere.destroy();
  await world.stop();
});

afterEach(() => leaveNothingOpen(world));

const nameOf = async (login: string): Promise<string> => (await world.as(login)).personName;

describe('two at the same instant', () => {
  it('认领: one leader has it, the other is told who was first', async () => {
    for (let round = 0; round < 5; round++) {
      const itemId = await world.item(MAY);
      const claim = await world.open(itemId, 'claim', MAY);
      const [mine, yours] = [
        await world.owed(claim, { login: 'leader2' }),
        await world.owed(claim, { login: 'leader3' }),
      ];
      const plan = await world.plan();
      const other = await world.plan({ leadUnitId: await world.unit('县卫健局') });
      await world.messages();
      const both = await Promise.allSettled([
        world.act('leader2', mine, decide('claimed', plan), TUESDAY),
        world.act('leader3', yours, decide('claimed', other), TUESDAY, elsewhere),
      ]);
      const won = both.findIndex(({ status }) => status === 'fulfilled');
      const lost = both.find((one): one is PromiseRejectedResult => one.status === 'rejected');
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(lost?.reason).toMatchObject({
        code: 'ALREADY_DECIDED',
        params: {
          who: await nameOf(won === 0 ? 'leader2' : 'leader3'),
          decision: '认领',
          at: '2027-05-11T09:00:00+08:00',
        },
      });
      const stored = await itemRow(world, itemId);
      expect(stored.lead_unit_id).toBe((won === 0 ? plan : other).leadUnitId);
      expect(await world.messages()).toMatchObject([
        { name: 'stepClosed', body: { stepId: claim, outcome: 'claimed' } },
      ]);
      expect(await world.facts(itemId, 'decided')).toHaveLength(1);
      const states = await world.rows<{ state: string; n: number }>(
        `select state, count(*)::int as n from assignment where step_id = $1 group by 1 order by 1`,
        claim,
      );
      expect(states).toEqual([
        { state: 'done', n: 1 },
        { state: 'superseded', n: 4 },
      ]);
    }
    await world.verified();
  });

  it('或签: of two in the office one strikes off, the other is told', async () => {
    for (let round = 0; round < 5; round++) {
      const itemId = await world.item(MAY);
      const close = await world.open(itemId, 'close', MAY);
      const [staff, director] = [
        await world.owed(close, { login: 'office' }),
        await world.owed(close, { login: 'deputy' }),
      ];
      await world.messages();
      const both = await Promise.allSettled([
        world.act('office', staff, decide('closed'), TUESDAY),
        world.act('deputy', director, decide('returned', undefined, '材料不全'), TUESDAY, elsewhere),
      ]);
      const won = both.findIndex(({ status }) => status === 'fulfilled');
      const lost = both.find((one): one is PromiseRejectedResult => one.status === 'rejected');
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(lost?.reason).toMatchObject({
        code: 'ALREADY_DECIDED',
        params: { who: await nameOf(won === 0 ? 'office' : 'deputy') },
      });
      expect(await world.messages()).toMatchObject([
        { body: { outcome: won === 0 ? 'closed' : 'returned' } },
      ]);
    }
    await world.verified();
  });
});

describe('transfer', () => {
  it('inside the unit only, to somebody who is there; the work moves with its reading', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const assignment = await world.owed(solve);
    const move = (positionId: string, login = 'liaison.education') =>
      world.act(
        login,
        assignment,
        { action: 'transfer', positionId, opinion: '请分管领导直接办理' },
        TUESDAY,
      );
    const leader = (await world.as('leader.education')).positions[0]!.id;
    const health = (await world.as('liaison.health')).positions[0]!.id;
    const [vacant] = await world.rows<{ id: string }>(
      `insert into position (id, unit_id, kind, title) select gen_random_uuid(), id, 'officeStaff', '空缺' from unit where short_name = '县教育体育局' returning id`,
    );
    expect(await codeOf(move(health))).toBe('TRANSFER_OUTSIDE_UNIT');
    expect(await codeOf(move(itemId))).toBe('TRANSFER_OUTSIDE_UNIT');
    expect(await codeOf(move(vacant!.id))).toBe('POSITION_VACANT');
    expect(await codeOf(move(leader, 'office'))).toBe('NOT_YOURS');
    await world.act('liaison.education', assignment, { action: 'acknowledge' }, TUESDAY);
    await move(leader);
    expect(
      await codeOf(
        world.act('liaison.education', assignment, decide('solved', { result: '已办' }), WEDNESDAY),
      ),
    ).toBe('NOT_YOURS');
    const row = await world.one<{ acknowledged_at: Date | null }>(
      `select acknowledged_at from assignment where id = $1`,
      assignment,
    );
    expect(row.acknowledged_at).toBeNull();
    expect(
      await world.act('leader.education', assignment, decide('solved', { result: '已办' }), WEDNESDAY),
    ).toMatchObject({ outcome: 'solved' });
    await world.verified();
  });

  it('to a colleague who may sign the same step himself is refused in words', async () => {
    const close = await world.open(await world.item(MAY), 'close', MAY);
    const director = (await world.as('director')).positions.find(({ kind }) => kind === 'officeDirector')!.id;
    const staff = await world.owed(close, { login: 'office' });
    expect(
      await codeOf(world.act('office', staff, { action: 'transfer', positionId: director }, TUESDAY)),
    ).toBe('ACTION_NOT_OFFERED');
  });
});

describe('taking back', () => {
  it('a claim, as long as nobody touched what followed; the step that followed closes as withdrawn', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const [claim] = await world.rows<{ id: string }>(
      `select id from assignment where process_id = $1 and state = 'done'`,
      itemId,
    );
    await world.messages();
    expect(await codeOf(world.act('leader3', claim!.id, { action: 'withdraw' }, TUESDAY))).toBe('NOT_YOURS');
    await world.act('leader2', claim!.id, { action: 'withdraw', opinion: '单位选错' }, TUESDAY);
    expect(await stepRow(world, solve)).toMatchObject({
      state: 'closed',
      outcome: 'withdrawn',
      check_at: null,
    });
    expect(await world.messages()).toMatchObject([{ body: { stepId: solve, outcome: 'withdrawn' } }]);
    // The workflow opens the next round; the old claim can't be taken back again.
    await world.open(itemId, 'claim', WEDNESDAY, 2);
    expect(await codeOf(world.act('leader2', claim!.id, { action: 'withdraw' }, WEDNESDAY))).toBe(
      'NOTHING_TO_WITHDRAW',
    );
    await world.verified();
  });

  it('is refused once somebody has acknowledged or acted, before the next step is there, and for what has no such action', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const [claim] = await world.rows<{ id: string }>(
      `select id from assignment where process_id = $1 and state = 'done'`,
      itemId,
    );
    await world.sign('liaison.education', solve, { action: 'acknowledge' }, TUESDAY);
    expect(await codeOf(world.act('leader2', claim!.id, { action: 'withdraw' }, TUESDAY))).toBe(
      'NOTHING_TO_WITHDRAW',
    );

    const solved = await world.sign(
      'liaison.education',
      solve,
      decide('solved', { result: '已办' }),
      TUESDAY,
    );
    expect(
      await codeOf(world.act('liaison.education', solved.assignmentId, { action: 'withdraw' }, TUESDAY)),
    ).toBe('NOTHING_TO_WITHDRAW');
    await world.open(itemId, 'confirm', WEDNESDAY);
    // Only the latest decision: the claim is an earlier move.
    expect(await codeOf(world.act('leader2', claim!.id, { action: 'withdraw' }, WEDNESDAY))).toBe(
      'NOTHING_TO_WITHDRAW',
    );
    await world.act('liaison.education', solved.assignmentId, { action: 'withdraw' }, WEDNESDAY);

    const report = await world.open(itemId, 'reportUp', WEDNESDAY);
    const reported = await world.sign(
      'office',
      report,
      decide('reported', { summary: '请上级协调' }),
      WEDNESDAY,
    );
    expect(await codeOf(world.act('office', reported.assignmentId, { action: 'withdraw' }, WEDNESDAY))).toBe(
      'ACTION_NOT_OFFERED',
    );
    await world.verified();
  });
});

describe('more time', () => {
  it('is asked of the claimer; once granted everything that hangs on the deadline moves', async () => {
    const { itemId, solve } = await world.claimed(MAY, { limitDate: '2027-06-30' });
    const assignment = await world.owed(solve);
    await world.serve(at('2027-06-24T10:00:00')); // 10 and 5 working days before are told
    const told = (await world.facts(itemId, 'reminded')).length;
    const before = await stepRow(world, solve);
    const later = at('2027-06-24T11:00:00');
    expect(await codeOf(world.extend('liaison.education', assignment, '2027-06-30', later))).toBe(
      'EXTENSION_NOT_LATER',
    );
    expect(await codeOf(world.extend('leader.education', assignment, '2027-08-31', later))).toBe('NOT_YOURS');
    expect(await codeOf(world.extend('liaison.health', assignment, '2027-08-31', later))).toBe('NOT_FOUND');
    const request = await world.extend('liaison.education', assignment, '2027-08-31', later);
    expect(await codeOf(world.extend('liaison.education', assignment, '2027-09-30', later))).toBe(
      'EXTENSION_PENDING',
    );
    expect((await stepRow(world, solve)).deadline_at).toEqual(before.deadline_at);
    expect(await codeOf(world.act('leader3', await world.owed(request), decide('approved'), later))).toBe(
      'NOT_YOURS',
    );
    await world.messages();
    await world.sign('leader2', request, decide('approved'), at('2027-06-25T09:00:00'));
    expect(await world.messages()).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ name: 'stepClosed' })]),
    );

    const after = await stepRow(world, solve);
    const deadline = at('2027-08-31T23:59:59.999');
    expect(after.deadline_at).toEqual(deadline);
    expect((await itemRow(world, itemId)).limit_at).toEqual(deadline);
    expect(after.warn_at).toEqual(at('2027-08-26T09:00:00'));
    expect(after.check_at).toEqual(at('2027-08-17T09:00:00'));
    await world.serve(at('2027-08-16T12:00:00'));
    expect(await world.facts(itemId, 'reminded')).toHaveLength(told);
    await world.serve(at('2027-08-17T09:00:00'));
    await world.serve(at('2027-08-17T09:00:00'));
    const reminded = await world.facts(itemId, 'reminded');
    expect(reminded).toHaveLength(told + 1);
    expect(reminded.at(-1)?.body).toMatchObject({
      checkpoint: 'remind:10wd',
      deadline: deadline.toISOString(),
    });
    await world.serve(at('2027-09-01T00:00:00'));
    expect(await world.facts(itemId, 'overdue')).toHaveLength(1);
    await world.verified();
  });

  it('refused with a reason leaves the deadline; a request about finished work is nobody’s burden any more', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const assignment = await world.owed(solve);
    const first = await world.extend('liaison.education', assignment, '2027-08-31', TUESDAY);
    expect(await codeOf(world.sign('leader2', first, decide('rejected'), TUESDAY))).toBe('OPINION_REQUIRED');
    await world.sign('leader2', first, decide('rejected', undefined, '时间够用'), TUESDAY);
    expect((await stepRow(world, solve)).deadline_at).toEqual(at('2027-06-30T23:59:59.999'));

    const second = await world.extend('liaison.education', assignment, '2027-09-30', TUESDAY);
    await world.act('liaison.education', assignment, decide('solved', { result: '已办' }), WEDNESDAY);
    expect(await stepRow(world, second)).toMatchObject({ state: 'cancelled', check_at: null });
    await world.serve(at('2027-07-01T00:00:00'));
    const chased = (await world.facts(itemId, 'overdue')).map(({ body }) => body['step']);
    expect(chased).not.toContain('extension');
    await world.verified();
  });
});

it('催办 tells once in four hours, by the office, a leader or who waits for it', async () => {
  const { itemId, solve } = await world.claimed(MAY);
  const assignment = await world.owed(solve);
  for (const login of ['liaison.health', 'city.office', 'auditor'])
    expect([login, await codeOf(world.urge(login, assignment, TUESDAY))]).toEqual([
      login,
      login === 'city.office' ? 'done' : 'NOT_FOUND',
    ]);
  expect(await codeOf(world.urge('office', assignment, TUESDAY))).toBe('URGE_COOLDOWN');
  const free = new Date(TUESDAY.getTime() + URGE_COOLDOWN_MS);
  expect(await codeOf(world.urge('office', assignment, new Date(free.getTime() - 1)))).toBe('URGE_COOLDOWN');
  expect(await codeOf(world.urge('liaison.garrison', assignment, free))).toBe('done');
  expect(await world.facts(itemId, 'urged')).toHaveLength(2);
  const notices = await world.rows<{ login: string }>(
    `select ac.login from notice n join account ac on ac.person_id = n.person_id where n.assignment_id = $1 and n.kind = 'urged'`,
    assignment,
  );
  expect(notices.map(({ login }) => login)).toEqual(['liaison.education', 'liaison.education']);
  await world.act('liaison.education', assignment, decide('solved', { result: '已办' }), WEDNESDAY);
  expect(await codeOf(world.urge('office', assignment, WEDNESDAY))).toBe('ASSIGNMENT_NOT_OPEN');
  await world.verified();
});
