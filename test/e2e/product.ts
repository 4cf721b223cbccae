import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import { buildCounty, type County } from '../../database/seeds/synthetic-county.js';
import { untilTemporalServes } from '../../src/embedded/temporal-namespaces.js';
import { hashPassword } from '../../src/modules/access/password-hash.js';
import { type Answer, type ApiOptions, PASSWORD, startApi, type TestApi } from '../http/api.js';
import { testTemporalAddress } from '../support/infrastructure.js';

export const OTHER_COUNTY = '990101';

/** The API, and the worker as the process it is in production, in a Temporal namespace that no other test looks into. */
export interface TestProduct {
  api: TestApi;
  /** A second county with a city above it: four units, so that a year is filed in four requests. */
  county: County;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  get(login: string, path: string): Promise<Answer>;
  post(login: string, path: string, body?: object, key?: string): Promise<Answer>;
  /** As an operator of Temporal may by mistake. */
  terminate(workflowId: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startProduct(settings: ApiOptions['settings'] = {}): Promise<TestProduct> {
  const namespace = `e2e-${randomUUID()}`;
  const address = settings.TEMPORAL_ADDRESS ?? testTemporalAddress();
  const api = await startApi({
    settings: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, ...settings },
  });
  await untilTemporalServes(
    testTemporalAddress(),
    { product: namespace, rehearsal: 'yushui-rehearsal' },
    30_000,
    () => true,
  );
  const now = new Date();
  for (const year of calendarYears(now.getFullYear(), now.getFullYear() + 2))
    await storeYear(api.dataSource.manager, year, now);
  const county = await addCounty(api);
  let worker: ChildProcess | undefined;

  const product: TestProduct = {
    api,
    county,
    async startWorker() {
      const { NODE_OPTIONS: _, ...env } = process.env;
      worker = spawn(process.execPath, [join(process.cwd(), 'dist/src/worker/main.js')], {
        env: {
          ...env,
          DATABASE_URL: api.database.url,
          DATABASE_SCHEMA: api.database.schema,
          TEMPORAL_ADDRESS: address,
          TEMPORAL_NAMESPACE: namespace,
          LOG_LEVEL: 'error',
          ...(settings.SECRETS_KEY ? { SECRETS_KEY: settings.SECRETS_KEY } : {}),
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const first = await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => undefined)]);
      if (!first) throw new Error('the worker ended before it was ready');
    },
    async stopWorker() {
      if (!worker || worker.exitCode !== null) return;
      const ended = once(worker, 'exit');
      worker.kill('SIGTERM');
      await ended;
    },
    async get(login, path) {
      return api.send('GET', path, { token: await api.token(login) });
    },
    async post(login, path, body = {}, key = randomUUID()) {
      const token = await api.token(login);
      return api.send('POST', path, { token, body, headers: { 'idempotency-key': key } });
    },
    async terminate(workflowId) {
      const connection = await Connection.connect({ address: testTemporalAddress() });
      const client = new Client({ connection, namespace });
      await client.workflow.getHandle(workflowId).terminate('by mistake');
      await connection.close();
    },
    async stop() {
      await product.stopWorker();
      await api.stop();
    },
  };
  return product;
}

/** Stores a synthetic county; its people log in with the same password. */
export async function addCounty({ dataSource }: TestApi): Promise<County> {
  const county = buildCounty({ regionCode: OTHER_COUNTY, name: '演练县', units: 4 });
  await loadOrganisation(dataSource.manager, county.data, {
    passwordHash: await hashPassword(PASSWORD),
    now: new Date(),
  });
  return county;
}
