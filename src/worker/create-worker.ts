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

/** The workflows' entry: TypeScript under the tests, JavaScript in dist; both stand at the same depth. */
export function workflowsPath(): string {
  const base = new URL('../../workflows/index', import.meta.url);
  const source = fileURLToPath(`${base.href}.ts`);
  return existsSync(source) ? source : fileURLToPath(`${base.href}.js`);
}

/** The bundle that the build made; under the tests there is none, and the worker makes its own. */
function workflowCode(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const bundle = fileURLToPath(new URL('../../workflows/bundle.cjs', import.meta.url));
  return existsSync(bundle) ? { workflowBundle: { codePath: bundle } } : { workflowsPath: workflowsPath() };
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
    ...workflowCode(),
    activities: options.activities,
    maxCachedWorkflows: options.cachedWorkflows ?? 2_000,
    // One thread runs workflow code: two cores are shared with the database and Temporal (measured, docs/adr/0003-clocks.md).
    workflowThreadPoolSize: 1,
    shutdownGraceTime: '10 seconds',
    ...extra,
  });
  return { worker, close: () => connection.close() };
}
