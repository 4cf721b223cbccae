import { setTimeout as delay } from 'node:timers/promises';
import { type Configuration } from '../config/configuration.js';
import { type DataFolder } from './data-folder.js';
import { type Infrastructure } from './infrastructure.js';
import { recordedIn } from './leftovers.js';
import { endOrphan } from './postgres-orphan.js';
import { startPostgres, temporalDatabase, type RunningPostgres } from './postgres.js';
import { EXIT, StartProblem } from './problem.js';
import { endProcess, type ServerProcess } from './processes.js';
import { type Progress } from './progress.js';
import { isReady, lastWords, startService, type Service } from './services.js';
import { startTemporal, type RunningTemporal, type TemporalOptions } from './temporal.js';

type Part = 'postgres' | 'temporal' | Service;

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
// A part that ran this long has earned a quick restart again.
const STABLE_MS = 60_000;
const READY_PATIENCE_MS = 120_000;
const TRIES_BEFORE_READY = 3;

/** Keeps PostgreSQL, Temporal, worker, API and rehearsals running: whichever dies is started again. */
export class Supervisor {
  private postgres: RunningPostgres;
  private temporal: RunningTemporal;
  private stopping = false;
  private worker: ServerProcess | undefined;
  private readonly backoffMs = new Map<Part, number>();
  private readonly deaths = new Map<Part, number>();

  constructor(
    private readonly folder: DataFolder,
    private readonly configuration: Configuration,
    private readonly port: number,
    infrastructure: Infrastructure,
    private readonly temporalOptions: Omit<TemporalOptions, 'database'>,
    private readonly progress: Progress,
    /** Called whenever a part got another process. */
    private readonly changed: (supervisor: Supervisor) => void,
  ) {
    this.postgres = infrastructure.postgres;
    this.temporal = infrastructure.temporal;
  }

  get addresses(): { urls: RunningPostgres['urls']; temporalAddress: string; port: number } {
    return { urls: this.postgres.urls, temporalAddress: this.temporal.address, port: this.port };
  }

  /** Starts worker and API, and returns when both say they are ready. @throws StartProblem */
  async start(url: string): Promise<void> {
    this.watch('postgres', this.postgres.process);
    if (this.temporal.process) this.watch('temporal', this.temporal.process);
    this.startAndWatch('worker');
    this.startAndWatch('api');
    // Nobody waits for it: the product is ready without.
    this.startAndWatch('rehearsals');
    const startedAt = Date.now();
    let said = startedAt;
    while (!(this.worker?.isReady() && (await isReady(url)))) {
      for (const service of ['api', 'worker'] as const) {
        if ((this.deaths.get(service) ?? 0) >= TRIES_BEFORE_READY) throw this.didNotStart(service);
      }
      if (this.stopping) return;
      if (Date.now() - startedAt > READY_PATIENCE_MS)
        throw this.didNotStart(this.worker?.isReady() ? 'api' : 'worker');
      if (Date.now() - said > 2_000) {
        this.progress(
          `等待工作进程和接口就绪 waiting for worker and API … ${Math.round((Date.now() - startedAt) / 1000)} s`,
        );
        said = Date.now();
      }
      await delay(50);
    }
  }

  /** From now on a death is no reason to start again. */
  giveUp(): void {
    this.stopping = true;
  }

  private startAndWatch(service: Service): void {
    const server = startService(service, this.folder, this.configuration, this.addresses);
    if (service === 'worker') this.worker = server;
    this.watch(service, server);
    this.changed(this);
  }

  private watch(part: Part, server: ServerProcess): void {
    const startedAt = Date.now();
    void server.ended.then((how) => {
      if (this.stopping) return;
      if (Date.now() - startedAt > STABLE_MS) this.backoffMs.delete(part);
      this.deaths.set(part, (this.deaths.get(part) ?? 0) + 1);
      this.progress(`${part} 意外退出 ended unexpectedly (${how})`);
      void this.bringBack(part);
    });
  }

  private async bringBack(part: Part): Promise<void> {
    while (!this.stopping) {
      const wait = this.backoffMs.get(part) ?? FIRST_BACKOFF_MS;
      this.backoffMs.set(part, Math.min(wait * 2, LONGEST_BACKOFF_MS));
      await delay(wait);
      if (this.stopping) return;
      try {
        await this.startAgain(part);
        this.progress(`${part} 已重新启动 started again`);
        return;
      } catch (error) {
        this.progress(`${part} 没能启动 did not start: ${(error as Error).message.split('\n')[0]}`);
      }
    }
  }

  private async startAgain(part: Part): Promise<void> {
    switch (part) {
      case 'postgres': {
        const before = this.postgres.port;
        this.postgres = await startPostgres(this.folder, this.progress);
        this.watch('postgres', this.postgres.process);
        if (this.postgres.port !== before) await this.moveEverybody();
        break;
      }
      case 'temporal': {
        const database = temporalDatabase(this.folder, this.postgres.port);
        const before = this.temporal.address;
        this.temporal = await startTemporal(this.folder, { ...this.temporalOptions, database });
        if (this.temporal.process) this.watch('temporal', this.temporal.process);
        if (this.temporal.address !== before) await this.end(['rehearsals', 'worker', 'api']);
        break;
      }
      default:
        this.startAndWatch(part);
        return;
    }
    this.changed(this);
  }

  /** Somebody took the port while PostgreSQL was down: the others learn the new one by being started again. */
  private async moveEverybody(): Promise<void> {
    await this.end([
      'api',
      'rehearsals',
      'worker',
      ...(this.temporal.process ? (['temporal'] as const) : []),
    ]);
  }

  private async end(parts: readonly ('temporal' | Service)[]): Promise<void> {
    for (const part of parts) {
      const identity = recordedIn(this.folder)[part];
      if (identity) await endProcess(identity, [{ signal: 'SIGTERM', patienceMs: 5_000 }]);
    }
  }

  private didNotStart(service: Service): StartProblem {
    return new StartProblem(
      EXIT.internal,
      `${service} 没有启动成功，日志 ${this.folder.logs}/${service}.log 的最后几行：\n${lastWords(this.folder, service)}`,
      `The ${service} did not start; the last lines of its log are above.`,
    );
  }
}

/**
 * Ends every process recorded for this data folder, in order: first who takes requests, last who keeps the data. Works at
 * any moment of a start, and its time is bounded: about 45 s if every single one hangs. `hurry`: no graces (a second Ctrl-C).
 */
export async function stopEverything(folder: DataFolder, hurry = false): Promise<void> {
  const patience = { api: 10_000, rehearsals: 5_000, worker: 12_000, temporal: 8_000 };
  for (const part of ['api', 'rehearsals', 'worker', 'temporal'] as const) {
    const identity = recordedIn(folder)[part];
    if (identity)
      await endProcess(identity, hurry ? [] : [{ signal: 'SIGTERM', patienceMs: patience[part] }]);
  }
  await endOrphan(folder, hurry ? 'at once' : 'fast');
}
