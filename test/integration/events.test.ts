import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { createApplication } from '../../src/http/application.js';
import { startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

interface Asked {
  /** The last event's id, of a connection that broke. */
  mark?: string;
  at?: NestFastifyApplication;
  token?: string;
}

interface Stream {
  /** The last event's id. */
  mark(): string | undefined;
  /** Types of everything that came. */
  told(): string[];
  status: number;
  /** The next event of that type; others on the way are dropped. */
  next(type: string): Promise<Record<string, unknown>>;
  ended: Promise<void>;
  close(): void;
}

async function listen(login: string, query = '', { mark, at = api.app, token }: Asked = {}): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(new URL(`/api/v1/events${query}`, await at.getUrl()), {
    headers: {
      authorization: `Bearer ${token ?? (await api.token(login))}`,
      ...(mark === undefined ? {} : { 'last-event-id': mark }),
    },
    signal: stop.signal,
  });
  const seen: { type: string; data: Record<string, unknown> }[] = [];
  const told: string[] = [];
  let last: string | undefined;
  let woken = () => undefined as void;
  const ended = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        last = /^id: ?(.*)$/m.exec(block)?.[1] ?? last;
        told.push(/^event: ?(.*)$/m.exec(block)?.[1] ?? '');
        seen.push({
          type: /^event: ?(.*)$/m.exec(block)?.[1] ?? '',
          data: JSON.parse(/^data: ?(.*)$/m.exec(block)?.[1] ?? '{}') as Record<string, unknown>,
        });
      }
      woken();
    }
  })().catch(() => undefined);
  return {
    status: response.status,
    ended,
    mark: () => last,
    told: () => [...told],
    close: () => stop.abort(),
    async next(type) {
      for (;;) {
        const event = seen.shift();
        if (event?.type === type) return event.data;
        if (event === undefined) await new Promise<void>((resolve) => (woken = resolve));
      }
    },
  };
}

/** A first reading has been taken, so that the next difference is news. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_500));

test('who owes something new is told, and whoever watches the process; nothing but ids', async () => {
  const { body: launched } = await api.post('office', 'processes', {
    kind: 'dualList',
    regionCode: COUNTY,
    year: 2027,
  });
  const process = (launched as { id: string }).id;
  const [office, liaison] = [
    await listen('office', `?process=${process}`),
    await listen('liaison.education'),
  ];
  await settled();
  await api.dataSource.query(
    `insert into notice (id, person_id, kind, body, created_at)
     select gen_random_uuid(), person_id, 'digest', '{}', '2027-01-04' from account where login = 'liaison.education'`,
  );
  expect(await liaison.next('notices')).toEqual({ unread: 1 });
  await api.dataSource.query(`update process set audit_seq = audit_seq + 1 where id = $1`, [process]);
  expect(await office.next('process')).toEqual({ id: process });
  office.close();
  liaison.close();
});

/** Another API process over the same tables. */
async function secondApi(): Promise<NestFastifyApplication> {
  const configuration = Object.assign(new Configuration(), {
    DATABASE_URL: api.database.url,
    DATABASE_SCHEMA: api.database.schema,
    LOG_LEVEL: 'silent',
  });
  const app = await createApplication(configuration, AppModule.with(configuration));
  await app.listen(0, '127.0.0.1');
  return app;
}

const unreadNotice = (login: string) =>
  api.dataSource.query(
    `insert into notice (id, person_id, kind, body, created_at)
     select gen_random_uuid(), person_id, 'digest', '{}', '2027-01-04' from account where login = $1`,
    [login],
  );
const readAll = (login: string) =>
  api.dataSource.query(
    `update notice set read_at = created_at where person_id = (select person_id from account where login = $1)`,
    [login],
  );

test('what happened while a connection was broken is told at once, by whichever API takes it up', async () => {
  const second = await secondApi();
  const first = await listen('liaison.health');
  await first.next('beat');
  await settled();
  first.close();
  const mark = first.mark()!;
  await readAll('liaison.health');
  await unreadNotice('liaison.health');
  const again = await listen('liaison.health', '', { mark, at: second });
  expect(await again.next('notices')).toEqual({ unread: 1 });
  // One read and one new: as many as before, and yet news.
  await readAll('liaison.health');
  await unreadNotice('liaison.health');
  expect(await again.next('notices')).toEqual({ unread: 1 });
  await settled();
  expect(again.mark()).not.toBe(mark);
  const unchanged = await listen('liaison.health', '', { mark: again.mark()! });
  await settled();
  expect(unchanged.told()).toEqual(['beat']);
  for (const odd of ['', 'x', `${'a'.repeat(16)}.99999999999999999999~1.`, "'; --"]) {
    const stream = await listen('liaison.health', '', { mark: odd });
    await stream.next('beat');
    stream.close();
  }
  again.close();
  unchanged.close();
  await second.close();
});

test('work that is asked of a position reaches its holder, and nobody else', async () => {
  const [asked, other] = [await listen('liaison.finance'), await listen('liaison.youth')];
  await settled();
  await api.dataSource.query(
    `with p as (select id from process limit 1),
          s as (insert into step (id, process_id, key, round, rule, state, opened_at, clock, checked_until)
                select gen_random_uuid(), id, 'x', 9, 'single', 'open', '2027-01-04', 0, '2027-01-04' from p returning id, process_id)
     insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at)
     select gen_random_uuid(), s.id, s.process_id, 1, a.position_id, o.unit_id, 'open', '2027-01-04'
       from s, account c join appointment a on a.person_id = c.person_id join position o on o.id = a.position_id
      where c.login = 'liaison.finance'`,
  );
  expect(await asked.next('work')).toEqual({});
  expect(other.told()).toEqual(['beat', 'beat']);
  asked.close();
  other.close();
});

test('who logs out, or may not come in any more, hears nothing after that second', async () => {
  const { accessToken } = await api.login('liaison.tax');
  const stream = await listen('liaison.tax', '', { token: accessToken });
  const stays = await listen('liaison.tax');
  await settled();
  await api.send('DELETE', '/api/v1/sessions/current', { token: accessToken });
  await stream.ended;
  await api.dataSource.query(
    `update person set disabled_at = '2020-01-01' where id = (select person_id from account where login = 'liaison.tax')`,
  );
  await stays.ended;
});

test('a process of somebody else, and too many windows, are refused', async () => {
  const { body } = await api.get('office', 'processes?limit=1');
  const { items } = body as { items: { id: string }[] };
  const foreign = await api.get('fengqing.office', `events?process=${items[0]!.id}`);
  expect([foreign.status, foreign.body.code]).toEqual([404, 'NOT_FOUND']);
  await api.token('director');
  const open = await Promise.all(Array.from({ length: 20 }, () => listen('director')));
  const oneMore = await api.get('director', 'events');
  expect([oneMore.status, oneMore.body.code]).toEqual([429, 'TOO_MANY_WINDOWS']);
  open.forEach((stream) => stream.close());
});

test('nobody stays connected to an API that stops', async () => {
  const other = await startApi({ everybody: false });
  const response = await fetch(new URL('/api/v1/events', await other.app.getUrl()), {
    headers: { authorization: `Bearer ${await other.token('office')}` },
  });
  const read = response.text();
  const before = performance.now();
  await other.stop();
  await read;
  expect(performance.now() - before).toBeLessThan(5_000);
});
