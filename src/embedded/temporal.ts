import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { type DataFolder } from './data-folder.js';
import { lastLines } from './files.js';
import { record } from './leftovers.js';
import { portsFor } from './ports.js';
import { EXIT, StartProblem } from './problem.js';
import { endProcess, startServer, type ServerProcess } from './processes.js';
import { announced } from './progress.js';
import { findTemporal, type TemporalFound, type TemporalSearch } from './temporal-choice.js';
import { type BuiltServer } from './temporal-build.js';
import {
  TEMPORAL_PORT_NAMES,
  writeTemporalConfiguration,
  type TemporalDatabase,
} from './temporal-configuration.js';
import { untilTemporalServes, type Namespaces } from './temporal-namespaces.js';
import { ensureTemporalSchema, forgetDeadMembers } from './temporal-schema.js';

export interface RunningTemporal {
  readonly address: string;
  /** undefined for a server that is not ours (TEMPORAL_ADDRESS). */
  readonly process: ServerProcess | undefined;
  stop(): Promise<void>;
}

export interface TemporalOptions extends TemporalSearch {
  database: TemporalDatabase;
  namespaces: Namespaces;
}

const START_PATIENCE_MS = 90_000;

/** Finds a Temporal server, starts it if it is ours, and returns when both namespaces take workflows. @throws StartProblem */
export async function startTemporal(folder: DataFolder, options: TemporalOptions): Promise<RunningTemporal> {
  return runTemporal(folder, await findTemporal(folder, options), options);
}

/** The second half of startTemporal, for a restart of a server that was found before. */
export async function runTemporal(
  folder: DataFolder,
  found: TemporalFound,
  options: TemporalOptions,
): Promise<RunningTemporal> {
  switch (found.kind) {
    case 'address':
      return settled(folder, found.address, undefined, options);
    case 'server': {
      const { address, server } = await startBuiltServer(folder, found.server, options);
      return settled(folder, address, server, options);
    }
    case 'cli': {
      const { temporal: port } = await portsFor(folder.ports, ['temporal']);
      return settled(folder, `127.0.0.1:${port}`, startDevServer(folder, found.path, port), options);
    }
  }
}

async function startBuiltServer(
  folder: DataFolder,
  binaries: BuiltServer,
  { database, progress }: TemporalOptions,
): Promise<{ address: string; server: ServerProcess }> {
  await announced(progress, 'Temporal：数据库表 schema', async () => {
    await ensureTemporalSchema(binaries.sqlTool, database);
    await forgetDeadMembers(database);
  });
  const ports = await portsFor(folder.ports, TEMPORAL_PORT_NAMES);
  writeTemporalConfiguration(folder.temporalConfiguration, ports, database, dynamicConfigurationFile());
  const server = startServer({
    command: binaries.server,
    args: ['--config-file', folder.temporalConfiguration, '--allow-no-auth', 'start'],
    log: logOf(folder),
    cwd: folder.path,
    env: serverEnvironment(),
  });
  return { address: `127.0.0.1:${ports.temporal}`, server };
}

/** The CLI's own server keeps its histories in SQLite; WAL makes it usable. Rehearsals need a CLI with server 1.32. */
function startDevServer(folder: DataFolder, cli: string, port: number): ServerProcess {
  return startServer({
    command: cli,
    args: [
      ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)],
      ...['--db-filename', folder.temporalDevServer, '--sqlite-pragma', 'journal_mode=WAL'],
      ...['--sqlite-pragma', 'synchronous=NORMAL', '--log-level', 'warn'],
      ...['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
      ...['--dynamic-config-value', 'history.timerProcessorMaxPollRPS=10000'],
      ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
    ],
    log: logOf(folder),
    cwd: folder.path,
    env: serverEnvironment(),
  });
}

async function settled(
  folder: DataFolder,
  address: string,
  server: ServerProcess | undefined,
  { namespaces, progress }: TemporalOptions,
): Promise<RunningTemporal> {
  const stop = async (): Promise<void> => {
    if (server) await endProcess(server.identity, [{ signal: 'SIGTERM', patienceMs: 10_000 }]);
  };
  if (server) record(folder, { temporal: server.identity });
  const patienceMs = server ? START_PATIENCE_MS : 10_000;
  const serves = await announced(progress, 'Temporal：启动 starting', () =>
    untilTemporalServes(address, namespaces, patienceMs, () => server?.isRunning() ?? true),
  );
  if (serves) return { address, process: server, stop };
  await stop();
  throw server
    ? new StartProblem(
        EXIT.unavailable,
        `Temporal 没有启动成功，日志 ${logOf(folder)} 的最后几行：\n${lastLines(logOf(folder))}`,
        'Temporal did not start; the last lines of its log are above.',
      )
    : new StartProblem(
        EXIT.unavailable,
        `TEMPORAL_ADDRESS ${address} 没有应答，或者不允许登记命名空间。`,
        `The Temporal server at ${address} does not answer, or refuses to register a namespace.`,
      );
}

function logOf(folder: DataFolder): string {
  return join(folder.logs, 'temporal.log');
}

/** A larger heap target halves the collector's share of the CPU (13 → 10 ms a hand-off, measured). No secrets of ours. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC', GOGC: '400' };
}

/** deploy/ lies beside src/ in the sources and one level further up from dist/src. */
function dynamicConfigurationFile(): string {
  const candidates = ['../../deploy', '../../../deploy'].map((deploy) =>
    fileURLToPath(new URL(`${deploy}/temporal/dynamicconfig.yaml`, import.meta.url)),
  );
  return candidates.find((path) => existsSync(path)) ?? candidates[0]!;
}
