import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createProcessActivities } from '../../activities/process.activities.js';
import { buildOpenApi } from '../../src/openapi.js';
import { type Answer, startApi, type TestApi } from '../http/api.js';
import { addCounty, OTHER_COUNTY } from './product.js';
import { ALLOWED, ANYBODY, PEOPLE, type Role } from './roles-table.js';

/** Parameters that are no ids. */
const SAMPLES: Record<string, string> = {
  kind: 'dualList',
  step: 'collect',
  key: 'items',
  year: '2027',
  code: '530925',
  regionCode: '530925',
};

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const document = await buildOpenApi();
const endpoints = namesOf(document);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await addCounty(api);
});
afterAll(() => api.stop());

async function send(login: string, method: string, path: string, body?: unknown): Promise<Answer> {
  // Logging out must not end the session that the other requests use.
  const own = path.endsWith('/sessions/current');
  const token = own ? (await api.login(login)).accessToken : await api.token(login);
  const headers = { 'idempotency-key': randomUUID(), 'x-yushui-console': '1' };
  if (path.endsWith('/console/session/refresh'))
    Object.assign(headers, { cookie: `yushui_refresh=${(await api.login(login)).refreshToken}` });
  return api.send(method, path, { token, headers, ...(body === undefined ? {} : { body }) });
}

test('the table names every endpoint, and none that does not exist', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...endpoints].sort());
});

describe.each(endpoints)('%s', (name) => {
  const [method, path] = name.split(' ') as [string, string];
  const known = path.replace(/\{(\w+)\}/g, (_, parameter: string) => SAMPLES[parameter] ?? randomUUID());
  // A stream of its own would not end; watching what is not there is answered at once.
  const url = path.endsWith('/events') ? `${known}?process=${randomUUID()}` : known;
  const roles = ALLOWED[name] ?? [];

  test(`is open to ${roles.join(', ')} only`, async () => {
    const refused: Role[] = [];
    for (const role of ANYBODY) {
      const { status, body } = await send(PEOPLE[role], method, url);
      expect(status).toBeLessThan(500);
      expect([role, status]).not.toEqual([role, 401]);
      if (status !== 403) continue;
      expect(['FORBIDDEN', 'READ_ONLY_ROLE']).toContain(body.code);
      refused.push(role);
    }
    expect(refused).toEqual(ANYBODY.filter((role) => !roles.includes(role)));
  });
});

describe("another county's things", () => {
  const TITLE = '只有双江知道的事项';
  const STRANGERS = ['office', 'director', 'leader1', 'leader.member1', 'liaison.member1', 'city.office'];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const year = new Date().getFullYear() + 1;
    const order = { kind: 'dualList', regionCode: '530925', year };
    const launched = await send('director', 'POST', '/api/v1/processes', order);
    ids['process'] = launched.body.id;
    // The worker's part, done by hand: the step is open as it would be.
    const { openStep } = createProcessActivities({ dataSource: api.dataSource });
    await openStep({ processId: launched.body.id, key: 'collect', round: 1, now: new Date().toISOString() });
    const { body } = await send('liaison.education', 'GET', '/api/v1/inbox?box=toAcknowledge');
    ids['assignment'] = body.items[0].assignmentId;
    const form = { items: [{ kind: 'other', title: TITLE }] };
    const filed = await send('liaison.education', 'POST', `/api/v1/assignments/${ids['assignment']}/acts`, {
      action: 'decide',
      decision: 'filed',
      form,
    });
    expect(filed.status).toBe(200);
    const ledger = await send('office', 'GET', `/api/v1/ledger?region=530925&year=${year}`);
    ids['item'] = ledger.body.items[0].id;
    expect(ledger.text).toContain(TITLE);
    const units = await send('office', 'GET', '/api/v1/units?region=530925&kind=member&limit=1');
    ids['unit'] = units.body.items[0].id;
    ids['person'] = await api.personId('liaison.education');
  });

  const READING = [
    '/api/v1/processes/{process}',
    '/api/v1/processes/{process}/history',
    '/api/v1/processes/{process}/decisions',
    '/api/v1/processes/{process}/history/export?format=csv',
    '/api/v1/processes/{process}/attachments',
    '/api/v1/assignments/{assignment}',
    '/api/v1/assignments/{assignment}/attachments',
    '/api/v1/assignments/{assignment}/signature',
    '/api/v1/ledger/items/{item}',
    '/api/v1/ledger/items/{item}/chain',
    '/api/v1/units/{unit}',
    '/api/v1/leading-groups/530925',
    '/api/v1/people/{person}',
    '/api/v1/people/{person}/responsibilities',
  ];
  test.each(READING)('GET %s is not there', async (path) => {
    for (const stranger of STRANGERS) await expectNotFound(stranger, 'GET', path);
  });

  const reason = '无关';
  const CHANGES: [login: string, method: string, path: string, body: object][] = [
    ['liaison.member1', 'POST', '/api/v1/assignments/{assignment}/acts', { action: 'acknowledge' }],
    ['liaison.member1', 'POST', '/api/v1/assignments/{assignment}/acts', { action: 'withdraw' }],
    ['office', 'POST', '/api/v1/assignments/{assignment}/acts', { action: 'urge' }],
    // With a form that is wrong as well: what is wrong with it is nobody's business outside.
    [
      'office',
      'POST',
      '/api/v1/assignments/{assignment}/acts',
      { action: 'decide', decision: 'filed', form: { x: 1 } },
    ],
    ['office', 'POST', '/api/v1/assignments/{assignment}/acts', { action: 'returnFiling', opinion: reason }],
    ['liaison.member1', 'PUT', '/api/v1/assignments/{assignment}/draft', { draft: {} }],
    ['liaison.member1', 'POST', '/api/v1/processes/{item}/withdrawal', { reason }],
    ['office', 'POST', '/api/v1/processes/{process}/participants/{unit}/departure', { reason }],
    ['office', 'PUT', '/api/v1/units/{unit}/name', { name: '改名局', shortName: '改名局' }],
    ['office', 'POST', '/api/v1/audit/verifications', { processId: '{process}' }],
  ];
  test.each(CHANGES)('%s: %s %s is not there', async (login, method, path, body) => {
    await expectNotFound(login, method, path, JSON.parse(filled(JSON.stringify(body))));
  });

  test('a process can not be terminated from outside', async () => {
    const path = `/api/v1/processes/${ids['process']}/termination`;
    const { status, text } = await send(`${OTHER_COUNTY}.director`, 'POST', path, { reason });
    expect([403, 404]).toContain(status);
    expect(text).not.toContain('双江');
  });

  test.each([
    '/api/v1/processes?limit=100',
    '/api/v1/processes?regionCode=530925',
    '/api/v1/ledger?limit=100',
    '/api/v1/ledger?region=530925&below=true',
    '/api/v1/ledger?q=双江',
    '/api/v1/inbox?box=toDo',
    '/api/v1/inbox?box=launched',
    '/api/v1/notices',
  ])('GET %s lists nothing of it', async (path) => {
    for (const stranger of STRANGERS) {
      const { text, status } = await send(`${OTHER_COUNTY}.${stranger}`, 'GET', path);
      expect([stranger, status]).toEqual([stranger, 200]);
      expect(text).not.toContain(TITLE);
      expect(text).not.toContain(ids['process']);
    }
  });

  test('its figures are nobody else’s', async () => {
    const year = new Date().getFullYear() + 1;
    const path = `/api/v1/ledger/summary?region=530925&year=${year}`;
    const { body } = await send(`${OTHER_COUNTY}.office`, 'GET', path);
    expect(body).toMatchObject({ total: 0, missingUnits: null });
  });

  async function expectNotFound(login: string, method: string, path: string, body?: object): Promise<void> {
    const { status, text } = await send(`${OTHER_COUNTY}.${login}`, method, filled(path), body);
    expect([login, status]).toEqual([login, 404]);
    expect(text).not.toContain(TITLE);
    expect(text).not.toContain('双江');
  }

  function filled(text: string): string {
    return text.replace(/\{(process|assignment|item|unit|person)\}/g, (_, name: string) => ids[name]!);
  }
});

function namesOf({ paths }: OpenAPIObject): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => `${method.toUpperCase()} ${path}`),
  );
}
