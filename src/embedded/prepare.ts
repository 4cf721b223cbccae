import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type Configuration } from '../config/configuration.js';
import { compiled } from './compiled.js';
import { type DataFolder } from './data-folder.js';
import { writePrivate } from './files.js';
import { type PostgresUrls } from './postgres.js';
import { ROLES } from './postgres-roles.js';
import { EXIT, StartProblem } from './problem.js';
import { announced, type Progress } from './progress.js';

/** Brings the product's tables to today's shape, by the same tool as in production. @throws StartProblem */
export async function migrateProduct(
  urls: PostgresUrls,
  configuration: Configuration,
  progress: Progress,
): Promise<void> {
  await announced(progress, '数据库迁移 migrations', () =>
    runTool('cli/migrate', {
      OWNER_DATABASE_URL: urls.owner,
      DATABASE_URL: urls.app,
      DATABASE_APP_ROLE: ROLES.app,
      DATABASE_SCHEMA: configuration.DATABASE_SCHEMA,
    }),
  );
}

export interface DemoAccounts {
  password: string;
  /** True when this start made them. */
  fresh: boolean;
}

/**
 * The demonstration county, made once for a data folder. The password is kept before the accounts are made, so that a start
 * killed in between goes on with the same one. @throws StartProblem
 */
export async function seedDemonstration(
  folder: DataFolder,
  urls: PostgresUrls,
  configuration: Configuration,
  progress: Progress,
): Promise<DemoAccounts> {
  if (existsSync(folder.seeded))
    return { password: readFileSync(folder.demoPassword, 'utf8').trim(), fresh: false };
  const password =
    configuration.YUSHUI_DEMO_PASSWORD ?? keptPassword(folder) ?? randomBytes(9).toString('base64url');
  writePrivate(folder.demoPassword, `${password}\n`);
  await announced(progress, '演示数据 demonstration county', () =>
    runTool('cli/seed', {
      OWNER_DATABASE_URL: urls.owner,
      DATABASE_URL: urls.app,
      DATABASE_APP_ROLE: ROLES.app,
      DATABASE_SCHEMA: configuration.DATABASE_SCHEMA,
      YUSHUI_DEMO_PASSWORD: password,
    }),
  );
  writePrivate(folder.seeded, `${new Date().toISOString()}\n`);
  return { password, fresh: true };
}

function keptPassword(folder: DataFolder): string | undefined {
  return existsSync(folder.demoPassword) ? readFileSync(folder.demoPassword, 'utf8').trim() : undefined;
}

function runTool(tool: string, variables: Record<string, string>): Promise<void> {
  const script = compiled(tool);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, YUSHUI_EMBEDDED: '1', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const endToo = (): void => void child.kill();
    process.once('exit', endToo);
    let said = '';
    const listen = (text: string): void => void (said = (said + text).slice(-3_000));
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('exit', endToo);
      if (code === 0) resolve();
      else {
        reject(
          new StartProblem(
            EXIT.internal,
            `${tool} 失败（${signal ?? code}）：\n${said.trim()}`,
            `${tool} failed; what it said is above.`,
          ),
        );
      }
    });
  });
}
