import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';

export interface CreateWorker {
  address: string;
  namespace: string;
  taskQueue: string;
  activities: object;
  /** Cached workflows: each holds some memory, each miss costs a replay. */
  cachedWorkflows?: number;
}

/** Beside this in dist; the tests run the sources, and build before (scripts/test.mjs). */
const BUNDLES = ['../../workflows/bundle.cjs', '../../dist/workflows/bundle.cjs'];

/** The workflows as the build made them into one file: making it takes seconds, for each worker. */
export function builtWorkflows(): { codePath: string } {
  const paths = BUNDLES.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const codePath = paths.find((path) => existsSync(path));
  if (!codePath) throw new Error('no workflows: npm run build');
  return { codePath };
}

export async function createWorker(
  options: CreateWorker,
  extra: Partial<WorkerOptions> = {},
): Promise<{ worker: Worker; close: () => Promise<void> }> {
  const connection = await NativeConnection.connect({ address: options.address });
  const worker = await Worker.create({
    connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: builtWorkflows(),
    activities: options.activities,
    maxCachedWorkflows: options.cachedWorkflows ?? 2_000,
    // One thread runs workflow code: two cores are shared with the database and Temporal (measured, docs/adr/0003-clocks.md).
    workflowThreadPoolSize: 1,
    shutdownGraceTime: '10 seconds',
    ...extra,
  });
  return { worker, close: () => connection.close() };
}
