import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import {
  beat,
  claimRun,
  clearDeadRuns,
  endRun,
  finishRun,
  giveBackRun,
  purgeRuns,
  setWindow,
  type Performance,
} from '../../database/rehearsal/performing.repository.js';
import type { RehearsalProgress } from '../../database/rehearsal/progress.js';
import { dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { abandonedSchemas } from '../../database/rehearsal/schema-hold.js';
import { sentenceOf } from '../../domain/errors/refusal.js';
import type { LoadLimits } from '../../domain/rehearsal/load-report.js';
import type { RehearsalPlaces, WorkerFactory } from '../rehearsal/open-rehearsal.js';
import { rehearse, type RehearsalOrder } from '../rehearsal/rehearse.js';
import { whyItFailed } from '../rehearsal/why-it-failed.js';
import { endRehearsals } from '../temporal/end-rehearsals.js';

export interface RehearsalRunsOptions {
  /** The real work's tables: orders and results are there. */
  dataSource: DataSource;
  places: RehearsalPlaces;
  createWorker: WorkerFactory;
  /** In the whole installation, however many of these processes there are. */
  atOnce: number;
  log: Pick<Logger, 'info' | 'warn'>;
  lookEveryMs?: number;
  sweepEveryMs?: number;
}

const PULSE_MS = 2_000;
const STOPPING = new Error('stopping');
const CANCELLED = new Error('cancelled');

/** Performs the rehearsals that people order through the API, and clears up after those whose process died. */
export class RehearsalRuns {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> | undefined;

  constructor(private readonly options: RehearsalRunsOptions) {}

  start(): void {
    this.looking ??= this.look();
  }

  /** Gives back what is running, to begin anew after the next start, and leaves no schema behind. */
  async stop(): Promise<void> {
    this.stopping.abort(STOPPING);
    await this.looking;
    await Promise.all(this.running);
  }

  private async look(): Promise<void> {
    const { lookEveryMs = 1_000, sweepEveryMs = 60_000, log } = this.options;
    let sweptAt = -Infinity;
    while (!this.stopping.signal.aborted) {
      try {
        if (performance.now() - sweptAt >= sweepEveryMs) {
          await this.sweep();
          sweptAt = performance.now();
        }
        while (!this.stopping.signal.aborted && (await this.takeNext()));
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'rehearsals not looked after');
      }
      await pause(lookEveryMs, this.stopping.signal);
    }
  }

  private async takeNext(): Promise<boolean> {
    const { dataSource, atOnce } = this.options;
    const order = await claimRun(dataSource, atOnce, new Date());
    if (!order) return false;
    const performing: Promise<void> = this.perform(order).finally(() => this.running.delete(performing));
    this.running.add(performing);
    return true;
  }

  private async perform(order: Performance): Promise<void> {
    const { dataSource, places, createWorker, log } = this.options;
    const { manager } = dataSource;
    const cancelled = new AbortController();
    const begun = performance.now();
    const alive = async (progress: RehearsalProgress | null): Promise<void> => {
      if (!(await beat(manager, order, progress, new Date()))) cancelled.abort(CANCELLED);
    };
    // Beside the progress, which is only told while it goes forward: making the schema and reading the results take their time too.
    const pulse = setInterval(() => void alive(null).catch(() => undefined), PULSE_MS);
    try {
      const report = await rehearse(places, rehearsalOrderOf(order), createWorker, {
        signal: AbortSignal.any([this.stopping.signal, cancelled.signal]),
        window: (from, to) => setWindow(manager, order, from, to),
        progress: alive,
      });
      await finishRun(manager, order, report, new Date());
      log.info({ run: order.id, seconds: (performance.now() - begun) / 1_000 }, 'rehearsal finished');
    } catch (error) {
      await this.endedBy(order, error).catch((lost: unknown) =>
        log.warn({ run: order.id, error: (lost as Error).message }, 'end of a rehearsal not written'),
      );
    } finally {
      clearInterval(pulse);
    }
  }

  private async endedBy(order: Performance, error: unknown): Promise<void> {
    const { dataSource, log } = this.options;
    if (error === STOPPING) return giveBackRun(dataSource.manager, order);
    const why = error === CANCELLED ? null : whyItFailed(error);
    if (why) log.warn({ run: order.id, code: why.code }, 'rehearsal failed');
    await endRun(dataSource.manager, order, why, new Date());
  }

  private async sweep(): Promise<void> {
    const { dataSource, places, log } = this.options;
    const now = new Date();
    const code = 'REHEARSAL_INTERRUPTED';
    await clearDeadRuns(dataSource.manager, { code, sentence: sentenceOf(code, {}) }, now);
    await purgeRuns(dataSource.manager, now);
    const abandoned = await abandonedSchemas(dataSource);
    if (abandoned.length > 0) await endRehearsals(places.temporal, abandoned);
    for (const schema of abandoned) {
      await dropRehearsalSchema(places.database.owner, schema);
      log.info({ schema }, 'abandoned rehearsal cleared away');
    }
  }
}

function rehearsalOrderOf({
  kind,
  regionCode,
  year,
  scenario,
  seed,
  form,
  limits,
}: Performance): RehearsalOrder {
  return {
    ...{
      kind: kind as RehearsalOrder['kind'],
      regionCode,
      year,
      scenario: scenario as RehearsalOrder['scenario'],
    },
    ...(seed === null ? {} : { seed }),
    ...(form === null ? {} : { form }),
    limits: limits as LoadLimits,
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
