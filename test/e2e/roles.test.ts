import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createProcessActivities } from '../../activities/process.activities.js';
import { buildOpenApi } from '../../src/openapi.js';
import { type Answer, startApi, type TestApi } from '../http/api.js';
import { addCounty, OTHER_COUNTY } from './product.js';

// Who may call what, said here once more and by hand: an endpoint that somebody adds must be added to the table.

const PEOPLE = {
  office: 'office',
  leader: 'leader1',
  unitLeader: 'leader.education',
  liaison: 'liaison.education',
  militaryLiaison: 'liaison.garrison',
  auditor: 'auditor',
  systemAdministrator: 'admin',
  otherOffice: `${OTHER_COUNTY}.office`,
} as const;
type Role = keyof typeof PEOPLE;

const ANYBODY = Object.keys(PEOPLE) as Role[];
const BUT_AUDITORS = ANYBODY.filter((role) => role !== 'auditor');
const OFFICES: Role[] = ['office', 'otherOffice'];
const ADMINISTRATOR: Role[] = ['systemAdministrator'];
const CARETAKERS: Role[] = [...OFFICES, ...ADMINISTRATOR];
const FILERS: Role[] = ['unitLeader', 'liaison', 'militaryLiaison'];
const OVERSEERS: Role[] = [...OFFICES, 'leader', 'auditor'];
const READERS = ANYBODY.filter((role) => role !== 'systemAdministrator');

const ALLOWED: Record<string, readonly Role[]> = {
  'GET /api/health/live': ANYBODY,
  'GET /api/health/ready': ANYBODY,
  'GET /api/metrics': ADMINISTRATOR,

  'POST /api/v1/sessions': ANYBODY,
  'POST /api/v1/sessions/refresh': ANYBODY,
  'GET /api/v1/sessions': ANYBODY,
  'DELETE /api/v1/sessions/current': ANYBODY,
  'DELETE /api/v1/sessions/{id}': ANYBODY,
  'GET /api/v1/me': ANYBODY,
  'PUT /api/v1/me/password': ANYBODY,
  'PUT /api/v1/people/{personId}/account': ADMINISTRATOR,
  'DELETE /api/v1/people/{personId}/sessions': ADMINISTRATOR,

  'GET /api/v1/proxies': ANYBODY,
  'POST /api/v1/proxies': BUT_AUDITORS,
  'DELETE /api/v1/proxies/{id}': BUT_AUDITORS,
  'GET /api/v1/me/signature': ANYBODY,
  'PUT /api/v1/me/signature': BUT_AUDITORS,
  'DELETE /api/v1/me/signature': BUT_AUDITORS,
  'GET /api/v1/assignments/{id}/signature': ANYBODY,
  'GET /api/v1/assignments/{id}/signature/image': ANYBODY,

  'GET /api/v1/inbox': ANYBODY,
  'GET /api/v1/assignments/{id}': ANYBODY,
  'POST /api/v1/assignments/{id}/acts': BUT_AUDITORS,
  'POST /api/v1/acts/bulk': BUT_AUDITORS,
  'PUT /api/v1/assignments/{id}/draft': BUT_AUDITORS,
  'POST /api/v1/assignments/{assignmentId}/attachments': BUT_AUDITORS,
  'GET /api/v1/assignments/{assignmentId}/attachments': ANYBODY,
  'GET /api/v1/processes/{processId}/attachments': ANYBODY,
  'GET /api/v1/attachments/{id}': ANYBODY,

  'GET /api/v1/circulations': ANYBODY,
  'GET /api/v1/processes/{id}/circulations': ANYBODY,
  'POST /api/v1/circulations/{id}/read': BUT_AUDITORS,
  'POST /api/v1/circulations/{id}/urge': BUT_AUDITORS,
  'GET /api/v1/phrases': ANYBODY,
  'POST /api/v1/phrases': BUT_AUDITORS,
  'DELETE /api/v1/phrases/{id}': BUT_AUDITORS,

  // An army unit may raise a coordination matter: which position may launch what is the blueprint's (launch.by).
  'POST /api/v1/processes': [...OFFICES, 'unitLeader', 'militaryLiaison'],
  'GET /api/v1/processes': ANYBODY,
  'GET /api/v1/processes/{id}': ANYBODY,
  'POST /api/v1/processes/{id}/withdrawal': BUT_AUDITORS,
  'POST /api/v1/processes/{id}/termination': OFFICES,
  'POST /api/v1/processes/{id}/pause': OFFICES,
  'POST /api/v1/processes/{id}/resumption': OFFICES,
  'GET /api/v1/processes/{id}/resumption-preview': OFFICES,
  'POST /api/v1/change-orders/preview': OFFICES,
  'GET /api/v1/change-orders': ANYBODY,
  'GET /api/v1/change-orders/{id}': ANYBODY,
  'POST /api/v1/processes/{id}/participants': OFFICES,
  'POST /api/v1/processes/{id}/participants/{unitId}/departure': OFFICES,
  'GET /api/v1/processes/{processId}/history': ANYBODY,
  'GET /api/v1/processes/kinds/{kind}/blueprint': ANYBODY,
  'GET /api/v1/processes/{id}/coverage': ANYBODY,
  'GET /api/v1/circulars/{processId}': ANYBODY,
  'GET /api/v1/circulars/{processId}/figures': ANYBODY,
  'GET /api/v1/circulars/{processId}/figures/{key}/rows': ANYBODY,
  'POST /api/v1/audit/verifications': [...CARETAKERS, 'auditor'],

  'GET /api/v1/ledger': READERS,
  'GET /api/v1/ledger/summary': READERS,
  'GET /api/v1/ledger/kinds': READERS,
  'GET /api/v1/ledger/export': READERS,
  'GET /api/v1/ledger/template': READERS,
  'GET /api/v1/ledger/items/{id}': READERS,
  'GET /api/v1/meetings/{processId}': READERS,
  'GET /api/v1/matters': READERS,
  'GET /api/v1/meetings': READERS,
  'GET /api/v1/matters/account': READERS,
  'POST /api/v1/ledger/imports': FILERS,
  'GET /api/v1/ledger/imports/{id}': FILERS,
  'GET /api/v1/ledger/imports/{id}/workbook': FILERS,
  'POST /api/v1/ledger/imports/{id}/accept': FILERS,

  'GET /api/v1/liaisons': READERS,
  'GET /api/v1/liaisons/export': READERS,
  'GET /api/v1/liaisons/units/{id}': READERS,
  'GET /api/v1/coordination/group': READERS,
  'GET /api/v1/coordination/matters/{id}': READERS,

  'GET /api/v1/work-points': READERS,
  'GET /api/v1/work-points/points/{id}': READERS,
  'GET /api/v1/work-points/{id}': READERS,
  'GET /api/v1/work-points/{id}/coverage': READERS,
  'GET /api/v1/work-points/{id}/export': READERS,

  'GET /api/v1/notices': ANYBODY,
  'GET /api/v1/notices/unread-count': ANYBODY,
  'POST /api/v1/notices/read': ANYBODY,
  'GET /api/v1/notices/preferences': ANYBODY,
  'PUT /api/v1/notices/preferences': ANYBODY,
  'GET /api/v1/notice-settings': CARETAKERS,
  'PUT /api/v1/notice-settings': CARETAKERS,
  'GET /api/v1/deliveries': CARETAKERS,
  'GET /api/v1/deliveries/{id}': CARETAKERS,
  'POST /api/v1/deliveries/{id}/retry': CARETAKERS,
  'GET /api/v1/webhook-endpoints': ADMINISTRATOR,
  'POST /api/v1/webhook-endpoints': ADMINISTRATOR,
  'PUT /api/v1/webhook-endpoints/{id}': ADMINISTRATOR,
  'DELETE /api/v1/webhook-endpoints/{id}': ADMINISTRATOR,
  'POST /api/v1/webhook-endpoints/{id}/test': ADMINISTRATOR,

  'GET /api/v1/regions': ANYBODY,
  'GET /api/v1/regions/{code}': ANYBODY,
  'GET /api/v1/units': ANYBODY,
  'POST /api/v1/units': CARETAKERS,
  'GET /api/v1/units/{id}': ANYBODY,
  'PUT /api/v1/units/{id}/name': CARETAKERS,
  'POST /api/v1/units/{id}/end': CARETAKERS,
  'POST /api/v1/units/{id}/positions': CARETAKERS,
  'POST /api/v1/units/{id}/liaison': CARETAKERS,
  'POST /api/v1/positions/{id}/appointments': CARETAKERS,
  'POST /api/v1/appointments/{id}/end': CARETAKERS,
  'GET /api/v1/leading-groups/{regionCode}': ANYBODY,
  'POST /api/v1/leading-groups/{regionCode}/members': CARETAKERS,
  'POST /api/v1/leading-groups/{regionCode}/members/{unitId}/leave': CARETAKERS,
  'GET /api/v1/people': ANYBODY,
  'GET /api/v1/people/{id}': ANYBODY,
  'PATCH /api/v1/people/{id}': BUT_AUDITORS,
  'GET /api/v1/people/{id}/responsibilities': ANYBODY,
  'POST /api/v1/people/{id}/disable': CARETAKERS,
  'POST /api/v1/people/{id}/departure': CARETAKERS,

  'GET /api/v1/policies': ANYBODY,
  'PUT /api/v1/policies/{kind}/{step}': OFFICES,
  'POST /api/v1/policies/{kind}/{step}/reapply': OFFICES,
  'GET /api/v1/calendar/{year}': ANYBODY,
  'PUT /api/v1/calendar/{year}': ADMINISTRATOR,
  'POST /api/v1/calendar/{year}/reprojection': ADMINISTRATOR,

  'GET /api/v1/documents': ANYBODY,
  'GET /api/v1/documents/incoming': OVERSEERS,
  'POST /api/v1/documents/incoming': OFFICES,
  'GET /api/v1/documents/export': OVERSEERS,
  'GET /api/v1/documents/{id}': ANYBODY,
  'GET /api/v1/documents/{id}/file': ANYBODY,
  'POST /api/v1/documents/{id}/receipt': BUT_AUDITORS,
  'POST /api/v1/documents/{id}/void': OFFICES,
  'GET /api/v1/documents/words': OFFICES,
  'PUT /api/v1/documents/words/{kind}': OFFICES,
  'GET /api/v1/documents/templates': OFFICES,
  'PUT /api/v1/documents/templates/{kind}': OFFICES,
  'DELETE /api/v1/documents/templates/{kind}': OFFICES,
  'GET /api/v1/documents/templates/{kind}/file': OFFICES,
  'GET /api/v1/documents/templates/{kind}/sample': OFFICES,
  'POST /api/v1/assignments/{id}/supervision': [...OFFICES, 'leader'],
  'GET /api/v1/processes/{processId}/archive': OVERSEERS,

  'GET /api/v1/annual-cycles/draft': OFFICES,
  'POST /api/v1/annual-cycles/check': OFFICES,
  'POST /api/v1/annual-cycles': OFFICES,
  'GET /api/v1/annual-cycles': OVERSEERS,
  'PUT /api/v1/annual-cycles/next-year': OFFICES,
  'GET /api/v1/annual-cycles/alarms': OVERSEERS,
  'GET /api/v1/annual-cycles/{id}': OVERSEERS,
  'POST /api/v1/annual-cycles/{id}/entries': OFFICES,
  'POST /api/v1/annual-cycles/{id}/entries/{key}/skip': OFFICES,
  'POST /api/v1/annual-cycles/batches': OFFICES,
  'GET /api/v1/annual-cycles/batches/{id}': OVERSEERS,
  'POST /api/v1/annual-cycles/batches/{id}/resume': OFFICES,
  'POST /api/v1/annual-cycles/preview': OVERSEERS,
  'POST /api/v1/annual-cycles/preview.ics': OVERSEERS,
  'GET /api/v1/processes/{processId}/calendar.ics': READERS,
  'GET /api/v1/me/calendar.ics': ANYBODY,
  'POST /api/v1/work-points/preview': OFFICES,
  'POST /api/v1/work-points/preview/file': OFFICES,

  'POST /api/v1/rehearsals': OFFICES,
  'GET /api/v1/rehearsals': OFFICES,
  'GET /api/v1/rehearsals/{id}': OFFICES,
  'GET /api/v1/rehearsals/{id}/timeline': OFFICES,
  'GET /api/v1/rehearsals/{id}/load': OFFICES,
  'GET /api/v1/rehearsals/{id}/report': OFFICES,
  'DELETE /api/v1/rehearsals/{id}': OFFICES,
  'GET /api/v1/campaigns/draft': OFFICES,
  'POST /api/v1/campaigns/check': OFFICES,
  'POST /api/v1/campaigns': OFFICES,
  'GET /api/v1/campaigns': READERS,
  'GET /api/v1/campaigns/{id}': READERS,
  'GET /api/v1/campaigns/{id}/findings': READERS,
  'GET /api/v1/campaigns/{id}/findings/export': READERS,
  'GET /api/v1/campaigns/{id}/checklist': READERS,
  'GET /api/v1/campaigns/{id}/results': READERS,

  'GET /api/v1/rehearsals/current': OFFICES,
  'POST /api/v1/rehearsals/current/advance': OFFICES,
};

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
  const headers = { 'idempotency-key': randomUUID() };
  return api.send(method, path, { token, headers, ...(body === undefined ? {} : { body }) });
}

test('the table names every endpoint, and none that does not exist', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...endpoints].sort());
});

describe.each(endpoints)('%s', (name) => {
  const [method, path] = name.split(' ') as [string, string];
  const url = path.replace(/\{(\w+)\}/g, (_, parameter: string) => SAMPLES[parameter] ?? randomUUID());
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
    '/api/v1/processes/{process}/attachments',
    '/api/v1/assignments/{assignment}',
    '/api/v1/assignments/{assignment}/attachments',
    '/api/v1/assignments/{assignment}/signature',
    '/api/v1/ledger/items/{item}',
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
