import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rehearsalWorkflowId } from '../../contracts/processes/rehearsal.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { holdSchema } from '../../database/rehearsal/schema-hold.js';
import { startRehearsal } from '../../src/temporal/start-rehearsal.js';
import { RehearsalRuns } from '../../src/worker/rehearsal-runs.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { connect, installRuntime, REHEARSAL, until } from '../workflows/stand.js';
import { addCounty, OTHER_COUNTY } from './product.js';

// Rehearsals as an office orders them: queue, progress, results, cancelling, and that nothing stays behind.

const OTHER_OFFICE = `${OTHER_COUNTY}.office`;
let api: TestApi;
let runs: RehearsalRuns;

beforeAll(async () => {
  installRuntime();
  api = await startApi({ settings: { TEMPORAL_ADDRESS: testTemporalAddress() } });
  await addCounty(api);
  for (const year of calendarYears(2026, 2028)) await storeYear(api.dataSource.manager, year, new Date());
  runs = performer();
});
afterAll(async () => {
  await runs.stop();
  await api.stop();
});

function performer(): RehearsalRuns {
  const { url: app, ownerUrl: owner, schema, appRole } = api.database;
  return new RehearsalRuns({
    dataSource: api.dataSource,
    places: {
      database: { app, owner, schema, appRole },
      temporal: { address: testTemporalAddress(), namespace: 'yushui', rehearsalNamespace: REHEARSAL },
    },
    createWorker: createRehearsalWorker,
    atOnce: 2,
    log: { info: () => undefined, warn: () => undefined } as never,
    lookEveryMs: 50,
    sweepEveryMs: 200,
  });
}

const ask = async (login: string, path: string): Promise<Answer> =>
  api.send('GET', `/api/v1/rehearsals${path}`, { token: await api.token(login) });
const change = async (login: string, method: string, path: string, body?: object): Promise<Answer> =>
  api.send(method, `/api/v1/rehearsals${path}`, {
    token: await api.token(login),
    headers: { 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { body }),
  });
const order = (body: object = {}, login = 'office'): Promise<Answer> =>
  change(login, 'POST', '', { kind: 'liaisonFiling', regionCode: COUNTY, year: 2027, ...body });
const ordered = async (body: object = {}, login = 'office'): Promise<string> => {
  const answer = await order(body, login);
  expect([answer.status, answer.body.state]).toEqual([202, 'queued']);
  return answer.body.id;
};
const stateOf = async (id: string, login = 'office') => (await ask(login, `/${id}`)).body;
/** Waits longer than `until` does: several rehearsals may share the cores. */
async function ended(id: string, login = 'office') {
  for (let tries = 0; tries < 900; tries += 1) {
    const run = await stateOf(id, login);
    if (!['queued', 'running'].includes(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`rehearsal ${id} did not end`);
}
const schemas = async (): Promise<string[]> =>
  (
    await api.dataSource.query(
      `select nspname from pg_namespace where nspname like 'rehearsal\\_%' order by 1`,
    )
  ).map(({ nspname }: { nspname: string }) => nspname);

describe('before anybody performs them', () => {
  it('queue fairly, are bounded for each person, and can be taken back', async () => {
    const [first, second] = [await ordered(), await ordered({ seed: 2 })];
    const other = await ordered({ regionCode: OTHER_COUNTY }, OTHER_OFFICE);
    // Everybody's first comes before anybody's second, whatever came in earlier.
    const place = async (id: string, login?: string) => (await stateOf(id, login)).ahead;
    expect([await place(first), await place(other, OTHER_OFFICE), await place(second)]).toEqual([0, 1, 2]);

    const third = await ordered();
    const refused = await order();
    expect([refused.status, refused.body.code]).toEqual([429, 'REHEARSAL_LIMIT']);
    for (const id of [first, second, third]) {
      const { status, body } = await change('office', 'DELETE', `/${id}`);
      expect([status, body.state]).toEqual([200, 'cancelled']);
    }
    await change(OTHER_OFFICE, 'DELETE', `/${other}`);
    const result = await ask('office', `/${first}/report`);
    expect([result.status, result.body.code]).toEqual([409, 'REHEARSAL_WITHOUT_RESULT']);
  });

  it.each([
    [{ year: 1999 }, 400, 'YEAR_OUT_OF_RANGE', 'year'],
    [{ kind: 'needItem' }, 400, undefined, 'kind'],
    [{ scenario: 'lazy' }, 400, undefined, 'scenario'],
    [{ form: { x: 1 } }, 400, 'UNKNOWN_FIELD', 'form'],
    [{ kind: 'circular', form: { title: '' } }, 400, undefined, 'form.title'],
    [{ regionCode: OTHER_COUNTY }, 404, 'NOT_FOUND', 'regionCode'],
    [{ regionCode: '5309' }, 404, 'NOT_FOUND', 'regionCode'],
  ])('%j is refused, naming the field', async (body, status, code, field) => {
    const answer = await order(body);
    expect(answer.status).toBe(status);
    if (code) expect(JSON.stringify(answer.body)).toContain(code);
    const errors: { field: string }[] = answer.body.errors ?? [];
    expect([answer.body.field, ...errors.map((error) => error.field)]).toContain(field);
  });

  it('are nothing to order from inside a rehearsal', async () => {
    const { ownerUrl, appRole, schema: production } = api.database;
    const schema = `rehearsal_${randomUUID().replaceAll('-', '')}`;
    await createRehearsalSchema({ ownerUrl, appRole, production, schema });
    try {
      await api.dataSource.query(
        `insert into ${schema}.setting (name, value) values ('rehearsal-now', '"2027-01-04T01:00:00.000Z"')`,
      );
      const session = await api.send('POST', '/api/v1/sessions', {
        headers: { 'x-yushui-rehearsal': schema },
        body: { login: 'office', password: 'Shuang-Yong-2027' },
      });
      const { status, body } = await api.send('POST', '/api/v1/rehearsals', {
        token: session.body.accessToken,
        headers: { 'x-yushui-rehearsal': schema, 'idempotency-key': randomUUID() },
        body: { kind: 'liaisonFiling', regionCode: COUNTY, year: 2027 },
      });
      expect([status, body.code]).toEqual([409, 'REHEARSAL_INSIDE']);
    } finally {
      await dropRehearsalSchema(ownerUrl, schema);
    }
  });
});

describe('performed', () => {
  beforeAll(() => runs.start());

  it('tells how far it is, then what came of it; the same seed the same, another seed another', async () => {
    const [one, same] = [await ordered({ seed: 7 }), await ordered({ seed: 7 })];
    const early = await ask('office', `/${same}/timeline`);
    expect([early.status, early.body.code]).toEqual([409, 'REHEARSAL_UNFINISHED']);
    const finished = await ended(one);
    expect(finished).toMatchObject({
      ...{ state: 'finished', share: 1, error: null, processes: 1, seed: 7 },
      ...{ from: '2027-01-04T09:00:00+08:00', to: '2028-01-05T18:00:00+08:00' },
    });
    expect(finished.acts).toBeGreaterThan(10);
    expect(finished.elapsedSeconds).toBeGreaterThan(0);
    await ended(same);
    const third = await ordered({ seed: 8 });
    await ended(third);

    const [events, again, others] = [await eventsOf(one), await eventsOf(same), await eventsOf(third)];
    expect(again).toEqual(events);
    expect(others).not.toEqual(events);
    expect(events[0]).toMatchObject({ kind: 'launched', at: '2027-01-04T09:00:00+08:00' });
    expect(events.every(({ text }) => text.length > 0 && !text.includes('undefined'))).toBe(true);

    const load = await ask('office', `/${one}/load`);
    expect(load.body.units.length).toBeGreaterThan(30);
    expect(load.body.limits).toEqual({ deadlinesADay: 2, thingsAWeek: 5 });
    const report = await ask('office', `/${one}/report`);
    expect(report.body.run.id).toBe(one);
    expect(report.body.words.join('\n')).toContain('个单位');
    expect(await schemas()).toEqual([]);
  }, 120_000);

  /** All pages. */
  async function eventsOf(id: string): Promise<{ at: string; kind: string; text: string }[]> {
    const events: { at: string; kind: string; text: string }[] = [];
    for (let cursor = ''; ;) {
      const page = await ask('office', `/${id}/timeline?limit=50${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      events.push(...page.body.items);
      if (page.body.nextCursor === null) return events;
      cursor = page.body.nextCursor;
    }
  }

  it('is nobody else’s: another county’s office, and the city’s above, find nothing', async () => {
    const id = await ordered();
    for (const stranger of [OTHER_OFFICE, 'city.office']) {
      for (const path of [`/${id}`, `/${id}/timeline`, `/${id}/load`, `/${id}/report`])
        expect([stranger, path, (await ask(stranger, path)).status]).toEqual([stranger, path, 404]);
      expect((await change(stranger, 'DELETE', `/${id}`)).status).toBe(404);
      expect(JSON.stringify((await ask(stranger, '')).body)).not.toContain(id);
    }
    expect((await ask('office', '')).body.items.map((run: { id: string }) => run.id)).toContain(id);
    expect((await ended(id)).state).toBe('finished');
  }, 60_000);

  it('two at once and no more; a running one can be cancelled, and says how far it was', async () => {
    const ids = [await ordered({ kind: 'dualList' }), await ordered({ kind: 'dualList', seed: 1 })];
    const third = await ordered();
    await until('both run', async () => {
      const states = await Promise.all(ids.map((id) => stateOf(id)));
      return states.every(({ state, acts }) => state === 'running' && acts > 0);
    });
    expect(await stateOf(third)).toMatchObject({ state: 'queued', ahead: 0, elapsedSeconds: 0 });
    expect(await schemas()).toHaveLength(2);
    for (const id of ids) {
      const { body } = await change('office', 'DELETE', `/${id}`);
      expect(body).toMatchObject({ state: 'running', cancelling: true });
      expect(body.share).toBeGreaterThanOrEqual(0);
    }
    for (const id of ids) {
      const run = await ended(id);
      expect(run).toMatchObject({ state: 'cancelled', error: null });
      expect(run.presentAt).not.toBeNull();
    }
    expect((await ended(third)).state).toBe('finished');
    await until('clean', async () => (await schemas()).length === 0);
  }, 120_000);

  it('one that fails says why', async () => {
    const nobody = randomUUID();
    const form = {
      ...{ title: '专题协商', agenda: ['就业'], reason: '需要会商。', place: '会议室' },
      ...{ startsAt: '2027-03-20T09:00+08:00', leaderPositionIds: [nobody], unitIds: [] },
    };
    const run = await ended(await ordered({ kind: 'topicalConsultation', form }));
    expect(run.state).toBe('failed');
    expect(run.errorCode).not.toBeNull();
    expect(run.error).toMatch(/\p{Script=Han}/u);
    expect(await schemas()).toEqual([]);
  }, 60_000);

  it('what is handed in is what is rehearsed', async () => {
    const form = { title: '军地共建做法', circularKind: 'typical', typicalKind: 'goodPractice' };
    const run = await ended(await ordered({ kind: 'circular', form, scenario: 'punctual' }));
    expect(run).toMatchObject({ state: 'finished', processes: 1 });
    expect((await eventsOf(run.id))[0]).toMatchObject({ process: '军地共建做法' });
  }, 60_000);
});

describe('what a dead process leaves', () => {
  const dead = async (attempts: number): Promise<string> => {
    const id = randomUUID();
    await api.dataSource.query(
      `insert into rehearsal_run (id, region_code, kind, year, scenario, limits, ordered_by, ordered_at, state, attempts, started_at, beat_at)
       values ($1, $2, 'liaisonFiling', 2027, 'punctual', '{"deadlinesADay":2,"thingsAWeek":5}', $3, now(), 'running', $4, now(), now() - interval '5 minutes')`,
      [id, COUNTY, await api.personId('office'), attempts],
    );
    return id;
  };

  it('is begun anew once; its schema is dropped, one that is in use is not', async () => {
    await runs.stop();
    const { ownerUrl, appRole, schema: production } = api.database;
    // The Temporal server may be an earlier test run's: names of one's own.
    const own = randomUUID().replaceAll('-', '');
    const [left, used] = [`rehearsal_a${own}`, `rehearsal_b${own}`];
    for (const schema of [left, used]) await createRehearsalSchema({ ownerUrl, appRole, production, schema });
    const client = await connect(REHEARSAL);
    const window = { from: '2027-01-04T01:00:00.000Z', to: '2027-02-01T01:00:00.000Z' };
    await startRehearsal(client, left, `nobody-${randomUUID()}`, { ...window, scenario: 'punctual' });
    const release = await holdSchema(api.dataSource, used);
    const [first, second] = [await dead(1), await dead(2)];
    runs = performer();
    runs.start();
    await until('the sweep', async () => !(await schemas()).includes(left));
    expect(await ended(second)).toMatchObject({ state: 'failed', errorCode: 'REHEARSAL_INTERRUPTED' });
    expect(await ended(first)).toMatchObject({ state: 'finished' });
    expect(await schemas()).toEqual([used]);
    const { status } = await client.workflow.getHandle(rehearsalWorkflowId(left)).describe();
    expect(status.name).toBe('TERMINATED');
    await client.connection.close();
    await release();
    await until('the second sweep', async () => (await schemas()).length === 0);
  }, 60_000);

  it('a process that is stopped in order gives back what it has begun', async () => {
    const id = await ordered({ kind: 'dualList' });
    await until('it runs', async () => (await stateOf(id)).acts > 0);
    await runs.stop();
    expect(await stateOf(id)).toMatchObject({ state: 'queued', errorCode: null });
    expect(await schemas()).toEqual([]);
    await change('office', 'DELETE', `/${id}`);
  }, 60_000);

  it('results are kept for a day, and twenty of a region', async () => {
    const old = await ordered();
    await change('office', 'DELETE', `/${old}`);
    await api.dataSource.query(
      `update rehearsal_run set ended_at = ended_at - interval '25 hours' where id = $1`,
      [old],
    );
    for (let n = 0; n < 22; n += 1) await change('office', 'DELETE', `/${await ordered()}`);
    runs = performer();
    runs.start();
    await until('the purge', async () => (await ask('office', `/${old}`)).status === 404);
    expect((await ask('office', '')).body.items).toHaveLength(20);
  }, 60_000);
});
