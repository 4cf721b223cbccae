import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * Where a request works: a database schema and a clock that belong together. Production is one workspace; each rehearsal is
 * another, so the same services serve both and nothing of a rehearsal can reach production tables.
 */
export interface Workspace {
  /** `production`, or the rehearsal's id. */
  readonly name: string;
  readonly dataSource: DataSource;
  /** The workspace's present instant: the machine's clock, or the rehearsal's own. */
  readonly now: Date;
}

const storage = new AsyncLocalStorage<Workspace>();

export function runInWorkspace<T>(workspace: Workspace, work: () => T): T {
  return storage.run(workspace, work);
}

export function workspaceOfRequest(): Workspace | undefined {
  return storage.getStore();
}

/** What a change works with: one transaction and one instant. */
export interface Tx {
  readonly manager: EntityManager;
  readonly now: Date;
}
