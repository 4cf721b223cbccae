import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../database/data-source.js';
import { armClock, sleepUntilNext } from '../../../database/steps/clock.js';
import { stepIdOf } from '../../../database/steps/ids.js';
import { openStep } from '../../../database/steps/open-step.js';
import { rearmStep } from '../../../database/steps/rearm.js';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { loadStep, lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import { CLOCKS, clockOfStep } from '../../../domain/steps/clocks.js';
import { at, createWorld, decide, type World } from './world.js';

const MAY = at('2027-05-10T09:00:00');
const OVERDUE = at('2027-07-01T00:00:00');

let world: World;
let elsewhere: DataSource;

beforeAll(async () => {
  world = await createWorld();
  elsewhere = await createDataSource({
    url: world.database.url,
    schema: world.database.schema,
    poolSize: 4,
  }).initialize();
});
afterAll(async () => {
  await elsewhere.destroy();
  await world.stop();
});
afterEach(async () => {
  await world.rows(`update assignment set state = 'cancelled' where state = 'open'`);
  await world.rows(`update step set check_at = null`);
  await world.rows(`delete from clock`);
  await world.messages();
});

const checkAt = async (stepId: string): Promise<Date | null> =>
  (await world.one<{ check_at: Date | null }>(`select check_at from step where id = $1`, stepId)).check_at;
const fired = (stepId: string): Promise<{ key: string; n: number }[]> =>
  world.rows(
    `select key, count(*)::int as n from checkpoint where step_id = $1 group by 1 order by 1`,
    stepId,
  );
const wakes = async (): Promise<string[]> =>
  (await world.messages()).filter(({ name }) => name === 'wake').map(({ workflowId }) => workflowId);
const serveAll = async (source: DataSource, now: Date): Promise<number> => {
  let served = 0;
  for (let clock = 0; clock < CLOCKS; clock++)
    served += (await serveClock(source.manager, clock, now)).served;
  return served;
};

/** Runs work in a transaction that stays open until `release` is called. */
async function holding(source: DataSource, work: (tx: DataSource['manager']) => Promise<unknown>) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let ready: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (ready = resolve));
  const done = source.transaction(async (tx) => {
    await work(tx);
    ready();
    await released;
  });
  await Promise.race([begun, done]);
  return async () => {
    release();
    await done;
  };
}

describe('exactly once', () => {
  it('two servers at the same instant: each reminder, rung and closing happens once', async () => {
    const { listId, collect } = await world.launch(at('2027-01-04T09:00:00'));
    const { itemId, solve } = await world.claimed(MAY);
    await world.messages();
    for (const now of [
      at('2027-03-01T00:00:00'),
      at('2027-03-20T09:00:00'),
      OVERDUE,
      at('2027-09-01T09:00:00'),
    ])
      await Promise.all([
        serveAll(world.dataSource, now),
        serveAll(elsewhere, now),
        serveAll(elsewhere, now),
      ]);
    const notOnce = (id: string) =>
      world.rows(
        `select body->>'step', body->>'round', body->>'checkpoint', body->'unitIds' from audit_entry
         where process_id = $1 and body ? 'checkpoint' group by 1, 2, 3, 4 having count(*) > 1`,
        id,
      );
    expect(await notOnce(listId)).toEqual([]);
    expect(await notOnce(itemId)).toEqual([]);
    expect((await fired(solve)).map(({ key }) => key)).toContain('rung:5');
    const closed = (await world.messages()).filter(({ body }) => body['stepId'] === collect);
    expect(closed).toHaveLength(1);
    const notices = await world.rows(
      `select person_id, kind, step_id, assignment_id, body from notice where kind in ('remind', 'unack', 'overdue', 'rung')
       group by 1, 2, 3, 4, 5 having count(*) > 1`,
    );
    expect(notices).toEqual([]);
    await world.verified();
  });

  it('a server that dies half-way leaves nothing, the next one does all of it', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    const clock = clockOfStep(solve);
    const before = await world.facts(itemId);
    const notices = await world.rows(`select id from notice`);
    await expect(
      world.dataSource.transaction(async (tx) => {
        const { served } = await serveClock(tx, clock, OVERDUE);
        expect(served).toBeGreaterThan(0);
        throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');
    expect(await world.facts(itemId)).toEqual(before);
    expect(await fired(solve)).toEqual([]);
    expect(await world.rows(`select id from notice`)).toHaveLength(notices.length);
    await serveAll(world.dataSource, OVERDUE);
    await serveAll(world.dataSource, OVERDUE);
    // Of the reminders missed meanwhile none is worth saying any more.
    expect(await fired(solve)).toEqual([{ key: 'overdue', n: 1 }]);
    await world.verified();
  });

  it('served twice for the same instant, and for an earlier one, nothing happens again', async () => {
    const { solve } = await world.claimed(MAY);
    await serveAll(world.dataSource, at('2027-06-24T10:00:00'));
    const first = await fired(solve);
    await serveAll(world.dataSource, at('2027-06-24T10:00:00'));
    await serveAll(world.dataSource, at('2027-06-01T10:00:00'));
    expect(await fired(solve)).toEqual(first);
  });
});

it('a step somebody is signing is left alone, and served at the next look', async () => {
  const signed = await world.claimed(MAY);
  const other = await world.claimed(MAY);
  const release = await holding(elsewhere, (tx) => lockProcess(tx, signed.itemId));
  await serveAll(world.dataSource, OVERDUE);
  expect((await fired(other.solve)).length).toBeGreaterThan(0);
  expect(await fired(signed.solve)).toEqual([]);
  // The clock knows that it is still due: it does not sleep over it.
  const { nextAt } = await serveClock(world.dataSource.manager, clockOfStep(signed.solve), OVERDUE);
  expect(nextAt!.getTime()).toBeLessThanOrEqual(OVERDUE.getTime());
  await release();
  await serveAll(world.dataSource, OVERDUE);
  expect((await fired(signed.solve)).map(({ key }) => key)).toContain('overdue');
});

describe('waking', () => {
  it('a step with an earlier checkpoint wakes the clock that means to sleep longer, and only that one', async () => {
    const far = at('2027-12-01T00:00:00');
    for (let clock = 0; clock < CLOCKS; clock++) await sleepUntilNext(world.dataSource.manager, clock, far);
    const itemId = await world.item(MAY);
    await world.messages();
    for (let clock = 0; clock < CLOCKS; clock++) await sleepUntilNext(world.dataSource.manager, clock, far);
    const claim = await world.open(itemId, 'claim', MAY);
    expect(await wakes()).toEqual([`clock:${clockOfStep(claim)}`]);
    // Asleep until just then: no need.
    await sleepUntilNext(world.dataSource.manager, clockOfStep(claim), far);
    await world.dataSource.transaction(async (tx) =>
      armClock(tx, clockOfStep(claim), await checkAt(claim), MAY),
    );
    expect(await wakes()).toEqual([]);
  });

  it('a clock that is being armed while a step opens waits for it, and sees its checkpoint', async () => {
    const itemId = await world.item(MAY);
    await world.messages();
    const claim = stepIdOf(itemId, 'claim', 1);
    const clock = clockOfStep(claim);
    const release = await holding(elsewhere, (tx) =>
      openStep(tx, { processId: itemId, key: 'claim', round: 1, now: MAY }),
    );
    const arming = sleepUntilNext(world.dataSource.manager, clock, at('2027-12-01T00:00:00'));
    const early = await Promise.race([
      arming.then(() => 'armed'),
      new Promise((done) => setTimeout(() => done('waits'), 200)),
    ]);
    expect(early).toBe('waits');
    await release();
    expect(await arming).toEqual(await checkAt(claim));
  });

  it('however they meet, no clock sleeps over a step', async () => {
    const far = at('2027-12-01T00:00:00');
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) ids.push(await world.item(MAY));
    await world.messages();
    for (const itemId of ids) {
      const claim = stepIdOf(itemId, 'claim', 1);
      const clock = clockOfStep(claim);
      await Promise.all([
        sleepUntilNext(world.dataSource.manager, clock, far),
        openStep(elsewhere.manager, { processId: itemId, key: 'claim', round: 1, now: MAY }),
        sleepUntilNext(elsewhere.manager, clock, far),
      ]);
      const { armed_until } = await world.one<{ armed_until: Date }>(
        `select armed_until from clock where id = $1`,
        clock,
      );
      const due = (await checkAt(claim)) as Date;
      const woken = (await wakes()).includes(`clock:${clock}`);
      expect(armed_until <= due || woken).toBe(true);
    }
  });
});

describe('a moved deadline', () => {
  const move = async (processId: string, stepId: string, deadline: Date, now: Date) =>
    world.dataSource.transaction(async (tx) => {
      const process = (await lockProcess(tx, processId)) as ProcessRow;
      await tx.query(`update step set deadline_at = $2 where id = $1`, [stepId, deadline]);
      await tx.query(`update assignment set deadline_at = $2 where step_id = $1`, [stepId, deadline]);
      const { step, assignments } = await loadStep(tx, stepId);
      await rearmStep(tx, process, step, assignments, now);
    });

  it('earlier: the clock is woken and the earlier deadline is met', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    await serveAll(world.dataSource, at('2027-05-13T12:00:00'));
    const { armed_until } = await world.one<{ armed_until: Date }>(
      `select armed_until from clock where id = $1`,
      clockOfStep(solve),
    );
    await world.rows(`update clock set armed_until = $1`, await checkAt(solve));
    await world.messages();
    await move(itemId, solve, at('2027-05-21T23:59:59.999'), at('2027-05-13T12:30:00'));
    expect(armed_until).toBeInstanceOf(Date);
    expect(await checkAt(solve)).toEqual(at('2027-05-14T09:00:00')); // five working days before
    expect(await wakes()).toEqual([`clock:${clockOfStep(solve)}`]);
    await serveAll(world.dataSource, at('2027-05-22T00:00:00'));
    expect((await fired(solve)).map(({ key }) => key)).toContain('overdue');
  });

  it('later: what is due under the old one alone is not done', async () => {
    const { itemId, solve } = await world.claimed(MAY);
    await serveAll(world.dataSource, at('2027-06-30T12:00:00'));
    const before = await fired(solve);
    await move(itemId, solve, at('2027-08-31T23:59:59.999'), at('2027-06-30T13:00:00'));
    await serveAll(world.dataSource, OVERDUE);
    expect(await fired(solve)).toEqual(before);
    await serveAll(world.dataSource, at('2027-09-01T00:00:00'));
    expect((await fired(solve)).map(({ key }) => key)).toContain('overdue');
  });
});

it('a mass deadline is served in batches, everybody once', async () => {
  const steps = 600;
  const { listId } = await world.launch(at('2027-01-04T09:00:00'));
  const owner = await world.one<{ position_id: string; unit_id: string }>(
    `select position_id, unit_id from assignment where process_id = $1 limit 1`,
    listId,
  );
  await world.rows(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
     select gen_random_uuid(), 'dualList', 1, 'mass:' || n, '530925', 1900, '演练' || n, 'running', $2 from generate_series(1, $1::int) as n`,
    steps,
    MAY,
  );
  const deadline = at('2027-05-31T23:59:59.999');
  await world.rows(
    `with s as (insert into step (id, process_id, key, round, rule, state, opened_at, deadline_at, clock, check_at, checked_until)
       select gen_random_uuid(), id, 'circular', 1, 'single', 'open', $1, $2, 3, $3, $1 from process where business_key like 'mass:%' returning id, process_id)
     insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at)
     select gen_random_uuid(), id, process_id, 1, $4, $5, 'open', $1, $2 from s`,
    MAY,
    deadline,
    at('2027-06-01T00:00:00'),
    owner.position_id,
    owner.unit_id,
  );
  const [a, b] = await Promise.all([
    serveClock(world.dataSource.manager, 3, at('2027-06-01T00:00:00')),
    serveClock(elsewhere.manager, 3, at('2027-06-01T00:00:00')),
  ]);
  expect(a.served + b.served).toBe(steps);
  const overdue = await world.rows<{ n: number }>(
    `select count(*)::int as n from audit_entry e join process p on p.id = e.process_id where p.business_key like 'mass:%' and e.kind = 'overdue'`,
  );
  expect(overdue).toEqual([{ n: steps }]);
  await world.verified();
});

it('a pool of one connection is enough: nothing waits for a second one', async () => {
  const small = await createDataSource({
    url: world.database.url,
    schema: world.database.schema,
    poolSize: 1,
  }).initialize();
  const itemId = await world.item(MAY);
  const waiting = new Promise((resolve) => setTimeout(() => resolve('hangs'), 5_000).unref());
  const opened = openStep(small.manager, { processId: itemId, key: 'claim', round: 1, now: MAY });
  expect(await Promise.race([opened.then(() => 'opened'), waiting])).toBe('opened');
  const claim = (await opened).stepId;
  const claimed = world.sign('leader2', claim, decide('claimed', await world.plan()), MAY);
  await claimed;
  await small.destroy();
});
