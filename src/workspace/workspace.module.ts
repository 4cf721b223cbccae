import { Global, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { Configuration } from '../config/configuration.js';
import { Database, PRODUCTION_DATA_SOURCE } from './database.service.js';
import { OutboxBell } from './outbox-bell.js';

/** The database of the real work. It connects when the application starts, not when it is put together: see src/openapi.ts. */
@Global()
@Module({
  providers: [
    {
      provide: PRODUCTION_DATA_SOURCE,
      inject: [Configuration],
      useFactory: ({ DATABASE_URL, DATABASE_SCHEMA, DATABASE_POOL }: Configuration) =>
        createDataSource({ url: DATABASE_URL ?? '', schema: DATABASE_SCHEMA, poolSize: DATABASE_POOL }),
    },
    OutboxBell,
    Database,
  ],
  exports: [PRODUCTION_DATA_SOURCE, OutboxBell, Database],
})
export class WorkspaceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(PRODUCTION_DATA_SOURCE) private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    if (!this.dataSource.isInitialized) await this.dataSource.initialize();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
