import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type DataSource } from 'typeorm';
import type { SessionGranted } from '../../contracts/http/access.js';
import { createDataSource } from '../../database/data-source.js';
import { seedDemonstration } from '../../database/seeds/demonstration/index.js';
import { POSITION_KINDS } from '../../domain/organisation/kinds.js';
import { AppModule } from '../../src/app.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { createApplication } from '../../src/http/application.js';
import { hashPassword } from '../../src/modules/access/password-hash.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';

export const PASSWORD = 'Shuang-Yong-2027';
/** Somebody with a position of every kind: no role check stops them. */
export const EVERYBODY = 'everybody';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  // Tests look at answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  text: string;
}

export interface Sending {
  token?: string;
  /** An object goes as JSON; a text as it is, under the type JSON unless the headers say otherwise. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Address the request seems to come from: the API believes a proxy on this machine. */
  from?: string;
}

/** The API over a demonstration county in a database of its own, on a port of its own. */
export interface TestApi {
  app: NestFastifyApplication;
  database: TestDatabase;
  dataSource: DataSource;
  send(method: string, url: string, sending?: Sending): Promise<Answer>;
  login(login: string, password?: string): Promise<SessionGranted>;
  token(login: string): Promise<string>;
  personId(login: string): Promise<string>;
  /** `path` below /api/v1/. */
  get(login: string, path: string): Promise<Answer>;
  /** The same, each with a key of its own: a submission that is none before. */
  post(login: string, path: string, body: object): Promise<Answer>;
  /** Id of a unit, by its short name. */
  unit(shortName: string): Promise<string>;
  stop(): Promise<void>;
}

export interface ApiOptions {
  probes?: Type[];
  settings?: Partial<Configuration>;
  /** False: one holder for each position, as in a county; the one with all of them is for tests of roles. */
  everybody?: boolean;
}

export async function startApi({
  probes = [],
  settings = {},
  everybody = true,
}: ApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource({
    url: database.url,
    schema: database.schema,
    poolSize: 2,
  }).initialize();
  await seedDemonstration(dataSource.manager, {
    passwordHash: await hashPassword(PASSWORD),
    now: new Date(),
  });
  if (everybody) await addEverybody(dataSource);
  const configuration = Object.assign(new Configuration(), {
    DATABASE_URL: database.url,
    DATABASE_SCHEMA: database.schema,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  class Root {}
  const app = await createApplication(configuration, {
    module: Root,
    imports: [AppModule.with(configuration)],
    controllers: probes,
  });
  await app.listen(0, '127.0.0.1');
  return api(app, await app.getUrl(), database, dataSource);
}

function api(
  app: NestFastifyApplication,
  address: string,
  database: TestDatabase,
  dataSource: DataSource,
): TestApi {
  const tokens = new Map<string, string>();
  const send: TestApi['send'] = async (method, url, { token, body, headers = {}, from } = {}) => {
    const response = await fetch(new URL(url, address), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(from === undefined ? {} : { 'x-forwarded-for': from }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined,
      text,
    };
  };
  const login: TestApi['login'] = async (name, password = PASSWORD) => {
    const { status, body } = await send('POST', '/api/v1/sessions', { body: { login: name, password } });
    if (status !== 201) throw new Error(`${name} cannot log in: ${status} ${body?.detail}`);
    return body as SessionGranted;
  };
  const token: TestApi['token'] = async (name) => {
    const known = tokens.get(name) ?? (await login(name)).accessToken;
    tokens.set(name, known);
    return known;
  };
  return {
    app,
    database,
    dataSource,
    send,
    login,
    token,
    async get(name, path) {
      return send('GET', `/api/v1/${path}`, { token: await token(name) });
    },
    async post(name, path, body) {
      const headers = { 'idempotency-key': randomUUID() };
      return send('POST', `/api/v1/${path}`, { token: await token(name), body, headers });
    },
    async unit(shortName) {
      const [row]: { id: string }[] = await dataSource.query(`select id from unit where short_name = $1`, [
        shortName,
      ]);
      return row!.id;
    },
    async personId(name) {
      const [row]: { id: string }[] = await dataSource.query(
        `select person_id as id from account where login = $1`,
        [name],
      );
      return row!.id;
    },
    async stop() {
      await app.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

async function addEverybody(dataSource: DataSource): Promise<void> {
  const id = randomUUID();
  await dataSource.query(`insert into person (id, name) values ($1, '万能')`, [id]);
  await dataSource.query(
    `insert into account (person_id, login, password_hash, password_changed_at)
     select $1, $2, password_hash, password_changed_at from account limit 1`,
    [id, EVERYBODY],
  );
  for (const kind of POSITION_KINDS) {
    await dataSource.query(
      `insert into appointment (id, person_id, position_id, valid_from)
       select gen_random_uuid(), $1, o.id, '2020-01-01' from position o join unit u on u.id = o.unit_id
        where o.kind = $2 order by u.region_code = '530925' desc limit 1`,
      [id, kind],
    );
  }
}
