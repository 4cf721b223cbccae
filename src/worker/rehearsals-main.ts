import 'reflect-metadata';
import { setPriority } from 'node:os';
import { createDataSource } from '../../database/data-source.js';
import { createLogger } from '../config/logger.js';
import { configurationOrExit } from '../config/read.js';
import type { WorkerFactory } from '../rehearsal/open-rehearsal.js';
import { answerHealth } from './health.js';
import { RehearsalRuns } from './rehearsal-runs.js';

// The process that performs the rehearsals people order through the API: apart from API and worker, because it alone gets the owner's
// URL (each rehearsal is a schema of its own), and because a rehearsal takes all the CPU it can get.

/** People's work goes first. */
const NICE = 10;

const configuration = configurationOrExit(['DATABASE_URL', 'OWNER_DATABASE_URL', 'TEMPORAL_ADDRESS']);
const log = createLogger('rehearsals', configuration);
setPriority(NICE);

/** Loaded when the first rehearsal is ordered: until then this process costs next to nothing. */
let runtime: Promise<void> | undefined;
const createWorker: WorkerFactory = async (options) => {
  runtime ??= import('./quiet-runtime.js').then(({ installQuietRuntime }) => installQuietRuntime());
  await runtime;
  const { createRehearsalWorker } = await import('./rehearsal-worker.js');
  return createRehearsalWorker(options);
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));
if (configuration.YUSHUI_EMBEDDED) process.once('disconnect', () => stop.abort('parent gone'));

try {
  await run();
  process.exit(0);
} catch (error) {
  log.fatal({ err: error }, 'rehearsals failed');
  process.exit(1);
}

async function run(): Promise<void> {
  const {
    DATABASE_URL: app = '',
    OWNER_DATABASE_URL: owner = '',
    DATABASE_SCHEMA: schema,
    DATABASE_APP_ROLE: appRole,
    TEMPORAL_ADDRESS: address = '',
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_REHEARSAL_NAMESPACE: rehearsalNamespace,
    REHEARSALS_AT_ONCE: atOnce,
    WORKER_HEALTH_PORT: healthPort,
  } = configuration;
  const dataSource = await createDataSource({ url: app, schema, poolSize: 3 }).initialize();
  const runs = new RehearsalRuns({
    dataSource,
    places: {
      database: { app, owner, schema, appRole },
      temporal: { address, namespace, rehearsalNamespace },
    },
    createWorker,
    atOnce,
    log,
  });
  runs.start();
  const health = await answerHealth(healthPort, () => !stop.signal.aborted);
  log.info({ rehearsalNamespace, atOnce }, 'rehearsals ready');
  process.send?.({ ready: true });

  await new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true });
    if (stop.signal.aborted) resolve();
  });
  log.info({ reason: String(stop.signal.reason) }, 'rehearsals stopping');
  await runs.stop();
  health?.close();
  await dataSource.destroy();
}
