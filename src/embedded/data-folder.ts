import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, realpathSync, writeFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson, writePrivateJson } from './files.js';
import { EXIT, StartProblem } from './problem.js';

export interface Secrets {
  superuser: string;
  owner: string;
  app: string;
  temporal: string;
  /** Seals webhook secrets; base64. */
  key: string;
}

/** Everything the embedded default keeps: one folder, to be backed up or thrown away as a whole. */
export interface DataFolder {
  readonly path: string;
  readonly cluster: string;
  readonly logs: string;
  readonly lock: string;
  readonly secrets: string;
  readonly ports: string;
  readonly processes: string;
  readonly running: string;
  readonly temporalChoice: string;
  readonly temporalConfiguration: string;
  readonly temporalDevServer: string;
  readonly demoPassword: string;
  readonly seeded: string;
}

/** The names alone; nothing is created. */
export function dataFolderAt(path: string): DataFolder {
  const root = resolve(path);
  return {
    path: root,
    cluster: join(root, 'postgres'),
    logs: join(root, 'logs'),
    lock: join(root, 'lock'),
    secrets: join(root, 'secrets.json'),
    ports: join(root, 'ports.json'),
    processes: join(root, 'processes.json'),
    running: join(root, 'run.json'),
    temporalChoice: join(root, 'temporal.json'),
    temporalConfiguration: join(root, 'temporal.yaml'),
    temporalDevServer: join(root, 'temporal.sqlite'),
    demoPassword: join(root, 'demo-password'),
    seeded: join(root, 'seeded'),
  };
}

/** Creates the folder (mode 700) and proves that it can be written. @throws StartProblem */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const folder = dataFolderAt(realpathSync(path));
    mkdirSync(folder.logs, { recursive: true, mode: 0o700 });
    accessSync(folder.path, constants.W_OK | constants.X_OK);
    const probe = join(folder.path, `.writable.${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return folder;
  } catch (cause) {
    throw new StartProblem(
      EXIT.cannotCreate,
      `数据目录无法写入：${resolve(path)}（${(cause as Error).message}）。请检查权限，或用 YUSHUI_DATA_DIR 另指一个目录。`,
      `The data folder can't be written: ${resolve(path)}. Check its permissions, or name another with YUSHUI_DATA_DIR.`,
      { cause },
    );
  }
}

/** The cluster's passwords and the key that seals webhook secrets: made once, kept 0600, never printed. */
export function secretsOf(folder: DataFolder): Secrets {
  const kept = readJson<Secrets>(folder.secrets);
  if (kept) return kept;
  const fresh = (): string => randomBytes(24).toString('base64url');
  const key = randomBytes(32).toString('base64');
  const made: Secrets = { superuser: fresh(), owner: fresh(), app: fresh(), temporal: fresh(), key };
  writePrivateJson(folder.secrets, made);
  return made;
}
