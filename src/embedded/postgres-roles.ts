import pg from 'pg';
import { type Secrets } from './data-folder.js';

export const ROLES = { owner: 'yushui_owner', app: 'yushui_app', temporal: 'temporal' } as const;
export const DATABASES = {
  product: 'yushui',
  temporal: 'temporal',
  visibility: 'temporal_visibility',
} as const;

/**
 * Roles and databases, made where missing. The application's role gets nothing here but the right to connect: tables and
 * rights on them are the migrations' matter, run as the owner.
 */
export async function ensureRolesAndDatabases(superuserUrl: string, secrets: Secrets): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roles = await namesIn(client, 'SELECT rolname AS name FROM pg_roles');
    for (const [role, password] of [
      [ROLES.owner, secrets.owner],
      [ROLES.app, secrets.app],
      [ROLES.temporal, secrets.temporal],
    ] as const) {
      if (!roles.has(role)) {
        await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      }
    }
    const databases = await namesIn(client, 'SELECT datname AS name FROM pg_database');
    for (const [database, owner] of [
      [DATABASES.product, ROLES.owner],
      [DATABASES.temporal, ROLES.temporal],
      [DATABASES.visibility, ROLES.temporal],
    ] as const) {
      if (databases.has(database)) continue;
      await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    }
    for (const database of Object.values(DATABASES)) {
      await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    }
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASES.product} TO ${ROLES.app}`);
  } finally {
    await client.end();
  }
}

async function namesIn(client: pg.Client, query: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(query);
  return new Set(rows.map((row) => row.name));
}
