import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDataSource } from '../../database/data-source.js';
import { WORKSPACE_RESOLVER, type WorkspaceResolver } from '../../src/http/hooks.js';
import { startApi, type TestApi } from './api.js';
import { ProbeController } from './probe.controller.js';

const REHEARSED_AT = new Date('2027-03-20T08:00:00+08:00');

let api: TestApi;
let other: Awaited<ReturnType<ReturnType<typeof createDataSource>['initialize']>>;

beforeAll(async () => {
  api = await startApi({ probes: [ProbeController] });
  const { database } = api;
  other = await createDataSource({ url: database.url, schema: database.schema, poolSize: 2 }).initialize();
  // What the rehearsal module will supply.
  const resolver = api.app.get<WorkspaceResolver>(WORKSPACE_RESOLVER);
  resolver.resolve = async (id) =>
    id === 'r1' ? { name: 'r1', dataSource: other, now: REHEARSED_AT } : null;
});
afterAll(async () => {
  await other.destroy();
  await api.stop();
});

const ask = (headers: Record<string, string> = {}, body: object = {}) =>
  api.send('POST', '/api/v1/probe/workspace', { headers, body });

test('guard, interceptor, pipe and handler of a request with a body are all in its workspace', async () => {
  const { body } = await ask({ 'x-yushui-rehearsal': 'r1' });
  expect(body).toEqual({ pipe: 'r1', handler: 'r1', afterQuery: 'r1', now: REHEARSED_AT.toISOString() });
});

test('without the header it is production, with the machine’s clock', async () => {
  const { body } = await ask();
  expect(body).toMatchObject({ pipe: 'production', handler: 'production', afterQuery: 'production' });
  expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(5_000);
});

test('requests at the same time do not mix, with bodies larger than one packet', async () => {
  const filler = 'x'.repeat(200_000);
  const names = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'r1' : 'production'));
  const answers = await Promise.all(
    names.map((name, i) => ask(name === 'r1' ? { 'x-yushui-rehearsal': 'r1' } : {}, { ms: i % 7, filler })),
  );
  expect(answers.map(({ body }) => body.handler)).toEqual(names);
  expect(answers.map(({ body }) => body.pipe)).toEqual(names);
});

test('an unknown rehearsal is not found', async () => {
  const { status, body } = await ask({ 'x-yushui-rehearsal': 'r2' });
  expect([status, body.code]).toEqual([404, 'REHEARSAL_NOT_FOUND']);
});

test('one logs in once: production’s session is good in a rehearsal, with the positions of its day', async () => {
  const token = await api.token('liaison.education');
  await api.dataSource.query(`update appointment set valid_to = '2027-03-19' where person_id = $1`, [
    await api.personId('liaison.education'),
  ]);
  const today = await api.send('GET', '/api/v1/me', { token });
  const rehearsed = await api.send('GET', '/api/v1/me', { token, headers: { 'x-yushui-rehearsal': 'r1' } });
  expect(today.body.positions).toHaveLength(1);
  expect(rehearsed.body).toMatchObject({ person: today.body.person, positions: [] });
});
