import { randomBytes } from 'node:crypto';
import { Connection, Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import {
  rehearsalWorkflowId,
  type RehearsalResult,
  type Scenario,
} from '../../contracts/processes/rehearsal.js';
import { createDataSource } from '../../database/data-source.js';
import { startProcess } from '../../database/processes/start-process.js';
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import {
  rehearsalEvents,
  rehearsalSummary,
  type RehearsalEvent,
  type RehearsalSummary,
} from '../../database/rehearsal/rehearsal-report.js';
import { setRehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { addDays, civilDate, instantAt } from '../../domain/time/zone.js';
import type { Places } from '../embedded/running.js';
import { startRehearsal } from '../temporal/start-rehearsal.js';

/** The day the office launches a rehearsed year, and the day after its end up to which it is watched. */
const LAUNCH = { month: 1, day: 4, time: '09:00' };
const WATCHED_AFTER_DAYS = 5;

export interface RehearsalOrder {
  regionCode: string;
  year: number;
  scenario: Scenario;
}

export interface RehearsalReport {
  events: RehearsalEvent[];
  summary: RehearsalSummary;
}

/** Runs a worker beside the rehearsal; src/worker supplies it. */
export type WorkerFactory = (options: {
  address: string;
  namespace: string;
  taskQueue: string;
  databaseUrl: string;
}) => Promise<{
  run(): Promise<void>;
  shutdown(): void;
  close(): Promise<void>;
}>;

/**
 * Rehearses one region's “双清单” year: a schema of its own, the real Temporal server with skipped time, production's procedures and
 * step engine, simulated people. Nothing of it stays behind.
 *
 * @throws Refusal NOT_FOUND for a region that production doesn't have
 */
export async function rehearseDualList(
  places: Places,
  order: RehearsalOrder,
  createWorker: WorkerFactory,
  prepare?: (dataSource: DataSource) => Promise<void>,
): Promise<RehearsalReport> {
  const schema = `rehearsal_${randomBytes(8).toString('hex')}`;
  const { database, temporal } = places;
  await createRehearsalSchema({
    ownerUrl: database.owner,
    appRole: database.appRole,
    production: database.schema,
    schema,
  });
  const dataSource = await createDataSource({ url: database.app, schema, poolSize: 4 }).initialize();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.rehearsalNamespace });
  const taskQueue = schema;
  const worker = await createWorker({
    address: temporal.address,
    namespace: temporal.rehearsalNamespace,
    taskQueue,
    databaseUrl: database.app,
  });
  const working = worker.run();
  try {
    await prepare?.(dataSource);
    const from = instantAt(civilDate(order.year, LAUNCH.month, LAUNCH.day), LAUNCH.time);
    const to = instantAt(addDays(civilDate(order.year, 12, 31), WATCHED_AFTER_DAYS), '18:00');
    await launch(dataSource, order, from);
    const input = { from: from.toISOString(), to: to.toISOString(), scenario: order.scenario };
    await startRehearsal(client, schema, taskQueue, input);
    await client.workflow.getHandle<() => Promise<RehearsalResult>>(rehearsalWorkflowId(schema)).result();
    return {
      events: await rehearsalEvents(dataSource.manager),
      summary: await rehearsalSummary(dataSource.manager, order.regionCode, order.year),
    };
  } finally {
    worker.shutdown();
    await working;
    await worker.close();
    await connection.close();
    await dataSource.destroy();
    await dropRehearsalSchema(database.owner, schema);
  }
}

async function launch(
  dataSource: DataSource,
  { regionCode, year }: RehearsalOrder,
  now: Date,
): Promise<void> {
  const [region]: { name: string }[] = await dataSource.query(`select name from region where code = $1`, [
    regionCode,
  ]);
  if (!region) throw new Refusal('NOT_FOUND', {}, 'region');
  await setRehearsalNow(dataSource.manager, now);
  await dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        kind: 'dualList',
        businessKey: `dualList:${regionCode}:${year}`,
        regionCode,
        year,
        title: `${region.name}${year}年“双清单”`,
      },
      null,
      now,
    ),
  );
}
