import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import {
  rehearsalWorkflowId,
  type RehearsalInput,
  type RehearsalResult,
} from '../../contracts/processes/rehearsal.js';
import { createDataSource } from '../../database/data-source.js';
import { holdSchema } from '../../database/rehearsal/schema-hold.js';
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { setRehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import type { Places } from '../embedded/running.js';
import { startRehearsal } from '../temporal/start-rehearsal.js';

/** Where a rehearsal finds database and Temporal. */
export type RehearsalPlaces = Pick<Places, 'database' | 'temporal'> & Partial<Places>;

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

/** Makes a rehearsal: a schema with production's organisation, and a worker beside it. What is made is undone when the rest fails. */
export async function openRehearsal(
  { database, temporal }: RehearsalPlaces,
  createWorker: WorkerFactory,
): Promise<OpenRehearsal> {
  const schema = `rehearsal_${randomBytes(8).toString('hex')}`;
  const undo: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    let failure: unknown;
    // What fails must not keep the rest from being put away.
    for (const step of undo.splice(0).reverse())
      await step().catch((error: unknown) => {
        failure ??= error;
      });
    if (failure !== undefined) throw failure;
  };
  try {
    const dataSource = await createDataSource({
      ...{ url: database.app, schema, poolSize: 5, throwaway: true },
    }).initialize();
    undo.push(() => dataSource.destroy());
    // Whoever clears up after the dead sees by this that somebody is alive.
    const release = await holdSchema(dataSource, schema);
    undo.push(release);
    undo.push(() => dropRehearsalSchema(database.owner, schema));
    await createRehearsalSchema({
      ownerUrl: database.owner,
      appRole: database.appRole,
      production: database.schema,
      schema,
    });
    const connection = await Connection.connect({ address: temporal.address });
    undo.push(() => connection.close());
    const client = new Client({ connection, namespace: temporal.rehearsalNamespace });
    const handle = client.workflow.getHandle<() => Promise<RehearsalResult>>(rehearsalWorkflowId(schema));
    const worker = await createWorker({
      address: temporal.address,
      namespace: temporal.rehearsalNamespace,
      taskQueue: schema,
      databaseUrl: database.app,
    });
    const working = worker.run();
    working.catch(() => undefined);
    undo.push(async () => {
      await handle.terminate('rehearsal closed').catch(() => undefined); // over already, or never started
      worker.shutdown();
      await working.finally(() => worker.close());
    });
    return {
      schema,
      dataSource,
      async start(input) {
        await setRehearsalNow(dataSource.manager, new Date(input.from));
        await startRehearsal(client, schema, schema, input);
      },
      result: () => handle.result(),
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
