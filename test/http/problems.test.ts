import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApi, type Answer, type TestApi } from './api.js';
import { ProbeController } from './probe.controller.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ probes: [ProbeController], settings: { BODY_LIMIT_BYTES: 2_000 } });
});
afterAll(() => api.stop());

const login = (sending: Parameters<TestApi['send']>[2]) => api.send('POST', '/api/v1/sessions', sending);

function expectProblem({ status, body, headers }: Answer, expected: [number, string]): void {
  expect([status, body?.code]).toEqual(expected);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: `urn:yushui:problem:${expected[1]}`,
    status: expected[0],
    code: expected[1],
  });
  expect(body.traceId).toBe(headers['x-request-id']);
  expect(body.title).toMatch(/\p{Script=Han}/u);
  expect(body.detail).toMatch(/\p{Script=Han}/u);
}

test.each(['{"a":', 'not json', '{"a":1}{', '{"__proto__": {"x": 1}}', ''])(
  'malformed JSON: %s',
  async (body) => {
    expectProblem(await login({ body, headers: { 'content-type': 'application/json' } }), [
      400,
      'INVALID_REQUEST',
    ]);
  },
);

test('a body of an unknown type', async () => {
  expectProblem(await login({ body: '<a/>', headers: { 'content-type': 'application/xml' } }), [
    415,
    'UNSUPPORTED_MEDIA',
  ]);
});

test('a body beyond the limit', async () => {
  expectProblem(await login({ body: { login: 'x'.repeat(3_000) } }), [413, 'BODY_TOO_LARGE']);
});

test.each(['/nothing', '/api/nothing', '/api/v1/nothing', '/api/v1/me/nothing'])(
  'an unknown route: %s',
  async (url) => {
    expectProblem(await api.send('GET', url), [404, 'NOT_FOUND']);
  },
);

test('an unknown method', async () => {
  expectProblem(await api.send('PATCH', '/api/v1/me'), [404, 'NOT_FOUND']);
});

test('a path that cannot be decoded', async () => {
  const { status, body } = await api.send('GET', '/api/%zz');
  expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
});

test('bytes that are no HTTP get an answer and do no harm', async () => {
  const { port } = api.app.getHttpServer().address() as { port: number };
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1.1 400/);
  expect((await api.send('GET', '/api/health/live')).status).toBe(200);
});

test('unknown and wrong fields at once: the first gives the code, all are listed', async () => {
  const answer = await login({ body: { login: 1, password: '', extra: 1 } });
  expectProblem(answer, [400, 'UNKNOWN_FIELD']);
  expect(answer.body.field).toBe('extra');
  expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual([
    'extra',
    'login',
    'password',
  ]);
});

test('text that no column can hold is refused with its path', async () => {
  for (const broken of ['a\u0000b', 'a\ud800b']) {
    const answer = await login({ body: JSON.stringify({ login: broken, password: 'x' }) });
    expectProblem(answer, [400, 'INVALID_FIELD']);
    expect(answer.body.field).toBe('login');
  }
  expectProblem(await api.send('GET', '/api/v1/probe/number?n=%00'), [400, 'INVALID_FIELD']);
  expectProblem(await api.send('GET', '/api/v1/probe/one/%00'), [400, 'INVALID_FIELD']);
});

test('a whole emoji is text like any other', async () => {
  expectProblem(await login({ body: { login: '😀', password: '密码😀' } }), [401, 'LOGIN_FAILED']);
});

test('what PostgreSQL cannot read is the request’s fault', async () => {
  expectProblem(await api.send('GET', '/api/v1/probe/sql?id=no-uuid'), [400, 'INVALID_REQUEST']);
  expectProblem(await api.send('GET', '/api/v1/probe/number?n=99999999999'), [400, 'INVALID_REQUEST']);
  expectProblem(await api.send('GET', '/api/v1/probe/number?n=1e400'), [400, 'INVALID_REQUEST']);
});

test('an id that is none is the id of nothing', async () => {
  expectProblem(await api.send('GET', '/api/v1/probe/one/12'), [404, 'NOT_FOUND']);
  const id = '2F3B8CC0-8A3A-4D5E-9A0E-0D8C0D1D2E3F';
  expect((await api.send('GET', `/api/v1/probe/one/${id}`)).body).toEqual({ id: id.toLowerCase() });
});

test.each(['crash', 'database-crash'])('a fault inside says nothing of the inside: %s', async (probe) => {
  const answer = await api.send('GET', `/api/v1/probe/${probe}`);
  expectProblem(answer, [500, 'INTERNAL']);
  expect(answer.text).not.toContain('7391');
  expect(answer.body.detail).toContain(answer.body.traceId);
});

test('answers are not for caches', async () => {
  const { headers } = await api.send('GET', '/api/health/live');
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

test('a database that is gone makes 503, and ready says so', async () => {
  const gone = await startApi({ probes: [ProbeController] });
  try {
    expect((await gone.send('GET', '/api/health/ready')).body).toMatchObject({
      status: 'ok',
      database: 'ok',
      migrations: 'ok',
    });
    const { accessToken: token } = await gone.login('director');
    await cutOff(gone);
    expectProblem(await gone.send('GET', '/api/v1/me', { token }), [503, 'UNAVAILABLE']);
    const { status, body } = await gone.send('GET', '/api/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'unavailable', database: 'unreachable', migrations: 'unknown' });
    expect((await gone.send('GET', '/api/health/live')).status).toBe(200);
  } finally {
    await gone.stop();
  }
});

/** No new connections, and the end of those there are; each role may end its own. */
async function cutOff({ database, dataSource }: TestApi): Promise<void> {
  const owner = new pg.Client({ connectionString: new URL('/postgres', database.ownerUrl).href });
  await owner.connect();
  await owner.query(`alter database ${database.name} with allow_connections false`);
  await owner.end();
  await dataSource.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
}
