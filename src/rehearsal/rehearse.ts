import { randomBytes } from 'node:crypto';
import { Connection, Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import {
  rehearsalWorkflowId,
  type RehearsalInput,
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
import { regionLabel } from '../../domain/organisation/region-label.js';
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

/** A rehearsal that is under way: its schema, and what a tool needs to work with it. */
export interface OpenRehearsal {
  /** Also the value of the header that puts a request into it. */
  schema: string;
  dataSource: DataSource;
  start(input: RehearsalInput): Promise<void>;
  /** Waits for the end of a rehearsal that ends by itself. */
  result(): Promise<RehearsalResult>;
  /** Ends it and leaves nothing behind. */
  close(): Promise<void>;
}

/** Makes a rehearsal: a schema with production's organisation, and a worker beside it. */
export async function openRehearsal(
  { database, temporal }: Places,
  createWorker: WorkerFactory,
): Promise<OpenRehearsal> {
  const schema = `rehearsal_${randomBytes(8).toString('hex')}`;
  await createRehearsalSchema({
    ownerUrl: database.owner,
    appRole: database.appRole,
    production: database.schema,
    schema,
  });
  const dataSource = await createDataSource({ url: database.app, schema, poolSize: 4 }).initialize();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.rehearsalNamespace });
  const handle = client.workflow.getHandle<() => Promise<RehearsalResult>>(rehearsalWorkflowId(schema));
  const worker = await createWorker({
    address: temporal.address,
    namespace: temporal.rehearsalNamespace,
    taskQueue: schema,
    databaseUrl: database.app,
  });
  const working = worker.run();
  return {
    schema,
    dataSource,
    async start(input) {
      await setRehearsalNow(dataSource.manager, new Date(input.from));
      await startRehearsal(client, schema, schema, input);
    },
    result: () => handle.result(),
    async close() {
      await handle.terminate('rehearsal closed').catch(() => undefined); // over already, or never started
      worker.shutdown();
      await working;
      await worker.close();
      await connection.close();
      await dataSource.destroy();
      await dropRehearsalSchema(database.owner, schema);
    },
  };
}

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
  const rehearsal = await openRehearsal(places, createWorker);
  const { dataSource } = rehearsal;
  try {
    await prepare?.(dataSource);
    const from = instantAt(civilDate(order.year, LAUNCH.month, LAUNCH.day), LAUNCH.time);
    const to = instantAt(addDays(civilDate(order.year, 12, 31), WATCHED_AFTER_DAYS), '18:00');
    await launch(dataSource, order, from);
    await rehearsal.start({ from: from.toISOString(), to: to.toISOString(), scenario: order.scenario });
    await rehearsal.result();
    return {
      events: await rehearsalEvents(dataSource.manager),
      summary: await rehearsalSummary(dataSource.manager, order.regionCode, order.year, to),
    };
  } finally {
    await rehearsal.close();
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
  await dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        kind: 'dualList',
        businessKey: `dualList:${regionCode}:${year}`,
        regionCode,
        year,
        title: `${regionLabel(region.name)}${year}年“双清单”`,
      },
      null,
      now,
    ),
  );
}
