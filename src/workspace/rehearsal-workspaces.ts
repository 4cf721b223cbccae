import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { rehearsalNow } from '../../database/rehearsal/rehearsal-clock.js';
import { REHEARSAL_SCHEMA } from '../../database/rehearsal/rehearsal-schema.js';
import { Configuration } from '../config/configuration.js';
import type { Workspace } from './workspace.js';

/** Finds the schema and the clock of a rehearsal by its id. */
@Injectable()
export class RehearsalWorkspaces implements OnApplicationShutdown {
  private readonly sources = new Map<string, Promise<DataSource>>();

  constructor(private readonly configuration: Configuration) {}

  /** @returns null for a rehearsal that doesn't exist, or is over */
  async resolve(id: string): Promise<Workspace | null> {
    if (!REHEARSAL_SCHEMA.test(id)) return null;
    const dataSource = await this.source(id);
    try {
      const now = await rehearsalNow(dataSource.manager);
      if (now) return { name: id, dataSource, now };
    } catch {
      // The schema is gone, or never was.
    }
    this.sources.delete(id);
    await dataSource.destroy();
    return null;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const source of this.sources.values())
      await source.then((one) => one.destroy()).catch(() => undefined);
  }

  private source(schema: string): Promise<DataSource> {
    const known = this.sources.get(schema);
    if (known) return known;
    const source = createDataSource({
      url: this.configuration.DATABASE_URL ?? '',
      schema,
      poolSize: 4,
    }).initialize();
    this.sources.set(schema, source);
    source.catch(() => this.sources.delete(schema));
    return source;
  }
}
