import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { variableNames } from '../../src/config/read.js';
import { DATABASES, ROLES } from '../../src/embedded/postgres-roles.js';
import { TEMPORAL_VERSION } from '../../src/embedded/temporal-build.js';
import { HISTORY_SHARDS } from '../../src/embedded/temporal-configuration.js';
import { RETENTION_DAYS } from '../../src/embedded/temporal-namespaces.js';
import { TEMPORAL_SCHEMAS } from '../../src/embedded/temporal-schema.js';

interface Service {
  image?: string;
  restart?: string;
  environment?: Record<string, string>;
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
  networks?: string[];
  ports?: string[];
  deploy?: { replicas?: string };
  volumes?: string[];
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
const services = Object.entries(compose.services);
const deploy = (name: string): string => readFileSync(`deploy/${name}`, 'utf8');

describe('docker-compose.yml', () => {
  test('is valid by the Compose specification', () => {
    const { $schema: _, ...schema } = JSON.parse(
      readFileSync('test/compose/compose-spec.schema.json', 'utf8'),
    ) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    const validate = ajv.compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ ...compose, services: { api: { imge: 'x' } } })).toBe(false);
  });

  test('has the whole topology, API and workers in any number', () => {
    expect(services.map(([name]) => name).sort()).toEqual([
      'api',
      'gateway',
      'migrate',
      'postgres',
      'rehearsals',
      'temporal',
      'temporal-namespaces',
      'temporal-schema',
      'temporal-ui',
      'worker',
    ]);
    for (const name of ['api', 'worker']) {
      expect(compose.services[name]?.deploy?.replicas).toMatch(/^\$\{[A-Z]+_REPLICAS:-\d\}$/);
      expect(compose.services[name]?.ports).toBeUndefined();
    }
  });

  test.each(services)('%s has a health check, or is a job that ends', (_name, service) => {
    if (service.restart === 'no') expect(service.healthcheck).toBeUndefined();
    else expect(service.healthcheck).toBeDefined();
  });

  test('a service waits for jobs to end and for servers to be healthy', () => {
    for (const [, service] of services) {
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const isJob = compose.services[other]?.restart === 'no';
        expect(condition).toBe(isJob ? 'service_completed_successfully' : 'service_healthy');
      }
    }
  });

  test('has no password of its own and no default for one', () => {
    const secret = /PASSWORD|PWD|TOKEN|SECRET/;
    for (const [, service] of services) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (secret.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
        const inAddress = /:\/\/[^:/]+:(.+)@/.exec(value)?.[1];
        if (inAddress !== undefined) expect(inAddress).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
      }
    }
    for (const [, name, operator] of text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)) {
      if (secret.test(name!)) expect(operator).toMatch(/^:\?/);
    }
  });

  test('every variable it asks for is in deploy/compose.env.example, without a value where it must be set', () => {
    const example = deploy('compose.env.example');
    for (const [, name, operator] of text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)) {
      expect(example).toMatch(
        operator!.startsWith(':?') ? new RegExp(`^${name}=$`, 'm') : new RegExp(`^# ${name}=`, 'm'),
      );
    }
  });

  test('the product gets only variables that it reads, and only migrations and rehearsals the owner role', () => {
    const known = new Set(variableNames());
    for (const name of ['api', 'worker', 'rehearsals', 'migrate']) {
      const variables = Object.keys(compose.services[name]?.environment ?? {});
      expect(variables.filter((variable) => !known.has(variable))).toEqual([]);
      expect(variables.includes('OWNER_DATABASE_URL')).toBe(['migrate', 'rehearsals'].includes(name));
    }
  });

  test('only the gateway and the operators’ page are published, the latter on loopback; the database is inside', () => {
    const published = services.filter(([, service]) => service.ports).map(([name]) => name);
    expect(published.sort()).toEqual(['gateway', 'temporal-ui']);
    expect(compose.services['temporal-ui']?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(compose.services['postgres']?.networks).toEqual(['data']);
    expect(compose.networks['data']?.internal).toBe(true);
  });
});

test('the API believes the gateway’s network whom it speaks for, not what everybody says of himself', () => {
  const { ipam } = compose.networks['edge'] as { ipam: { config: { subnet: string }[] } };
  const [subnet] = ipam.config.map(({ subnet }) => subnet);
  expect(compose.services['api']?.environment?.['TRUSTED_PROXIES']).toBe(
    `${subnet},\${TRUSTED_PROXIES:-loopback}`,
  );
  expect(compose.services['gateway']?.networks).toEqual(['edge']);
  expect(deploy('gateway/nginx.conf')).toContain(
    'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
  );
});

describe('production runs Temporal as the embedded default does', () => {
  const environment = compose.services['temporal']?.environment ?? {};

  test('same server version, shards and settings file', () => {
    expect(compose.services['temporal']?.image).toBe(`temporalio/server:${TEMPORAL_VERSION}`);
    expect(compose.services['temporal-schema']?.image).toBe(`temporalio/admin-tools:${TEMPORAL_VERSION}`);
    expect(environment['NUM_HISTORY_SHARDS']).toBe(String(HISTORY_SHARDS));
    expect(environment['GOGC']).toBe('400');
    // The embedded server reads this very file (src/embedded/temporal.ts).
    expect(environment['DYNAMIC_CONFIG_FILE_PATH']).toBe('/deploy/dynamicconfig.yaml');
    expect(compose.services['temporal']?.volumes).toContain('./deploy/temporal:/deploy:ro');
    const settings = parse(deploy('temporal/dynamicconfig.yaml')) as Record<string, [{ value: unknown }]>;
    expect(Object.fromEntries(Object.entries(settings).map(([name, [{ value }]]) => [name, value]))).toEqual({
      'matching.numTaskqueueReadPartitions': 1,
      'matching.numTaskqueueWritePartitions': 1,
      'frontend.WorkflowTimeSkippingEnabled': true,
      'history.timerProcessorMaxTimeShift': '10ms',
      'history.timerProcessorMaxPollRPS': 10_000,
      'history.workflowIdReuseMinimalInterval': '50ms',
    });
  });

  test('same schemas', () => {
    const named = [...deploy('temporal/schema.sh').matchAll(/^bring_up (\S+) (\S+)$/gm)];
    expect(named.map(([, database, schema]) => ({ database, schema }))).toEqual(TEMPORAL_SCHEMAS);
    expect([environment['DBNAME'], environment['VISIBILITY_DBNAME']]).toEqual([
      DATABASES.temporal,
      DATABASES.visibility,
    ]);
  });

  test('same namespaces and retention', () => {
    const api = compose.services['api']?.environment ?? {};
    const named = [...deploy('temporal/namespaces.sh').matchAll(/^register (\S+) (\d+)h$/gm)];
    expect(named.map(([, name, hours]) => [name, Number(hours) / 24])).toEqual([
      [api['TEMPORAL_NAMESPACE'], RETENTION_DAYS.product],
      [api['TEMPORAL_REHEARSAL_NAMESPACE'], RETENTION_DAYS.rehearsal],
    ]);
  });

  test('same roles and databases', () => {
    const sql = deploy('postgres/roles.sh');
    for (const role of Object.values(ROLES)) expect(sql).toContain(`CREATE ROLE ${role} LOGIN`);
    expect([...sql.matchAll(/^CREATE DATABASE (\w+) OWNER/gm)].map(([, name]) => name)).toEqual(
      Object.values(DATABASES),
    );
    for (const name of Object.values(DATABASES))
      expect(sql).toContain(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  });
});
