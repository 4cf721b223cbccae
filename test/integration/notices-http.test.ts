import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createNoticeActivities, createWebhookChannel } from '../../activities/notices/index.js';
import { SecretBox } from '../../database/notices/secret-box.js';
import type { Configuration } from '../../src/config/configuration.js';
import { startApi, type TestApi } from '../http/api.js';
import { hasValidSignature, receiver, type Receiver } from './notices-receivers.js';
import { NoticeWorld } from './notices-world.js';

const SECRETS_KEY = Buffer.alloc(32, 9).toString('base64');
const SECRET = 'never-to-be-seen-again';
const secrets = new SecretBox(SECRETS_KEY);

let api: TestApi;
let world: NoticeWorld;
let hooks: Receiver;

beforeAll(async () => {
  api = await startApi({ settings: { SECRETS_KEY } as Partial<Configuration> });
  world = new NoticeWorld(api.dataSource, secrets);
  await world.reset();
  hooks = await receiver();
});
afterAll(async () => {
  await hooks?.stop();
  await api?.stop();
});

async function ask(login: string, method: string, path: string, body?: unknown) {
  const changing = method !== 'GET';
  return api.send(method, `/api/v1/${path}`, {
    token: await api.token(login),
    ...(body === undefined ? {} : { body }),
    ...(changing ? { headers: { 'idempotency-key': randomUUID() } } : {}),
  });
}

const hands = () =>
  createNoticeActivities({
    dataSource: api.dataSource,
    channels: [createWebhookChannel({ privateNetworks: false, timeoutMs: 500 })],
    secrets,
    retry: { delaysMinutes: [] },
  });

async function serve(): Promise<void> {
  // A little later than anything the API wrote with the machine's clock.
  const now = new Date(Date.now() + 1_000).toISOString();
  const { lanes } = await hands().planDeliveries({ now });
  for (const lane of lanes) await hands().sendLane({ lane, now });
}

test('own notices, page by page, newest first; nobody else’s; read marks', async () => {
  const me = { id: await api.personId('liaison.education') };
  const other = { id: await api.personId('director') };
  const times = [1, 2, 3].map((hour) => new Date(Date.UTC(2026, 10, 23, hour)));
  const ids: string[] = [];
  for (const time of times) ids.unshift((await world.notice(me, 'remind', time, { by: '李四' })).id);
  await world.notice(other, 'rung', times[0]!);

  const first = await ask('liaison.education', 'GET', 'notices?limit=2');
  expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  expect(first.body.items[0]).toMatchObject({ title: '临近时限：报送清单', urgent: false, readAt: null });
  const second = await ask('liaison.education', 'GET', `notices?limit=2&cursor=${first.body.nextCursor}`);
  expect([second.body.items.map(({ id }: { id: string }) => id), second.body.nextCursor]).toEqual([
    [ids[2]],
    null,
  ]);

  const [foreign] = (await ask('director', 'GET', 'notices')).body.items;
  const read = await ask('liaison.education', 'POST', 'notices/read', { ids: [ids[1], foreign.id] });
  expect([read.status, read.body]).toEqual([200, { unread: 2 }]);
  expect((await ask('director', 'GET', 'notices/unread-count')).body).toEqual({ unread: 1 });
  const unread = await ask('liaison.education', 'GET', 'notices?unread=true');
  expect(unread.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[2]]);
  const until = await ask('liaison.education', 'POST', 'notices/read', { until: times[1]!.toISOString() });
  expect(until.body).toEqual({ unread: 1 });
  for (const body of [{}, { ids: [ids[0]], until: times[0] }, { until: 'yesterday' }, { ids: ['x'] }])
    expect((await ask('liaison.education', 'POST', 'notices/read', body)).status).toBe(400);
});

test('preferences: what is left out follows the office, what the office leaves out follows the product', async () => {
  const defaults = { urgentMinutes: 5, digestAt: '08:30', windowMinutes: 240 };
  expect((await ask('liaison.education', 'GET', 'notices/preferences')).body).toMatchObject({
    enabled: true,
    settings: {},
    effective: defaults,
  });
  const office = await ask('director', 'PUT', 'notice-settings', {
    regionCode: '530925',
    settings: { digestAt: '09:00', quiet: { nonWorkingDays: false } },
  });
  expect(office.body).toMatchObject({
    settings: { digestAt: '09:00' },
    effective: { ...defaults, digestAt: '09:00' },
  });
  const own = { enabled: true, settings: { windowMinutes: null, quiet: { from: '20:00', to: null } } };
  const mine = await ask('liaison.education', 'PUT', 'notices/preferences', own);
  expect(mine.status).toBe(200);
  expect(mine.body).toMatchObject({
    settings: { windowMinutes: null, quiet: { from: '20:00' } },
    effective: {
      ...defaults,
      digestAt: '09:00',
      windowMinutes: null,
      quiet: { from: '20:00', nonWorkingDays: false },
    },
  });
  for (const settings of [
    { digestAt: '24:00' },
    { windowMinutes: 0 },
    { urgentMinutes: 61 },
    { quiet: { at: '1' } },
  ])
    expect((await ask('director', 'PUT', 'notice-settings', { regionCode: '530925', settings })).status).toBe(
      400,
    );
  expect((await ask('director', 'PUT', 'notice-settings', { regionCode: '52', settings: {} })).status).toBe(
    404,
  );
  expect((await ask('liaison.education', 'GET', 'notice-settings?regionCode=530925')).status).toBe(403);
});

test('webhook endpoints: the secret goes in and never comes out; a test really arrives', async () => {
  const wanted = {
    regionCode: '530925',
    name: '协同平台',
    url: `${hooks.url}?token=hidden`,
    secret: SECRET,
    enabled: true,
  };
  expect((await ask('director', 'POST', 'webhook-endpoints', wanted)).status).toBe(403);
  for (const wrong of [{ url: 'http://example.com/' }, { secret: 'short' }, { regionCode: '53092' }])
    expect(
      (await ask('admin', 'POST', 'webhook-endpoints', { ...wanted, ...wrong })).status,
    ).toBeGreaterThanOrEqual(400);
  const created = await ask('admin', 'POST', 'webhook-endpoints', wanted);
  expect(created.status).toBe(201);
  const { id } = created.body;
  const answers = [
    created,
    await ask('admin', 'GET', 'webhook-endpoints'),
    await ask('admin', 'PUT', `webhook-endpoints/${id}`, { name: '改名', enabled: true }),
  ];
  const stored = await api.dataSource.query(`select row_to_json(e)::text as e from webhook_endpoint e`);
  const remembered = await api.dataSource.query(`select row_to_json(i)::text from idempotency i`);
  expect(answers.map(({ text }) => text).join() + JSON.stringify([stored, remembered])).not.toContain(SECRET);
  expect(answers.map(({ text }) => text).join()).not.toContain('hidden');
  expect(answers[1]?.body).toMatchObject([{ id, name: '协同平台', url: `${hooks.url}?…` }]);

  const tested = await ask('admin', 'POST', `webhook-endpoints/${id}/test`);
  expect(tested.status).toBe(202);
  const [wake] = await api.dataSource.query(
    `select workflow_id, kind, name from outbox order by id desc limit 1`,
  );
  expect(wake).toEqual({ workflow_id: 'notice-delivery', kind: 'signal', name: 'wake' });
  await serve();
  const call = hooks.received.find(({ headers }) => headers['x-yushui-delivery'] === tested.body.deliveryId);
  expect(hasValidSignature(call, SECRET, new Date())).toBe(true);
  expect(JSON.parse(call?.body ?? '')).toMatchObject({ event: 'test', notices: [] });
  expect((await ask('admin', 'GET', `deliveries/${tested.body.deliveryId}`)).body).toMatchObject({
    state: 'sent',
    test: true,
    to: '改名',
  });
  expect((await ask('admin', 'DELETE', `webhook-endpoints/${id}`)).body).toEqual({ id });
  expect((await ask('admin', 'POST', `webhook-endpoints/${id}/test`)).status).toBe(404);
});

test('a dead delivery is seen and sent again; only in scope, only when it failed', async () => {
  await world.endpoint(hooks.url, SECRET, '530925');
  hooks.answers.push(503);
  await world.notice({ id: await api.personId('liaison.education') }, 'assigned', new Date());
  await serve();
  const [dead] = (await ask('director', 'GET', 'deliveries?state=dead')).body.items;
  expect(dead).toMatchObject({ state: 'dead', lastError: 'HTTP 503', attempts: 1, notices: 1, to: '接收端' });
  expect((await ask('province.director', 'GET', `deliveries/${dead.id}`)).status).toBe(200);
  expect((await ask('liaison.education', 'GET', 'deliveries')).status).toBe(403);
  expect((await ask('auditor', 'POST', `deliveries/${dead.id}/retry`)).status).toBe(403);

  const again = await ask('director', 'POST', `deliveries/${dead.id}/retry`);
  expect([again.status, again.body.state]).toEqual([200, 'pending']);
  await serve();
  expect((await ask('director', 'GET', `deliveries/${dead.id}`)).body.state).toBe('sent');
  const twice = await ask('director', 'POST', `deliveries/${dead.id}/retry`);
  expect([twice.status, twice.body.code]).toEqual([409, 'DELIVERY_NOT_FAILED']);
  const foreign = await world.endpoint(hooks.url, SECRET, '52');
  await api.dataSource.query(
    `insert into delivery (id, lane, channel, endpoint_id, state, created_at) values ($1, $2, 'webhook', $3, 'dead', now())`,
    [randomUUID(), `webhook:${foreign}`, foreign],
  );
  expect((await ask('director', 'GET', 'deliveries?state=dead')).body.items).toEqual([]);
});
