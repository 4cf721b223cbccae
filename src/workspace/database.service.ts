import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { rememberAnswer, type ChangeKey } from '../../database/processes/idempotency.repository.js';
import { OutboxBell } from './outbox-bell.js';
import { workspaceOfRequest, type Tx, type Workspace } from './workspace.js';

export const PRODUCTION_DATA_SOURCE = Symbol('production data source');

/** The services' only way to the database: reads, and changes that happen once. */
@Injectable()
export class Database {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly bell: OutboxBell,
  ) {}

  private get workspace(): Workspace {
    return workspaceOfRequest() ?? { name: 'production', dataSource: this.production, now: new Date() };
  }

  /** For reads outside a transaction. */
  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** The workspace's, for what goes on reading after the request. */
  get dataSource(): DataSource {
    return this.workspace.dataSource;
  }

  now(): Date {
    return this.workspace.now;
  }

  /**
   * One transaction for one submission. The same key again gives the stored answer and does nothing; the same key for another
   * submission is refused (IDEMPOTENCY_KEY_REUSED). Rings for the outbox after the commit.
   */
  async change<T extends object>(key: ChangeKey, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { dataSource, now, name } = this.workspace;
    const answer = await dataSource.transaction((manager) =>
      rememberAnswer(manager, key, now, () => work({ manager, now })),
    );
    this.bell.ring(name, dataSource);
    return answer;
  }

  /** A transaction for a change nobody submits twice (a login, a read mark). */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { dataSource, now } = this.workspace;
    return dataSource.transaction((manager) => work({ manager, now }));
  }
}
