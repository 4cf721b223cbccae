import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MAY, TUESDAY, WEDNESDAY, itemRow, leaveNothingOpen, stepRow } from './stories.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.stop();
});

afterEach(() => leaveNothingOpen(world));

describe('branches', () => {
  it('the government decides: another lead, another limit, on record', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    expect(await codeOf(world.sign('liaison.education', solve, decide('needsGovernment'), TUESDAY))).toBe(
      'OPINION_REQUIRED',
    );
    await world.sign('liaison.education', solve, decide('needsGovernment', undefined, '涉及用地'), TUESDAY);
    const government = await world.open(itemId, 'government', TUESDAY);
    expect((await itemRow(world, itemId)).state).toBe('government');
    const land = await world.unit('县自然资源局');
    const directed = (plan: object) =>
      world.sign(
        'leader1',
        government,
        decide('directed', { instruction: '由自然资源局牵头', plan }),
        WEDNESDAY,
      );
    expect(await codeOf(directed(await world.plan({ limitDate: '2027-05-11' })))).toBe('DATE_IN_PAST');
    expect(await codeOf(directed(await world.plan({ leadUnitId: land, cooperatingUnitIds: [land] })))).toBe(
      'INVALID_FIELD',
    );
    await directed(await world.plan({ leadUnitId: land, limitDate: '2027-07-30' }));
    const again = await world.open(itemId, 'solve', WEDNESDAY, 2);
    expect(await world.owed(again, { unit: '县自然资源局' })).toBeTruthy();
    expect((await stepRow(world, again)).deadline_at).toEqual(at('2027-07-30T23:59:59.999'));
    expect((await world.facts(itemId, 'directed'))[0]?.body).toMatchObject({
      instruction: '由自然资源局牵头',
    });
    await world.verified();
  });

  it('the lead can’t finish over cooperating units that owe their answer, unless it says why', async () => {
    const housing = await world.unit('县住建局');
    const { itemId, solve } = await world.claimed(MAY, { cooperatingUnitIds: [housing] });
    const cooperate = await world.open(itemId, 'cooperate', MAY);
    const finish = (form: object) => world.sign('liaison.education', solve, decide('solved', form), TUESDAY);
    await expect(finish({ result: '已办' })).rejects.toMatchObject({
      code: 'REPLIES_OPEN',
      params: { units: '县住建局' },
    });
    expect(await codeOf(finish({ result: '已办', withoutReplies: '  ' }))).toBe('REPLIES_OPEN');
    expect((await itemRow(world, itemId)).result).toBeNull();
    await finish({ result: '已办', withoutReplies: '已电话落实' });
    expect((await world.facts(itemId, 'finishedWithoutReplies'))[0]?.body).toMatchObject({
      units: '县住建局',
    });
    expect((await stepRow(world, cooperate)).state).toBe('open');
    await world.verified();
  });

  it('reported up: an item of the city, linked both ways; its answer comes back; the year’s legal date first', async () => {
    const february = at('2027-02-01T09:00:00');
    const { itemId, solve } = await world.claimed(february);
    await world.sign('liaison.education', solve, decide('cannotSolve', undefined, '县级无权限'), february);
    const report = await world.open(itemId, 'reportUp', february);
    expect((await stepRow(world, report)).deadline_at).toEqual(at('2027-03-20T23:59:59.999'));
    await world.messages();
    await world.sign(
      'office',
      report,
      decide('reported', { summary: '请市级协调学位' }),
      at('2027-03-01T09:00:00'),
    );
    const above = await world.one<{ id: string; region_code: string; state: string; detail: string }>(
      `select id, region_code, state, detail from need_item where reported_from = $1`,
      itemId,
    );
    expect(above).toMatchObject({ region_code: '5309', state: 'received' });
    expect(above.detail).toContain('请市级协调学位');
    expect(await world.one(`select parent_id, region_code from process where id = $1`, above.id)).toEqual({
      parent_id: itemId,
      region_code: '5309',
    });
    expect(
      (await world.messages()).map(({ kind, name, body }) => [
        kind,
        name,
        body['reportedUp'] ?? body['outcome'],
      ]),
    ).toEqual([
      ['start', 'needItem', true],
      ['signal', 'stepClosed', 'reported'],
    ]);
    expect((await itemRow(world, itemId)).state).toBe('reportedUp');
    expect((await world.facts(itemId, 'reportedUp'))[0]?.body).toMatchObject({ to: '5309', item: above.id });

    const receive = await world.open(above.id, 'receive', at('2027-03-02T09:00:00'));
    const received = await world.owed(receive);
    expect(await codeOf(world.act('office', received, decide('arranged'), at('2027-03-02T10:00:00')))).toBe(
      'NOT_FOUND',
    );
    await world.messages();
    await world.sign(
      'city.office',
      receive,
      decide('answered', { answer: '已协调市一中接收', resolved: true }),
      at('2027-03-03T09:00:00'),
    );
    expect((await itemRow(world, itemId)).upper_answer).toBe('已协调市一中接收');
    expect(await world.messages()).toMatchObject([
      { workflowId: `needItem:${itemId}`, name: 'notice', body: { name: 'answered', id: above.id } },
      { workflowId: `needItem:${above.id}`, name: 'stepClosed' },
    ]);
    await world.end(above.id, 'answered', at('2027-03-03T09:00:01'));
    expect((await itemRow(world, above.id)).state).toBe('finishedAnswer');
    expect(await world.messages()).toEqual([]);
    await world.verified();
  });

  it('what the upper office terminates lets the county go on; above the province there is nobody', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    await world.sign('liaison.education', solve, decide('cannotSolve', undefined, '县级无权限'), MAY);
    await world.sign(
      'office',
      await world.open(itemId, 'reportUp', MAY),
      decide('reported', { summary: '请协调' }),
      MAY,
    );
    const city = await world.one<{ id: string }>(`select id from need_item where reported_from = $1`, itemId);
    await world.sign(
      'city.office',
      await world.open(city.id, 'receive', MAY),
      decide('cannotSolve', { summary: '请省级协调' }),
      TUESDAY,
    );
    const province = await world.one<{ id: string; region_code: string }>(
      `select id, region_code from need_item where reported_from = $1`,
      city.id,
    );
    expect(province.region_code).toBe('53');
    const receive = await world.open(province.id, 'receive', TUESDAY);
    expect(
      await codeOf(
        world.sign('province.office', receive, decide('cannotSolve', { summary: '再上报' }), TUESDAY),
      ),
    ).toBe('NO_PARENT_OFFICE');
    await world.messages();
    await world.end(province.id, 'terminated', WEDNESDAY);
    expect(await world.messages()).toMatchObject([
      { workflowId: `needItem:${city.id}`, body: { name: 'answered', id: province.id } },
    ]);

    // The city never led it: to go on itself it must name somebody.
    const relay = await world.open(city.id, 'relay', WEDNESDAY);
    expect(
      await codeOf(
        world.sign('city.office', relay, decide('continued', { instruction: '本级继续办理' }), WEDNESDAY),
      ),
    ).toBe('FORM_REQUIRED');
    await world.verified();
  });

  it('confirmation comes back any number of times, each with its reason; the limit that is past gets some days', async () => {
    const { itemId, solve } = await world.claimed(MAY, { limitDate: '2027-05-14' });
    let open = solve;
    for (let round = 1; round <= 4; round++) {
      const now = at(`2027-0${5 + round}-10T09:00:00`);
      await world.sign('liaison.education', open, decide('solved', { result: `第${round}次办理` }), now);
      const confirm = await world.open(itemId, 'confirm', now, round);
      expect(await codeOf(world.sign('liaison.garrison', confirm, decide('returned'), now))).toBe(
        'OPINION_REQUIRED',
      );
      await world.sign(
        'liaison.garrison',
        confirm,
        decide('returned', undefined, `第${round}次：仍未解决`),
        now,
      );
      open = await world.open(itemId, 'solve', now, round + 1);
      expect((await stepRow(world, open)).deadline_at!.getTime()).toBeGreaterThan(now.getTime());
    }
    const reasons = (await world.facts(itemId, 'decided')).filter(
      ({ body }) => body['decision'] === 'returned',
    );
    expect(reasons.map(({ body }) => body['opinion'])).toEqual([1, 2, 3, 4].map((n) => `第${n}次：仍未解决`));
    await world.verified();
  });

  it('silence is never consent: the office may end it, with its reason on record, as itself', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    await world.sign('liaison.education', solve, decide('solved', { result: '已办' }), MAY);
    const confirm = await world.open(itemId, 'confirm', MAY);
    await world.serve(at('2027-09-01T09:00:00'));
    expect((await stepRow(world, confirm)).state).toBe('open');
    expect((await world.facts(itemId, 'escalated')).length).toBeGreaterThanOrEqual(5);
    const assignment = await world.owed(confirm);
    const late = at('2027-09-02T09:00:00');
    expect(
      await codeOf(
        world.act('liaison.garrison', assignment, decide('closedByOffice', undefined, '代'), late),
      ),
    ).toBe('NOT_YOURS');
    expect(await codeOf(world.act('director', assignment, decide('closedByOffice'), late))).toBe(
      'OPINION_REQUIRED',
    );
    expect(await codeOf(world.act('office', assignment, decide('satisfied'), late))).toBe('NOT_YOURS');
    await world.act('director', assignment, decide('closedByOffice', undefined, '三次催办无回音'), late);
    const [fact] = await world.rows<{ actor: { unitName: string }; body: { opinion: string } }>(
      `select actor, body from audit_entry where process_id = $1 and kind = 'decided' and body->>'decision' = 'closedByOffice'`,
      itemId,
    );
    expect(fact?.actor.unitName).toContain('双拥工作领导小组办公室');
    expect(fact?.body.opinion).toBe('三次催办无回音');
    await world.verified();
  });

  it('nobody claims: the candidates are freed at the deadline and chased no further, however late the clock comes', async () => {
    const itemId = await world.item(MAY);
    const claim = await world.open(itemId, 'claim', MAY);
    await world.messages();
    await world.serve(at('2027-07-01T09:00:00'));
    expect(await stepRow(world, claim)).toMatchObject({
      state: 'closed',
      outcome: 'unclaimed',
      check_at: null,
    });
    expect(await world.facts(itemId, 'overdue')).toHaveLength(1);
    expect(await world.facts(itemId, 'escalated')).toEqual([]);
    const [candidate] = await world.rows<{ id: string; login: string }>(
      `select a.id, ac.login from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
       where a.step_id = $1 and ac.login = 'leader2'`,
      claim,
    );
    expect(
      await codeOf(
        world.act('leader2', candidate!.id, decide('claimed', await world.plan()), at('2027-07-01T10:00:00')),
      ),
    ).toBe('STEP_NOT_OPEN');
    await world.verified();
  });

  it('assigned by the 组长 to another leader of the group only', async () => {
    const itemId = await world.item(MAY);
    await world.sign(
      'office',
      await world.open(itemId, 'propose', MAY),
      decide('proposed', await world.plan()),
      TUESDAY,
    );
    const assign = await world.open(itemId, 'assign', TUESDAY);
    const staff = (await world.as('office')).positions[0]!.id;
    const deputy = (await world.as('leader3')).positions.find(({ kind }) => kind === 'deputyLeader')!.id;
    expect(
      await codeOf(world.sign('leader1', assign, decide('assigned', { claimerPositionId: staff }), TUESDAY)),
    ).toBe('INVALID_FIELD');
    await world.sign('leader1', assign, decide('assigned', { claimerPositionId: deputy }), TUESDAY);
    expect((await itemRow(world, itemId)).claimer_position_id).toBe(deputy);
    await world.verified();
  });
});

describe('ended', () => {
  it.each(['terminated', 'withdrawn'])(
    '%s: open work and its checkpoints are cancelled, nothing may be done any more',
    async (outcome) => {
      const { itemId, solve } = await world.claimed(MAY);
      const assignment = await world.owed(solve);
      await world.messages();
      await world.end(itemId, outcome, TUESDAY);
      expect((await itemRow(world, itemId)).state).toBe(outcome);
      expect(await stepRow(world, solve)).toMatchObject({ state: 'cancelled', check_at: null });
      for (const input of [decide('solved', { result: '已办' }), { action: 'withdraw' as const }])
        expect(await codeOf(world.act('liaison.education', assignment, input, WEDNESDAY))).toBe(
          'PROCESS_ENDED',
        );
      await expect(world.open(itemId, 'confirm', WEDNESDAY)).rejects.toThrow('cancelled');
      await world.serve(at('2027-12-01T09:00:00'));
      expect((await world.facts(itemId)).at(-1)).toMatchObject({
        kind: 'ended',
        body: { outcome, reason: '试验' },
      });
      await world.verified();
    },
  );
});
