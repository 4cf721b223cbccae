import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ledgerCounts, ledgerPage, type LedgerRow } from '../../database/needs/ledger.repository.js';
import { lightOf } from '../../domain/time/light.js';
import { createTestCounty, COUNTY, type TestCounty } from '../support/county.js';
import { at, plant } from './ledger-world.js';

// The rule of the lights is domain/time/light.ts. The ledger's SQL says it again, for filters and sums; this holds the two together.
let county: TestCounty;
beforeAll(async () => {
  county = await createTestCounty();
});
afterAll(() => county.stop());

const scope = { regions: [COUNTY], units: [] };
const page = { order: 'number', descending: false, limit: 500 } as const;
const now = at('2027-05-10T12:00:00');
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000);

const list = (filter: object, past = false): Promise<LedgerRow[]> =>
  ledgerPage(county.dataSource.manager, scope, { at: now, past }, filter, page);

it('every open item’s light is lightOf of its present step; filters and sums agree with the rows', async () => {
  const offset = fc.constantFrom(-48, -1, 0, 1, 48);
  const states = [
    'claiming',
    'solving',
    'confirming',
    'closed',
    'reportedUp',
    'compiled',
    'withdrawn',
  ] as const;
  const key = { claiming: 'claim', solving: 'solve', confirming: 'confirm' } as Record<string, string>;
  const item = fc.record({
    state: fc.constantFrom(...states),
    deadline: fc.option(offset),
    warn: fc.option(offset),
    limit: fc.option(offset),
    solved: fc.option(fc.constantFrom(-72, -49, -48, -2)),
  });
  for (const [index, { state, deadline, warn, limit, solved }] of fc
    .sample(item, { numRuns: 300, seed: 7 })
    .entries()) {
    const solvedStep =
      solved !== null && (state === 'confirming' || state === 'closed')
        ? [{ key: 'solve', openedAt: hours(-500), closedAt: hours(solved), outcome: 'solved' }]
        : [];
    const open = key[state]
      ? [
          {
            key: key[state],
            openedAt: hours(-400),
            deadlineAt: deadline === null ? null : hours(deadline),
            warnAt: deadline === null || warn === null ? null : hours(warn),
          },
          { key: 'cooperate', openedAt: hours(-400), deadlineAt: hours(-300), warnAt: hours(-390) },
        ]
      : [];
    const steps = [...solvedStep, ...open];
    await plant(county.dataSource, {
      number: index + 1,
      title: JSON.stringify({ state, deadline, warn, limit, solved }),
      state,
      limitAt: limit === null ? null : hours(limit),
      closedAt: state === 'closed' ? hours(-1) : null,
      filedAt: hours(-600),
      history: [{ at: hours(-450), state, limitAt: limit === null ? null : hours(limit) }],
      ...(steps.length > 0 ? { steps } : {}),
    });
  }

  const rows = await list({});
  expect(rows).toHaveLength(300);
  for (const row of rows) {
    const { state, deadline, warn, limit, solved } = JSON.parse(row.title) as Record<string, number> & {
      state: string;
    };
    const instant = (n: number | null | undefined) => (n === null || n === undefined ? null : hours(n));
    const doneAt =
      state === 'closed' ? (instant(solved) ?? hours(-1)) : state === 'confirming' ? instant(solved) : null;
    const expected =
      state === 'closed'
        ? lightOf({ deadline: instant(limit), warnAt: null, now, closedAt: doneAt })
        : lightOf({
            deadline: key[state] ? instant(deadline) : null,
            warnAt: deadline === null ? null : instant(warn),
            now,
            paused: state === 'reportedUp' || state === 'withdrawn',
          });
    const workLate = doneAt !== null && limit !== null && doneAt > hours(limit!);
    expect([row.title, row.light, row.late]).toEqual([row.title, expected.light, expected.late || workLate]);
  }

  const counts = await ledgerCounts(county.dataSource.manager, scope, now, { region: COUNTY, year: 2027 });
  for (const light of ['green', 'yellow', 'red', 'grey'] as const) {
    const ids = rows.filter((row) => row.light === light).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect((await list({ light })).map(({ id }) => id)).toEqual(ids);
    expect(counts.filter((count) => count.light === light).reduce((sum, { count }) => sum + count, 0)).toBe(
      ids.length,
    );
  }
  for (const late of [true, false]) {
    const ids = rows.filter((row) => row.late === late).map(({ id }) => id);
    expect((await list({ late })).map(({ id }) => id)).toEqual(ids);
    expect(counts.filter((count) => count.late === late).reduce((sum, { count }) => sum + count, 0)).toBe(
      ids.length,
    );
  }
  // What stands still is grey and not late, now and as of any day in it.
  const coloured = rows.filter(({ light }) => light === 'red' || light === 'yellow').map(({ id }) => id);
  await county.dataSource.query(
    `insert into process_pause (id, process_id, ordered_id, paused_at, reason, remind_at)
     select gen_random_uuid(), id, id, $2, '试', $2 from process where id = any($1::uuid[])`,
    [coloured, hours(-1)],
  );
  const still = await county.dataSource.query<{ id: string }[]>(`select process_id as id from process_pause`);
  expect(still.length).toBeGreaterThan(20);
  for (const past of [false, true])
    for (const row of (await list({}, past)).filter(({ id }) => still.some((one) => one.id === id))) {
      const finished = row.state === 'closed';
      expect([row.title, row.light]).toEqual([row.title, finished ? 'red' : 'grey']);
      if (!finished && row.state !== 'confirming') expect(row.late).toBe(false);
    }
  const grey = (await list({})).filter(({ light }) => light === 'grey').map(({ id }) => id);
  expect((await list({ light: 'grey' })).map(({ id }) => id)).toEqual(grey);
  await county.dataSource.query(`delete from process_pause`);
  // Nothing has changed since: the ledger as of now, read from the history, is the same one.
  expect((await list({}, true)).map(({ id, light, late }) => ({ id, light, late }))).toEqual(
    rows.map(({ id, light, late }) => ({ id, light, late })),
  );
});
