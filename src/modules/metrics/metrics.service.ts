import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { openAlarms } from '../../../database/annual-cycles/alarm.store.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';

/** What pg-pool tells about itself; TypeORM's driver holds the pool as `master`. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** A registry of the application's own, so that two applications in one process (tests) do not share figures. */
@Injectable()
export class MetricsService {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'yushui_http_request_duration_seconds',
    help: 'HTTP requests by method, route template and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(@Inject(PRODUCTION_DATA_SOURCE) dataSource: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'yushui_annual_alarms',
      help: 'What should have begun by itself and did not, and nobody has mended yet',
      registers: [this.registry],
      async collect() {
        this.set(await openAlarms(dataSource.manager).catch(() => NaN));
      },
    });
    this.gauge('total', 'Connections to PostgreSQL', () => poolOf(dataSource)?.totalCount);
    this.gauge('idle', 'Connections nobody uses at the moment', () => poolOf(dataSource)?.idleCount);
    this.gauge('waiting', 'Requests that wait for a connection', () => poolOf(dataSource)?.waitingCount);
  }

  /** @param route the template (`/api/v1/steps/:id`), never the path: ids would make a series each */
  observe(method: string, route: string | undefined, status: number, milliseconds: number): void {
    this.requests.observe({ method, route: route ?? 'unknown', status: String(status) }, milliseconds / 1000);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(what: string, help: string, read: () => number | undefined): void {
    new Gauge({
      name: `yushui_database_pool_${what}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read() ?? 0);
      },
    });
  }
}

function poolOf({ driver }: DataSource): Pool | undefined {
  return (driver as unknown as { master?: Pool }).master;
}
