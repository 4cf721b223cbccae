import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../database/migrate.js';

/** A database of one test file's own, at today's migrations. */
export interface TestDatabase {
  readonly name: string;
  readonly schema: string;
  readonly appRole: string;
  /** The product's role: no DDL, the record is append-only for it. */
  readonly url: string;
  /** The migrations' role. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

export const TEST_SCHEMA = 'yushui';

/** The Temporal server that scripts/test.mjs started; namespaces `yushui` and `yushui-rehearsal` are there. */
export function testTemporalAddress(): string {
  return required('TEST_TEMPORAL_ADDRESS');
}

/**
 * A copy of a template that is migrated once for a state of the migrations: about 0.1 s. Ends with `drop()`, which
 * breaks connections that a test forgot.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const owner = required('TEST_OWNER_DATABASE_URL');
  const app = required('TEST_DATABASE_URL');
  const appRole = new URL(app).username;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, async (client) => {
    // One lock for making the template and copying it: neither goes while somebody is connected to the template.
    await client.query(`SELECT pg_advisory_lock(hashtext('yushui-test-template'))`);
    const template = await ensureTemplate(client, owner, appRole);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    name,
    schema: TEST_SCHEMA,
    appRole,
    url: inDatabase(app, name),
    ownerUrl: inDatabase(owner, name),
    drop: () => asOwner(owner, (client) => drop(client, name)),
  };
}

/** PostgreSQL's own autovacuum may be at work in it, and nobody but a superuser may end that: it is over in a moment. */
async function drop(client: pg.Client, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function ensureTemplate(client: pg.Client, ownerUrl: string, appRole: string): Promise<string> {
  const template = `template_${migrationsHash()}`;
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (rowCount) return template;
  const draft = `draft_${randomBytes(6).toString('hex')}`;
  await client.query(`CREATE DATABASE ${draft}`);
  try {
    await migrate({ url: inDatabase(ownerUrl, draft), schema: TEST_SCHEMA, appRole });
  } catch (error) {
    await client.query(`DROP DATABASE ${draft} WITH (FORCE)`);
    throw error;
  }
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  return template;
}

/** Everything in database/ may take part in a migration; a kept server must not serve yesterday's tables. */
function migrationsHash(): string {
  const hash = createHash('sha256');
  const root = join(process.cwd(), 'database');
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.startsWith('migrations') || name.startsWith('migrate')) {
      if (name.endsWith('.ts')) hash.update(readFileSync(join(root, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const moved = new URL(url);
  moved.pathname = `/${name}`;
  return moved.href;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by npm test (scripts/test.mjs)`);
  return value;
}
