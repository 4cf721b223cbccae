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
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { flowSummary, type FlowSummary } from '../../database/rehearsal/flow-summary.js';
import { rehearsalEvents, type RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import { reachBack } from '../../database/rehearsal/reach-back.js';
import { yearSummary, type YearSummary } from '../../database/rehearsal/year-summary.js';
import { setRehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import type { LaunchableKind } from '../../domain/blueprints/index.js';
import { addDays, civilDate, instantAt } from '../../domain/time/zone.js';
import type { Places } from '../embedded/running.js';
import { startRehearsal } from '../temporal/start-rehearsal.js';
import { launchRehearsed } from './launch.js';
import { LAUNCHES } from './launches.js';
import { rehearsedRegion } from './region.js';

const LAUNCHED_AT = '09:00';
/** Days after the year's end up to which it is watched. */
const WATCHED_AFTER_DAYS = 5;

export interface RehearsalOrder {
  kind: LaunchableKind;
  regionCode: string;
  year: number;
  scenario: Scenario;
}

export interface RehearsalReport {
  events: RehearsalEvent[];
  /** Of a “双清单” year, what its ledger comes to; of every other process, how its steps went. */
  summary: YearSummary | FlowSummary;
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
 * Rehearses one process of a region, from its launch to the end of the year: a schema of its own, the real Temporal server with skipped
 * time, production's procedures and step engine, simulated people. Nothing of it stays behind.
 *
 * @throws Refusal NOT_FOUND for a region that production doesn't have
 */
export async function rehearse(
  places: Places,
  order: RehearsalOrder,
  createWorker: WorkerFactory,
  prepare?: (dataSource: DataSource) => Promise<void>,
): Promise<RehearsalReport> {
  const { kind, regionCode, year, scenario } = order;
  const rehearsal = await openRehearsal(places, createWorker);
  const { dataSource } = rehearsal;
  try {
    await prepare?.(dataSource);
    const { month, day } = LAUNCHES[kind].on;
    const from = instantAt(civilDate(year, month, day), LAUNCHED_AT);
    await reachBack(dataSource, from, instantAt(civilDate(year + 2, 12, 31), LAUNCHED_AT));
    const region = await rehearsedRegion(dataSource.manager, regionCode, year, from);
    const last = LAUNCHES[kind].watchedUntil?.(region) ?? civilDate(year, 12, 31);
    const to = instantAt(addDays(last, WATCHED_AFTER_DAYS), '18:00');
    await launchRehearsed(dataSource, kind, order, from);
    await rehearsal.start({ from: from.toISOString(), to: to.toISOString(), scenario });
    await rehearsal.result();
    return {
      events: await rehearsalEvents(dataSource.manager),
      summary:
        kind === 'dualList'
          ? await yearSummary(dataSource.manager, regionCode, year, to)
          : await flowSummary(dataSource.manager),
    };
  } finally {
    await rehearsal.close();
  }
}
