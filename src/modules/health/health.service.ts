import { connect } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Readiness } from '../../../contracts/http/health.js';
import { openAlarms } from '../../../database/annual-cycles/alarm.store.js';
import { migrations } from '../../../database/migrations/index.js';
import { Configuration } from '../../config/configuration.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';

const TIMEOUT_MS = 1_500;
/** No such function, table or schema: the database answers, the migrations have not run. */
const SCHEMA_MISSING = new Set(['42883', '42P01', '3F000']);
const LAST_MIGRATION = new (migrations.at(-1)!)().name;

@Injectable()
export class HealthService {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly configuration: Configuration,
  ) {}

  /** Sign-offs are accepted without Temporal (DESIGN section 1), so its absence does not take a replica out of service. */
  async readiness(answer: (ready: boolean) => void): Promise<Readiness> {
    const [migrated, temporal, alarms] = await Promise.all([
      this.migrated(),
      this.temporal(),
      within(
        TIMEOUT_MS,
        openAlarms(this.dataSource.manager).catch(() => null),
        null,
      ),
    ]);
    const ready = migrated === true;
    answer(ready);
    return {
      status: ready ? 'ok' : 'unavailable',
      database: migrated === undefined ? 'unreachable' : 'ok',
      migrations: migrated === undefined ? 'unknown' : migrated ? 'ok' : 'pending',
      temporal,
      alarms,
    };
  }

  /** Undefined when the database does not answer in time. */
  private async migrated(): Promise<boolean | undefined> {
    const asked = this.dataSource
      .query<{ done: boolean }[]>(`select migration_applied($1) as done`, [LAST_MIGRATION])
      .then(
        ([row]) => row?.done === true,
        (error: { code?: string }) => (SCHEMA_MISSING.has(error.code ?? '') ? false : undefined),
      );
    return within(TIMEOUT_MS, asked, undefined);
  }

  private temporal(): Promise<Readiness['temporal']> {
    const address = this.configuration.TEMPORAL_ADDRESS;
    return address === undefined ? Promise.resolve('unknown') : reachable(address);
  }
}

function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    void work.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** Whether somebody accepts connections there; what the process engine thinks of itself is its own health page's to say. */
function reachable(address: string): Promise<'ok' | 'unreachable'> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: TIMEOUT_MS });
    const end = (state: 'ok' | 'unreachable') => {
      socket.destroy();
      resolve(state);
    };
    socket
      .once('connect', () => end('ok'))
      .once('timeout', () => end('unreachable'))
      .once('error', () => end('unreachable'));
  });
}
