import 'reflect-metadata';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createAnnualCycleActivities } from '../../activities/annual-cycles/annual-cycle.activities.js';
import { createHousekeepingActivities } from '../../activities/housekeeping.activities.js';
import { createNoticeActivities } from '../../activities/notices/index.js';
import { createProcessActivities } from '../../activities/process.activities.js';
import { createDataSource } from '../../database/data-source.js';
import { SecretBox } from '../../database/notices/secret-box.js';
import { quietHoursFrom } from '../../domain/notices/settings.js';
import { createLogger } from '../config/logger.js';
import { configurationOrExit } from '../config/read.js';
import { connectTemporal } from '../temporal/connect.js';
import { channelsOf } from './channels.js';
import { startStandingWorkflows } from './standing-workflows.js';
import { createWorker } from './create-worker.js';
import { answerHealth } from './health.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';

const configuration = configurationOrExit(['DATABASE_URL', 'TEMPORAL_ADDRESS']);
const log = createLogger('worker', configuration);
const {
  DATABASE_URL: databaseUrl = '',
  TEMPORAL_ADDRESS: address = '',
  TEMPORAL_NAMESPACE: namespace,
  TEMPORAL_TASK_QUEUE: taskQueue,
} = configuration;

// Our own handlers end the worker in order; the runtime's defaults would drain it behind our back.
Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'WARN' ? 'warn' : 'error'](meta ?? {}, message),
  ),
});

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));
if (configuration.YUSHUI_EMBEDDED) process.once('disconnect', () => stop.abort('parent gone'));

try {
  await run();
  process.exit(0);
} catch (error) {
  if (!stop.signal.aborted) log.fatal({ err: error }, 'worker failed');
  process.exit(stop.signal.aborted ? 0 : 1);
}

async function run(): Promise<void> {
  const dataSource = createDataSource({
    url: databaseUrl,
    schema: configuration.DATABASE_SCHEMA,
    poolSize: configuration.DATABASE_POOL,
  });
  await dataSource.initialize();
  const client = await connectTemporal(address, namespace, stop.signal, (why) =>
    log.warn({ address, why }, 'Temporal not reached yet'),
  );
  const channels = channelsOf(configuration);
  const dispatcher = new OutboxDispatcher({ dataSource, databaseUrl, client, taskQueue, log });
  const { worker, close } = await createWorker({
    address,
    namespace,
    taskQueue,
    activities: {
      ...createProcessActivities({ dataSource, written: () => void dispatcher.wake() }),
      ...createAnnualCycleActivities({ dataSource, written: () => void dispatcher.wake() }),
      ...createHousekeepingActivities({
        dataSource,
        client,
        taskQueue,
        log: (event, facts) => log.info(facts, event),
      }),
      ...createNoticeActivities({
        dataSource,
        channels,
        settings: { quiet: quietHoursFrom(configuration.QUIET_HOURS) },
        warn: (about, message) => log.warn(about, message),
        ...(configuration.SECRETS_KEY ? { secrets: new SecretBox(configuration.SECRETS_KEY) } : {}),
      }),
    },
  });
  const working = worker.run();
  await startStandingWorkflows(client, taskQueue);
  dispatcher.start();
  const health = await answerHealth(configuration.WORKER_HEALTH_PORT, () => worker.getState() === 'RUNNING');
  log.info({ namespace, taskQueue }, 'worker ready');
  process.send?.({ ready: true });

  stop.signal.addEventListener('abort', () => {
    log.info({ reason: String(stop.signal.reason) }, 'worker stopping');
    if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  if (stop.signal.aborted) worker.shutdown();
  await working;
  await dispatcher.stop();
  health?.close();
  for (const channel of channels) channel.close?.();
  await close();
  await client.connection.close();
  await dataSource.destroy();
}
