import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import {
  createEmailChannel,
  createNoticeActivities,
  createWebhookChannel,
  type NoticeDependencies,
} from '../../activities/notices/index.js';
import type { NoticeActivities } from '../../contracts/processes/notices.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYear } from '../../database/calendar/source.js';
import { createDataSource } from '../../database/data-source.js';
import { savePreference, saveRegionSettings } from '../../database/notices/settings.repository.js';
import { SecretBox } from '../../database/notices/secret-box.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';
import { at } from '../domain/time/fixtures.js';
import { hasValidSignature, mailbox, receiver, type Mailbox, type Receiver } from './notices-receivers.js';
import { NoticeWorld } from './notices-world.js';

const SECRET = 'a-secret-of-the-receiver';
const secrets = new SecretBox(Buffer.alloc(32, 7).toString('base64'));
// A Monday.
const NINE = at('2026-11-23 09:00');
const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

let database: TestDatabase;
let dataSource: DataSource;
let mail: Mailbox;
let hooks: Receiver;
let world: NoticeWorld;
const opened: { close?(): void }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({
    url: database.url,
    schema: database.schema,
    poolSize: 8,
  }).initialize();
  await storeYear(dataSource.manager, calendarYear(2026), NINE);
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  mail = await mailbox();
  hooks = await receiver();
  world = new NoticeWorld(dataSource, secrets);
  await world.reset();
});
afterEach(async () => {
  for (const channel of opened.splice(0)) channel.close?.();
  await mail.stop();
  await hooks.stop();
});

function activities(change: Partial<NoticeDependencies> & { smtp?: string } = {}): NoticeActivities {
  const { smtp = mail.url, ...rest } = change;
  const channels = [
    createEmailChannel({
      url: smtp,
      from: '鱼水 <yushui@example.test>',
      publicUrl: 'https://sy.example.test',
      timeoutMs: 2_000,
    }),
    createWebhookChannel({ privateNetworks: false, timeoutMs: 500 }),
  ];
  opened.push(...channels);
  return createNoticeActivities({ dataSource, channels, secrets, ...rest });
}

/** What the workflow does at one instant. */
async function serve(
  hands: NoticeActivities,
  now: Date,
): Promise<{ lanes: string[]; nextAt: string | null }> {
  const plan = await hands.planDeliveries({ now: now.toISOString() });
  await Promise.all(plan.lanes.map((lane) => hands.sendLane({ lane, now: now.toISOString() })));
  return plan;
}

test('a real mail arrives: words, link, no people; once, however often it is asked', async () => {
  const hands = activities();
  const person = await world.person();
  const { assignmentId } = await world.notice(person, 'overdue', NINE, { about: '张三' });
  expect((await serve(hands, NINE)).nextAt).toBe(minutes(NINE, 5).toISOString());
  expect(mail.received).toHaveLength(0);
  for (let again = 0; again < 3; again += 1) await serve(hands, minutes(NINE, 5));

  expect(mail.received).toHaveLength(1);
  const [letter] = mail.received;
  expect(letter?.to).toEqual([person.email]);
  expect(letter?.subject).toBe('【鱼水】已逾期：报送清单');
  expect(letter?.text).toContain('“某县2026年度双清单”的“报送清单”已过时限，时限 2026年11月22日');
  expect(letter?.text).toContain(`https://sy.example.test/tasks/${assignmentId}`);
  expect(letter?.raw).not.toContain('张三');
  const [delivery] = await world.deliveries();
  expect(delivery).toMatchObject({ state: 'sent', attempts: 1, sent_at: minutes(NINE, 5), next_at: null });
  expect(letter?.headers).toContain(`X-Yushui-Delivery: ${delivery?.id}`);
});

test('a digest rather than a flood; an urgent notice takes with it what waits', async () => {
  const hands = activities();
  const [person, other] = [await world.person(), await world.person()];
  for (let n = 0; n < 5; n += 1) await world.notice(person, 'assigned', minutes(NINE, n * 10));
  await world.notice(other, 'remind', minutes(NINE, 30));
  for (let minute = 0; minute <= 300; minute += 10) await serve(hands, minutes(NINE, minute));
  expect(mail.received.map(({ to, subject }) => [to[0], subject])).toEqual([
    [person.email, '【鱼水】您有 5 条工作提醒'],
    [other.email, '【鱼水】临近时限：报送清单'],
  ]);

  await world.notice(person, 'urged', minutes(NINE, 300));
  await world.notice(person, 'rung', minutes(NINE, 301), { rung: 1 });
  await serve(hands, minutes(NINE, 306));
  expect(mail.received.at(-1)?.subject).toBe('【鱼水】您有 2 条工作提醒，其中 1 条已逾期或督办');
  expect(mail.received.at(-1)?.text.indexOf('督办')).toBeLessThan(
    mail.received.at(-1)?.text.indexOf('催您') ?? 0,
  );
  expect((await serve(hands, minutes(NINE, 2_000))).nextAt).toBeNull();
  expect(mail.received).toHaveLength(3);
});

test('quiet hours: the night is kept, only urgent notices break it', async () => {
  const hands = activities();
  const person = await world.person();
  const night = at('2026-11-27 23:00'); // a Friday
  await world.notice(person, 'assigned', night);
  await world.notice(person, 'overdue', night);
  await serve(hands, minutes(night, 5));
  expect(mail.received.map(({ subject }) => subject)).toEqual(['【鱼水】已逾期：报送清单']);
  for (let hour = 1; hour <= 57; hour += 1) await serve(hands, minutes(night, hour * 60));
  expect(mail.received).toHaveLength(1); // Monday, 08:00
  await serve(hands, at('2026-11-30 08:30'));
  expect(mail.received.at(-1)?.subject).toBe('【鱼水】新任务：报送清单');
});

test('a region and a person have settings of their own, newer ones win over the time that was fixed', async () => {
  const hands = activities({ settings: { windowMinutes: 60 } });
  const [person, picky, silent] = [await world.person(), await world.person(), await world.person()];
  const { manager } = dataSource;
  await saveRegionSettings(manager, {
    regionCode: '53',
    settings: { windowMinutes: 30 },
    personId: person.id,
    now: NINE,
  });
  await savePreference(manager, silent.id, { enabled: false, settings: {} }, NINE);
  for (const to of [person, picky, silent]) await world.notice(to, 'assigned', NINE);
  await serve(hands, NINE);
  await savePreference(
    manager,
    picky.id,
    { enabled: true, settings: { quiet: { from: '09:15', to: '18:00' } } },
    NINE,
  );
  await serve(hands, minutes(NINE, 30));
  expect(mail.received.map(({ to }) => to)).toEqual([[person.email]]);
  await serve(hands, at('2026-11-24 08:29'));
  expect(mail.received).toHaveLength(1);
  await serve(hands, at('2026-11-24 08:30'));
  expect(mail.received.map(({ to }) => to)).toEqual([[person.email], [picky.email]]);
});

test('what was read in the console is not sent; nobody without address, nobody who left', async () => {
  const hands = activities();
  const [reader, mute, gone] = [
    await world.person(),
    await world.person({ email: null }),
    await world.person(),
  ];
  const { id } = await world.notice(reader, 'overdue', NINE);
  await world.notice(mute, 'overdue', NINE);
  await world.notice(gone, 'overdue', NINE);
  await serve(hands, NINE);
  await world.read(id, minutes(NINE, 1));
  await world.disable(gone, NINE);
  expect(await serve(hands, minutes(NINE, 5))).toEqual({ lanes: [], nextAt: null });
  expect(mail.received).toHaveLength(0);
});

test('webhook: signed, numbered, without people or texts, only from its region and below', async () => {
  const hands = activities();
  const person = await world.person();
  const endpoint = await world.endpoint(hooks.url, SECRET, '5309');
  await world.endpoint(hooks.url, SECRET, '52');
  await world.notice(person, 'assigned', NINE, { about: '张三', by: '李四' });
  await world.notice(person, 'rung', NINE, { rung: 1 });
  await serve(hands, NINE);
  await serve(hands, NINE);

  expect(hooks.received).toHaveLength(1);
  const [call] = hooks.received;
  expect(hasValidSignature(call, SECRET, NINE)).toBe(true);
  expect(hasValidSignature(call, `${SECRET}!`, NINE)).toBe(false);
  expect(call?.body).not.toMatch(/张三|李四|a-secret/);
  const body = JSON.parse(call?.body ?? '');
  const [delivery] = await world.deliveries(`webhook:${endpoint}`);
  expect(call?.headers['x-yushui-delivery']).toBe(delivery?.id);
  expect(body).toMatchObject({ id: delivery?.id, event: 'notices', sentAt: NINE.toISOString() });
  expect(
    body.notices.map((notice: { kind: string; urgent: boolean }) => [notice.kind, notice.urgent]),
  ).toEqual([
    ['rung', true],
    ['assigned', false],
  ]);
  expect(Object.keys(body.notices[0]).sort()).toEqual(
    ['createdAt', 'deadline', 'id', 'kind', 'link', 'personId', 'process', 'step', 'title', 'urgent'].sort(),
  );
});

test('a dead channel is given up visibly and holds up no other', async () => {
  const warnings: object[] = [];
  const hands = activities({
    smtp: 'smtp://user:hidden@127.0.0.1:1',
    retry: { delaysMinutes: [1, 5] },
    warn: (about) => warnings.push(about),
  });
  const [one, two] = [await world.person(), await world.person()];
  await world.endpoint(hooks.url, SECRET, '53');
  await world.notice(one, 'overdue', NINE);
  await world.notice(two, 'overdue', NINE);
  for (const minute of [0, 5, 6, 11, 30, 600]) await serve(hands, minutes(NINE, minute));
  expect(hooks.received).toHaveLength(1);
  const mails = await world.deliveries('email');
  expect(mails).toHaveLength(2);
  for (const delivery of mails)
    expect(delivery).toMatchObject({ state: 'dead', attempts: 3, next_at: null, sent_at: null });
  expect(mails[0]?.last_error).toMatch(/^E[A-Z]+$/);
  expect(JSON.stringify([mails, warnings])).not.toMatch(/hidden|example\.test/);
  expect(warnings.length).toBeGreaterThan(0);
});

test('a webhook that fails is tried again with the same number, then taken', async () => {
  const hands = activities();
  hooks.answers.push(500, 302, 'silence', 200);
  await world.endpoint(hooks.url, SECRET, '53');
  await world.notice(await world.person({ email: null }), 'assigned', NINE);
  for (const minute of [0, 1, 3, 8, 60]) await serve(hands, minutes(NINE, minute));
  expect(hooks.received).toHaveLength(4);
  expect(new Set(hooks.received.map(({ headers }) => headers['x-yushui-delivery'])).size).toBe(1);
  // The redirect was not followed.
  expect(hooks.received.map(({ path }) => path)).toEqual(Array(4).fill('/hook'));
  expect(await world.deliveries()).toMatchObject([{ state: 'sent', attempts: 4 }]);
});

test('an address the mail server refuses is dead at once, the others get theirs', async () => {
  const hands = activities();
  const [bad, good] = [await world.person(), await world.person()];
  mail.refused.add(bad.email ?? '');
  await world.notice(bad, 'overdue', NINE);
  await world.notice(good, 'overdue', NINE);
  await serve(hands, minutes(NINE, 5));
  const states = (await world.deliveries()).map(({ person_id, state, last_error }) => [
    person_id,
    state,
    last_error,
  ]);
  expect(states).toHaveLength(2);
  expect(states).toContainEqual([bad.id, 'dead', 'SMTP 550']);
  expect(states).toContainEqual([good.id, 'sent', null]);
});

test('many planners and senders at once: each notice once', async () => {
  const hands = activities();
  await world.endpoint(hooks.url, SECRET, '53');
  for (let n = 0; n < 20; n += 1) await world.notice(await world.person(), 'overdue', NINE);
  const now = minutes(NINE, 5).toISOString();
  const plans = await Promise.all(Array.from({ length: 4 }, () => hands.planDeliveries({ now })));
  await Promise.all(plans.flatMap(({ lanes }) => lanes.map((lane) => hands.sendLane({ lane, now }))));
  await serve(hands, minutes(NINE, 6));
  expect(mail.received).toHaveLength(20);
  expect(new Set(mail.received.flatMap(({ to }) => to)).size).toBe(20);
  const told = hooks.received.flatMap(({ body }) =>
    JSON.parse(body).notices.map(({ id }: { id: string }) => id),
  );
  expect([told.length, new Set(told).size]).toEqual([20, 20]);
});

test('an endpoint that was switched off gets nothing more; a sealed secret opens only for its owner', async () => {
  const hands = activities();
  const endpoint = await world.endpoint(hooks.url, SECRET, '53');
  hooks.answers.push(503);
  await world.notice(await world.person({ email: null }), 'assigned', NINE);
  await serve(hands, NINE);
  await dataSource.query(`update webhook_endpoint set enabled = false where id = $1`, [endpoint]);
  await serve(hands, minutes(NINE, 10));
  expect(hooks.received).toHaveLength(1);
  expect(await world.deliveries()).toMatchObject([{ state: 'dead', last_error: 'ENDPOINT_OFF' }]);
  expect(() => secrets.open(secrets.seal('x', 'a'), 'b')).toThrow();
  expect(secrets.open(secrets.seal('密钥', 'a'), 'a')).toBe('密钥');
});

test('without a mail server no mail is planned, and none comes in heaps when there is one', async () => {
  const none = createNoticeActivities({ dataSource, channels: [] });
  await world.notice(await world.person(), 'overdue', NINE);
  expect(await none.planDeliveries({ now: minutes(NINE, 5).toISOString() })).toEqual({
    lanes: [],
    nextAt: null,
  });
  await serve(activities(), minutes(NINE, 60));
  expect(mail.received).toHaveLength(0);
});
