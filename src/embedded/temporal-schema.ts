import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { EXIT, StartProblem } from './problem.js';
import { type TemporalDatabase } from './temporal-configuration.js';

const run = promisify(execFile);

export const TEMPORAL_SCHEMAS = [
  { database: 'temporal', schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
];

/** Brings both databases to the schema of this server version; the schemas are inside the tool. Does nothing when they are there. */
export async function ensureTemporalSchema(sqlTool: string, to: TemporalDatabase): Promise<void> {
  for (const { database, schema } of TEMPORAL_SCHEMAS) {
    const tool = async (...command: string[]): Promise<void> => {
      const args = [
        '--plugin',
        'postgres12',
        '--ep',
        '127.0.0.1',
        '-p',
        String(to.port),
        '-u',
        to.user,
        '--db',
        database,
      ];
      // The password goes by environment: arguments can be read by everybody on the machine.
      await run(sqlTool, [...args, ...command], { env: { ...process.env, SQL_PASSWORD: to.password } });
    };
    try {
      if (!(await hasVersionTable(to, database))) await tool('setup-schema', '-v', '0.0');
      await tool('update-schema', '--schema-name', schema);
    } catch (cause) {
      throw new StartProblem(
        EXIT.unavailable,
        `建立 Temporal 的数据库表失败（${database}）：${(cause as Error).message.trim().split('\n').at(-1)}`,
        `Setting up Temporal's tables in ${database} failed.`,
        { cause },
      );
    }
  }
}

async function hasVersionTable(to: TemporalDatabase, database: string): Promise<boolean> {
  return withClient(to, database, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('schema_version') IS NOT NULL AS found`,
    );
    return rows[0]?.found ?? false;
  });
}

/**
 * Members of a server that was killed stay listed for some seconds, and a new one would wait for them. Nobody else serves
 * this database (the data folder is locked), so they are struck off first.
 */
export async function forgetDeadMembers(to: TemporalDatabase): Promise<void> {
  await withClient(to, 'temporal', (client) => client.query('DELETE FROM cluster_membership'));
}

async function withClient<T>(
  to: TemporalDatabase,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: to.port,
    user: to.user,
    password: to.password,
    database,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
