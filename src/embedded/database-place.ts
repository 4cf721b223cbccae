import type { Configuration } from '../config/configuration.js';
import { ensureInfrastructure, findRunning } from './running.js';

export interface DatabasePlace {
  url: string;
  schema: string;
  leave(): Promise<void>;
}

const NOTHING_TO_STOP = () => Promise.resolve();

/**
 * Where a tool reads: DATABASE_URL's database if it is set, else that of the product which runs on YUSHUI_DATA_DIR, else that folder's
 * database, started for the purpose.
 */
export async function databasePlace(configuration: Configuration): Promise<DatabasePlace> {
  const { DATABASE_URL, DATABASE_SCHEMA, YUSHUI_DATA_DIR } = configuration;
  if (DATABASE_URL) return { url: DATABASE_URL, schema: DATABASE_SCHEMA, leave: NOTHING_TO_STOP };
  const running = findRunning(YUSHUI_DATA_DIR);
  if (running) return { url: running.database.app, schema: running.database.schema, leave: NOTHING_TO_STOP };
  const borrowed = await ensureInfrastructure(configuration);
  return { url: borrowed.database.app, schema: borrowed.database.schema, leave: () => borrowed.stop() };
}
