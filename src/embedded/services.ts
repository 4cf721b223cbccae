import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Configuration } from '../config/configuration.js';
import { compiled } from './compiled.js';
import { secretsOf, type DataFolder } from './data-folder.js';
import { lastLines } from './files.js';
import { record } from './leftovers.js';
import { type PostgresUrls } from './postgres.js';
import { startServer, type ServerProcess } from './processes.js';

export type Service = 'api' | 'worker' | 'rehearsals';

const ENTRY: Record<Service, string> = {
  api: 'main',
  worker: 'worker/main',
  rehearsals: 'worker/rehearsals-main',
};

export interface ServiceAddresses {
  urls: PostgresUrls;
  temporalAddress: string;
  port: number;
}

/** Starts one as its own process, with the application's role only; rehearsals make schemas, and get the owner's too. */
export function startService(
  service: Service,
  folder: DataFolder,
  configuration: Configuration,
  { urls, temporalAddress, port }: ServiceAddresses,
): ServerProcess {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: configuration.NODE_ENV,
    YUSHUI_EMBEDDED: '1',
    DATABASE_URL: urls.app,
    SECRETS_KEY: configuration.SECRETS_KEY ?? secretsOf(folder).key,
    DATABASE_SCHEMA: configuration.DATABASE_SCHEMA,
    TEMPORAL_ADDRESS: temporalAddress,
    HOST: configuration.HOST,
    PORT: String(port),
    YUSHUI_DATA_DIR: folder.path,
  };
  for (const name of ['OWNER_DATABASE_URL', 'YUSHUI_DEMO_PASSWORD', 'NODE_OPTIONS']) delete env[name];
  if (service === 'rehearsals') env['OWNER_DATABASE_URL'] = urls.owner;
  const server = startServer({
    command: process.execPath,
    args: [
      '--enable-source-maps',
      '--import',
      pathToFileURL(compiled('embedded/parent-watch')).href,
      compiled(ENTRY[service]),
    ],
    log: serviceLog(folder, service),
    env,
    channel: true,
    // A sign-off is answered first, then handed on (docs/BENCHMARKS.md).
    background: service === 'worker',
  });
  record(folder, { [service]: server.identity });
  return server;
}

function serviceLog(folder: DataFolder, service: Service): string {
  return join(folder.logs, `${service}.log`);
}

export function lastWords(folder: DataFolder, service: Service): string {
  return lastLines(serviceLog(folder, service));
}

/** One question to the API: is it ready to serve, with database and Temporal? */
export async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(3_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
