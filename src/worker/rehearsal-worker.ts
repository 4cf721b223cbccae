import type { DataSource } from 'typeorm';
import { createRehearsalActivities } from '../../activities/rehearsal/rehearsal.activities.js';
import { rehearsalWorkflowId } from '../../contracts/processes/rehearsal.js';
import { createDataSource } from '../../database/data-source.js';
import { REHEARSAL_SCHEMA } from '../../database/rehearsal/rehearsal-schema.js';
import { createWorker } from './create-worker.js';

export interface RehearsalWorkerOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  databaseUrl: string;
}

export interface RehearsalWorker {
  run(): Promise<void>;
  shutdown(): void;
  /** Call after `run` has ended. */
  close(): Promise<void>;
}

/** A worker for rehearsals: production's procedures and step engine, each rehearsal on its own schema. */
export async function createRehearsalWorker(options: RehearsalWorkerOptions): Promise<RehearsalWorker> {
  const sources = new Map<string, Promise<DataSource>>();
  const dataSourceOf = (workflowId: string): Promise<DataSource> => {
    const schema = workflowId.slice(rehearsalWorkflowId('').length);
    if (!REHEARSAL_SCHEMA.test(schema)) throw new RangeError(`no rehearsal: ${workflowId}`);
    const source =
      sources.get(schema) ??
      createDataSource({ url: options.databaseUrl, schema, poolSize: 4, throwaway: true }).initialize();
    sources.set(schema, source);
    return source;
  };
  const { worker, close } = await createWorker(
    { ...options, activities: createRehearsalActivities(dataSourceOf), cachedWorkflows: 20 },
    // Rehearsals are few and busy; they must not take the cores from the real work's worker.
    { maxConcurrentLocalActivityExecutions: 8 },
  );
  return {
    run: () => worker.run(),
    shutdown: () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    },
    async close() {
      await close();
      for (const source of sources.values()) await source.then((one) => one.destroy()).catch(() => undefined);
    },
  };
}
