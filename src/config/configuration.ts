import 'reflect-metadata';
import { inspect } from 'node:util';
import { Identifier, Length, Networks, OneOf, Optional, PostgresUrl, Shaped, Whole, Word } from './rules.js';

/**
 * Every variable of the environment that the product reads, under its own name. `.env.example` lists the same ones
 * (test/config proves it). An empty variable counts as not set. Read by `readConfiguration`, at start, once.
 */
export class Configuration {
  /** `production` unless said otherwise; `development` prints readable logs. */
  @OneOf('production', 'development', 'test')
  NODE_ENV: 'production' | 'development' | 'test' = 'production';

  /** Address the API listens on. Loopback unless a proxy stands before it. */
  @Length(1, 255)
  HOST = '127.0.0.1';

  /** TCP port of the API. */
  @Whole(0, 65_535)
  PORT = 3000;

  /**
   * Proxies that may say whom they speak for (X-Forwarded-For): addresses, networks like 172.31.250.0/24, or `loopback`, by comma. Never the
   * network that people's own machines are in: each could then give itself any address.
   */
  @Networks()
  TRUSTED_PROXIES = 'loopback';

  /** PostgreSQL, as the application's role (no right to alter tables). */
  @Optional()
  @PostgresUrl()
  DATABASE_URL?: string;

  /** PostgreSQL, as the owner of the tables: for migrations, seeds and rehearsals (each makes a schema) only; API and worker never get it. */
  @Optional()
  @PostgresUrl()
  OWNER_DATABASE_URL?: string;

  /** Name of the application's role, to which the migrations grant its rights. */
  @Identifier()
  DATABASE_APP_ROLE = 'yushui_app';

  /** Schema of the product's tables. */
  @Identifier()
  DATABASE_SCHEMA = 'yushui';

  /** Connections one process may hold. Replicas × this must stay below PostgreSQL's max_connections. */
  @Whole(1, 200)
  DATABASE_POOL = 10;

  /** host:port of the Temporal frontend. For `npm start`: use this server instead of one of its own. */
  @Optional()
  @Shaped(/^[^\s/:]+:\d{1,5}$/, '“主机:端口”', 'host:port')
  TEMPORAL_ADDRESS?: string;

  /** Temporal namespace of the real work. */
  @Word()
  TEMPORAL_NAMESPACE = 'yushui';

  /** Temporal namespace of rehearsals (预演), where time may be skipped. */
  @Word()
  TEMPORAL_REHEARSAL_NAMESPACE = 'yushui-rehearsal';

  /** Task queue that API and workers share. */
  @Word()
  TEMPORAL_TASK_QUEUE = 'yushui';

  /** Rehearsals ordered through the API that may run at the same time in the whole installation; the others queue. */
  @Whole(1, 16)
  REHEARSALS_AT_ONCE = 2;

  /** Folder of the built console. Not set: the one of this build. */
  @Optional()
  @Length(1, 1_000)
  YUSHUI_WEB_DIR?: string;

  /** Least level that is logged. */
  @OneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')
  LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' = 'info';

  /** Largest JSON body the API takes, in bytes. */
  @Whole(1_024, 50_000_000)
  BODY_LIMIT_BYTES = 1_048_576;

  /** Largest attachment or imported workbook, in bytes. */
  @Whole(1_024, 1_000_000_000)
  ATTACHMENT_MAX_BYTES = 20_971_520;

  /** Mail server for notices, e.g. smtps://user:password@mail.example.gov.cn. Not set: no e-mail is sent. */
  @Optional()
  @Shaped(
    /^smtps?:\/\/\S+$/,
    ' smtp:// 或 smtps:// 开头的地址',
    'an address that begins with smtp:// or smtps://',
  )
  SMTP_URL?: string;

  /** Sender of the mails, e.g. "双拥办 <sy@example.gov.cn>". */
  @Length(3, 320)
  SMTP_FROM = '鱼水 <yushui@localhost>';

  /** Address people reach the product at, for links in mails, e.g. https://yushui.example.gov.cn. Not set: mails name the path. */
  @Optional()
  @Shaped(/^https?:\/\/[^\s/]+$/, ' http(s):// 开头、不带路径的地址', 'an http(s) address without a path')
  PUBLIC_URL?: string;

  /** Seals the secrets of webhooks in the database: 32 bytes, base64; the same for API and workers. Not set: no webhook can be saved. */
  @Optional()
  @Shaped(/^[A-Za-z0-9+/]{43}=$/, '32 个字节的 base64', '32 bytes in base64')
  SECRETS_KEY?: string;

  /** `allowed` lets webhooks go to private addresses, as closed networks need it; link-local ones stay refused. */
  @OneOf('allowed', 'never')
  WEBHOOK_PRIVATE_NETWORKS: 'allowed' | 'never' = 'never';

  /** Hours, Beijing time, in which no notice is sent out; what falls in them is sent when they end. */
  @Shaped(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, '“HH:MM-HH:MM”', 'HH:MM-HH:MM')
  QUIET_HOURS = '22:00-07:00';

  /** Port on which a worker answers health checks; not set: it answers none. */
  @Optional()
  @Whole(0, 65_535)
  WORKER_HEALTH_PORT?: number;

  /** Bearer token that a metrics collector must show at /api/metrics. Not set: they are for system administrators only. */
  @Optional()
  @Length(16, 200)
  METRICS_TOKEN?: string;

  /** Address of Temporal's own pages, for operators. Not set: the console shows no link. Only system administrators are told it. */
  @Optional()
  @Shaped(/^https?:\/\/[^\s]+$/, ' http(s):// 开头的地址', 'an http(s) address')
  TEMPORAL_UI_URL?: string;

  /** `npm start`: the folder that holds the database, logs and passwords of the embedded default. */
  @Length(1, 1_000)
  YUSHUI_DATA_DIR = '.yushui';

  /** `npm start`: password of the demonstration accounts, instead of a generated one; used when they are first made. */
  @Optional()
  @Length(8, 200)
  YUSHUI_DEMO_PASSWORD?: string;

  /** `npm start`: `never` forbids downloading the temporal CLI (closed networks are spared the wait). */
  @OneOf('allowed', 'never')
  YUSHUI_TEMPORAL_DOWNLOAD: 'allowed' | 'never' = 'allowed';

  /** Set to 1 by `npm start` for the processes it starts; never set it by hand. Demonstration accounts exist only there. */
  @Optional()
  @OneOf('1')
  YUSHUI_EMBEDDED?: '1';

  toJSON(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this).map(([name, value]) => [
        name,
        SECRETS.has(name) && value !== undefined ? '[hidden]' : value,
      ]),
    );
  }

  [inspect.custom](): unknown {
    return this.toJSON();
  }
}

/** Variables whose values never reach a log. */
export const SECRETS: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'OWNER_DATABASE_URL',
  'SMTP_URL',
  'METRICS_TOKEN',
  'SECRETS_KEY',
  'YUSHUI_DEMO_PASSWORD',
]);
