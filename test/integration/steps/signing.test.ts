import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pulses } from '../../../database/events/pulse.repository.js';
import { circulate, markRead, urgeReading } from '../../../database/steps/circulation.js';
import { circulationsOf } from '../../../database/steps/circulation.repository.js';
import { returnTargets } from '../../../database/steps/return-targets.js';
import type { Act } from '../../../database/steps/act.js';
import { at, codeOf, createWorld, decide, type World } from './world.js';

let world: World;
const NOW = at('2027-03-02T09:00:00');
const LATER = at('2027-03-03T09:00:00');

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const position = async (login: string): Promise<string> => {
  const { positions } = await world.as(login);
  return (positions[0] as { id: string }).id;
};
const statesOf = async (stepId: string): Promise<string[]> => {
  const rows = await world.rows<{ line: string }>(
    `select role || ' ' || state as line from assignment where step_id = $1 order by turn, rank, role desc, id`,
    stepId,
  );
  return rows.map(({ line }) => line);
};
const armed = async (stepId: string): Promise<boolean> =>
  (
    await world.one<{ armed: boolean }>(
      `select check_at is not null as armed from step where id = $1`,
      stepId,
    )
  ).armed;
const outcomeOf = async (stepId: string): Promise<string | null> =>
  (await world.one<{ outcome: string | null }>(`select outcome from step where id = $1`, stepId)).outcome;

describe('委派', () => {
  it('the work comes back to who delegated it, with the answer, under the old deadline', async () => {
    const { solve, itemId } = await world.claimed(NOW);
    const mine = await world.owed(solve);
    const helper = await position('leader.education');
    const pulse = async () =>
      (
        await pulses(world.dataSource.manager, {
          positionIds: [await position('liaison.education')],
          processIds: [],
          personIds: [],
          sessionIds: [],
        })
      )[0];
    const felt = await pulse();
    const before = await world.one<{ deadline_at: Date }>(
      `select deadline_at from assignment where id = $1`,
      mine,
    );
    await world.act(
      'liaison.education',
      mine,
      { action: 'delegate', positionId: helper, opinion: '请先拟意见' },
      NOW,
    );
    expect(await statesOf(solve)).toEqual(['signer waiting', 'helper open']);
    expect(await codeOf(world.act('liaison.education', mine, decide('solved', { result: '好' }), NOW))).toBe(
      'NOT_YOUR_TURN',
    );
    expect(await armed(solve)).toBe(true);

    const theirs = await world.owed(solve, { login: 'leader.education' });
    await world.act('leader.education', theirs, decide('solved', undefined, '拟同意'), LATER);
    expect(await statesOf(solve)).toEqual(['signer open', 'helper done']);
    // An open page hears of it, even when it was there and back within one second.
    expect(await pulse()).not.toEqual(felt);
    expect(await outcomeOf(solve)).toBeNull();
    const after = await world.one<{ deadline_at: Date }>(
      `select deadline_at from assignment where id = $1`,
      mine,
    );
    expect(after.deadline_at).toEqual(before.deadline_at);
    expect((await world.facts(itemId, 'delegated')).length).toBe(1);
    await world.act('liaison.education', mine, decide('solved', { result: '已办成' }), LATER);
    expect(await outcomeOf(solve)).toBe('solved');
    await world.verified();
  });
});

describe('加签', () => {
  const government = async () => {
    const { solve, itemId } = await world.claimed(NOW);
    await world.sign('liaison.education', solve, decide('needsGovernment', undefined, '涉及多家'), NOW);
    return { itemId, step: await world.open(itemId, 'government', NOW) };
  };
  const directed = decide('directed', { instruction: '由住建局牵头再办' });

  it('a decision takes effect when whoever was put after it has signed too', async () => {
    const { itemId, step } = await government();
    const mine = await world.owed(step);
    await world.act(
      'leader1',
      mine,
      { action: 'addSigner', mode: 'after', positionIds: [await position('leader2')] },
      NOW,
    );
    await world.act('leader1', mine, directed, NOW);
    expect(await outcomeOf(step)).toBeNull();
    expect(await world.facts(itemId, 'directed')).toEqual([]);
    await world.sign('leader2', step, decide('directed'), LATER);
    expect(await outcomeOf(step)).toBe('directed');
    expect(await world.facts(itemId, 'directed')).toHaveLength(1);
    await world.verified();
  });

  it('if he refuses, what was signed before him never takes effect', async () => {
    const { itemId, step } = await government();
    const mine = await world.owed(step);
    await world.act(
      'leader1',
      mine,
      { action: 'addSigner', mode: 'after', positionIds: [await position('leader2')] },
      NOW,
    );
    await world.act('leader1', mine, directed, NOW);
    await world.sign('leader2', step, decide('cannotSolve', undefined, '财力不足'), LATER);
    expect(await outcomeOf(step)).toBe('cannotSolve');
    expect(await world.facts(itemId, 'directed')).toEqual([]);
  });

  it('减签 gives the turn back; nobody outside the region, nobody vacant, nobody twice', async () => {
    const { step } = await government();
    const mine = await world.owed(step);
    const second = await position('leader2');
    const add = (positionIds: string[]): Act => ({ action: 'addSigner', mode: 'before', positionIds });
    expect(await codeOf(world.act('leader1', mine, add([await position('city.office')]), NOW))).toBe(
      'POSITION_OUTSIDE',
    );
    await world.act('leader1', mine, add([second]), NOW);
    expect(await codeOf(world.act('leader1', mine, add([second]), NOW))).toBe('NOT_YOUR_TURN');
    const theirs = await world.owed(step, { login: 'leader2' });
    expect(
      await codeOf(world.act('leader3', theirs, { action: 'removeSigner', opinion: '不需要' }, NOW)),
    ).not.toBe('done');
    await world.act('leader1', theirs, { action: 'removeSigner', opinion: '改为口头征求' }, NOW);
    expect((await statesOf(step)).sort()).toEqual(['signer open', 'signer removed']);
    // He may be asked again: a round of its own, so that nothing is mixed up.
    await world.act('leader1', mine, add([second]), NOW);
    expect((await statesOf(step)).filter((line) => line === 'signer open')).toHaveLength(1);
    await world.verified();
  });
});

describe('退回', () => {
  it('from a 会签 of several to any earlier step; the way back to the 会签 asks all of them anew and arms it', async () => {
    const { solve, itemId } = await world.claimed(NOW);
    await world.rows(
      `insert into need_item_origin (item_id, unit_id, original_id, original_title)
       select $1, id, $1, '并案' from unit where short_name in ('武警双江中队', '县卫生健康局') on conflict do nothing`,
      itemId,
    );
    await world.sign('liaison.education', solve, decide('solved', { result: '已办成' }), NOW);
    const confirm = await world.open(itemId, 'confirm', NOW);
    expect((await statesOf(confirm)).length).toBeGreaterThan(1);
    const process = { id: itemId, kind: 'needItem' };
    expect(await returnTargets(world.dataSource.manager, process, { key: 'confirm' })).toEqual([
      'claim',
      'solve',
    ]);

    const mine = await world.owed(confirm, { login: 'liaison.garrison' });
    const back = (to: string): Act => ({ action: 'return', to, opinion: '措施没有落到实处' });
    expect(await codeOf(world.act('liaison.garrison', mine, back('close'), NOW))).toBe('RETURN_TARGET');
    expect(
      await codeOf(world.act('liaison.garrison', mine, { action: 'return', to: 'solve', opinion: ' ' }, NOW)),
    ).toBe('OPINION_REQUIRED');
    await world.act('liaison.garrison', mine, back('claim'), NOW);
    expect(await outcomeOf(confirm)).toBe('return:claim');
    expect(await statesOf(confirm)).toContain('signer superseded');
    expect(await armed(confirm)).toBe(false);
    const told = (await world.messages()).filter(({ name }) => name === 'stepClosed');
    expect(told.at(-1)?.body).toMatchObject({ key: 'confirm', outcome: 'return:claim' });

    // As the procedure does it: claim, solve and confirm in their second rounds, each with its own deadline and reminders.
    const claim = await world.open(itemId, 'claim', LATER, 2);
    await world.sign('leader2', claim, decide('claimed', await world.plan()), LATER);
    const again = await world.open(itemId, 'solve', LATER, 2);
    await world.sign('liaison.education', again, decide('solved', { result: '重新办成' }), LATER);
    const second = await world.open(itemId, 'confirm', LATER, 2);
    expect((await statesOf(second)).every((line) => line === 'signer open')).toBe(true);
    expect(await statesOf(second)).toHaveLength((await statesOf(confirm)).length);
    expect(await armed(second)).toBe(true);
    await world.serve(at('2027-03-10T10:00:00'));
    const fired = await world.rows<{ key: string }>(`select key from checkpoint where step_id = $1`, second);
    expect(fired.some(({ key }) => key.startsWith('remind'))).toBe(true);
    await world.verified();
  });
});

describe('传阅', () => {
  it('shows a step to who owes nothing, says who has read it, and urges who has not', async () => {
    const { solve, itemId } = await world.claimed(NOW);
    const mine = await world.owed(solve);
    const to = await Promise.all(['leader1', 'liaison.finance'].map(position));
    const liaison = await world.as('liaison.education');
    const tx = world.dataSource;
    const send = () => tx.transaction((m) => circulate(m, liaison, mine, to, NOW));
    expect(await send()).toEqual({ sent: 2 });
    expect(await send()).toEqual({ sent: 0 });
    const sent = await circulationsOf(tx.manager, itemId);
    expect(sent.map(({ readAt }) => readAt)).toEqual([null, null]);
    const finance = sent.find(({ unit }) => unit.includes('财政'))!;

    const office = await world.as('office');
    await tx.transaction((m) => urgeReading(m, office, finance.id, NOW));
    expect(await codeOf(tx.transaction((m) => urgeReading(m, office, finance.id, NOW)))).toBe(
      'URGE_COOLDOWN',
    );
    const reader = await world.as('liaison.finance');
    expect(await codeOf(tx.transaction((m) => markRead(m, liaison, finance.id, LATER)))).toBe('NOT_FOUND');
    await tx.transaction((m) => markRead(m, reader, finance.id, LATER));
    await tx.transaction((m) => markRead(m, reader, finance.id, LATER));
    expect(
      await codeOf(tx.transaction((m) => urgeReading(m, office, finance.id, at('2027-03-04T09:00:00')))),
    ).toBe('CIRCULATION_READ');
    const after = await circulationsOf(tx.manager, itemId);
    expect(after.map(({ readAt }) => readAt === null)).toEqual([true, false]);
    expect(
      (await world.facts(itemId)).filter(({ kind }) => kind.startsWith('circul')).map(({ kind }) => kind),
    ).toEqual(['circulated', 'circulationUrged', 'circulationRead']);
    await world.verified();
  });
});

describe('whatever up to thirty signers do, in the database', () => {
  const wish = fc.record({
    what: fc.oneof(
      { weight: 8, arbitrary: fc.constant('decide' as const) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('withdraw' as const, 'addSigner' as const, 'delegate' as const),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('removeSigner' as const, 'return' as const, 'acknowledge' as const),
      },
    ),
    who: fc.nat({ max: 60 }),
    whom: fc.nat({ max: 60 }),
    yes: fc.boolean(),
    mode: fc.constantFrom('before' as const, 'parallel' as const, 'after' as const),
  });
  const story = fc.record({
    signers: fc.integer({ min: 1, max: 30 }),
    wishes: fc.array(wish, { minLength: 10, maxLength: 25 }),
  });

  it('always one outcome, nobody without an owner, armed if and only if somebody owes', async () => {
    const everybody = await world.rows<{ login: string; id: string; unit_id: string }>(
      `select ac.login, po.id, po.unit_id from account ac join appointment ap on ap.person_id = ac.person_id join position po on po.id = ap.position_id
       join unit u on u.id = po.unit_id where u.region_code = '530925' and po.kind in ('liaison', 'militaryLiaison', 'unitLeader') order by ac.login`,
    );
    for (const { signers, wishes } of fc.sample(story, { numRuns: 8, seed: 11 })) {
      const { solve, itemId } = await world.claimed(NOW);
      await world.sign('liaison.education', solve, decide('solved', { result: '已办成' }), NOW);
      await world.rows(`delete from need_item_origin where item_id = $1`, itemId);
      await world.rows(
        `insert into need_item_origin (item_id, unit_id, original_id, original_title)
         select $1, id, $1, '并案' from unit where region_code = '530925' and kind in ('member', 'township', 'military') order by name limit $2`,
        itemId,
        signers,
      );
      const confirm = await world.open(itemId, 'confirm', NOW);
      for (const [index, { what, who, whom, yes, mode }] of wishes.entries()) {
        const now = new Date(NOW.getTime() + index * 60_000);
        const rows = await world.rows<{ id: string; position_id: string; asked_by: string | null }>(
          `select id, position_id, asked_by from assignment where step_id = $1 order by round, id`,
          confirm,
        );
        const one = rows[who % rows.length]!;
        const guest = everybody[whom % everybody.length]!;
        const holder =
          what === 'removeSigner' ? 'office' : everybody.find(({ id }) => id === one.position_id)?.login;
        const acts: Record<typeof what, Act> = {
          decide: decide(yes || who % 3 ? 'satisfied' : 'returned', undefined, '意见'),
          withdraw: { action: 'withdraw' },
          addSigner: { action: 'addSigner', mode, positionIds: [guest.id] },
          delegate: { action: 'delegate', positionId: guest.id },
          removeSigner: { action: 'removeSigner', opinion: '不需要' },
          return: { action: 'return', to: 'solve', opinion: '再办' },
          acknowledge: { action: 'acknowledge' },
        };
        if (holder) {
          const code = await codeOf(world.act(holder, one.id, acts[what], now));
          expect(code).toMatch(/^(done|[A-Z_]+)$/);
        }
        const state = await world.one<{
          state: string;
          armed: boolean;
          owing: number;
          live: number;
          nobody: number;
        }>(
          `select s.state, s.check_at is not null as armed,
             (select count(*)::int from assignment a where a.step_id = s.id and a.state = 'open') as owing,
             (select count(*)::int from assignment a where a.step_id = s.id and a.state in ('open', 'waiting')) as live,
             (select count(*)::int from assignment a where a.step_id = s.id and a.position_id is null) as nobody
           from step s where s.id = $1`,
          confirm,
        );
        expect(state.armed).toBe(state.owing > 0);
        expect(state.owing > 0).toBe(state.state === 'open');
        if (state.state !== 'open') expect(state.live).toBe(0);
        expect(state.nobody).toBe(0);
      }
      const closed = (await world.facts(itemId, 'stepClosed')).filter(
        ({ body }) => body['step'] === 'confirm',
      );
      expect(closed.length).toBe((await outcomeOf(confirm)) === null ? 0 : 1);
      await world.end(itemId, 'terminated', LATER);
    }
    await world.verified();
  });
});
