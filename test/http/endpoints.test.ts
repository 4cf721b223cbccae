import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { buildOpenApi } from '../../src/openapi.js';
import { EVERYBODY, startApi, type TestApi } from './api.js';

// The walk over the API's own document: an endpoint that somebody adds is in these tests without a line here.

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-yushui-public'?: boolean;
  'x-yushui-own-account'?: boolean;
};
interface Endpoint {
  name: string;
  method: string;
  url: string;
  operation: Operation;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { format?: string; type?: string; enum?: unknown[] };
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const CHANGING = new Set(['PUT', 'POST', 'PATCH', 'DELETE']);
const document = await buildOpenApi();
const endpoints = endpointsOf(document);
const IDEMPOTENCY = () => ({ 'idempotency-key': randomUUID() });

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Public by its mark, and yet for those only who bring a cookie that nothing else is asked for. */
const BY_COOKIE = 'POST /api/v1/console/session/refresh';
const isOpen = ({ name, operation }: Endpoint) => operation['x-yushui-public'] && name !== BY_COOKIE;
const OWN_PAGE = { 'x-yushui-console': '1' };

describe('without a token', () => {
  test.each(endpoints.filter((endpoint) => !isOpen(endpoint)))('$name is closed', async ({ method, url }) => {
    const headers = { ...IDEMPOTENCY(), ...OWN_PAGE };
    const { status, body } = await api.send(method, url, { headers });
    expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test.each(endpoints.filter(isOpen))('$name is open', async ({ method, url }) => {
    const { status, body } = await api.send(method, url, { headers: OWN_PAGE });
    expect([status, body?.code]).not.toEqual([401, 'UNAUTHENTICATED']);
    expect(status).not.toBe(403);
  });
});

describe('an auditor', () => {
  const changing = endpoints.filter(
    ({ method, operation }) =>
      CHANGING.has(method) && !operation['x-yushui-public'] && !operation['x-yushui-own-account'],
  );
  test.each(changing)('may not $name', async ({ method, url }) => {
    const { status, body } = await api.send(method, url, {
      token: await api.token('auditor'),
      headers: IDEMPOTENCY(),
    });
    expect([status, body.code]).toEqual([403, 'READ_ONLY_ROLE']);
  });
});

describe('what nobody has heard of is refused', () => {
  const withBody = endpoints.filter(({ operation }) =>
    JSON.stringify(operation.requestBody ?? {}).includes('application/json'),
  );
  test.each(withBody)('in the body of $name', async ({ method, url }) => {
    const { status, body } = await api.send(method, url, {
      token: await api.token(EVERYBODY),
      headers: { ...IDEMPOTENCY(), ...OWN_PAGE },
      body: { neverHeardOf: 1 },
    });
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(
      expect.objectContaining({ field: 'neverHeardOf', code: 'UNKNOWN_FIELD' }),
    );
  });

  const withQuery = endpoints.filter(({ operation }) =>
    parametersOf(operation).some((parameter) => parameter.in === 'query'),
  );
  for (const { name, method, url } of withQuery) {
    test(`in the query of ${name}`, async () => {
      const { status, body } = await api.send(method, `${url}?neverHeardOf=1`, {
        token: await api.token(EVERYBODY),
        headers: IDEMPOTENCY(),
      });
      expect(status).toBe(400);
      expect(body.errors).toContainEqual(
        expect.objectContaining({ field: 'neverHeardOf', code: 'UNKNOWN_FIELD' }),
      );
    });
  }
});

describe('ids that are none', () => {
  const withId = endpoints.filter(({ operation }) =>
    parametersOf(operation).some((parameter) => parameter.in === 'path'),
  );
  test.each(withId)('$name never fails inside', async ({ method, operation, name }) => {
    for (const wrong of ['no-id', '0', "'; --", '99999999999999999999']) {
      const url = urlOf(name.split(' ')[1]!, operation, () => encodeURIComponent(wrong));
      const { status } = await api.send(method, url, {
        token: await api.token(EVERYBODY),
        headers: IDEMPOTENCY(),
      });
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }
  });
});

describe('the document', () => {
  test.each(endpoints)('says what $name answers, and how it refuses', ({ operation }) => {
    const answers = Object.entries(operation.responses);
    const [good] = answers.filter(([status]) => status.startsWith('2'));
    expect(good).toBeDefined();
    if (good![0] !== '204') expect(good![1]).toHaveProperty('content');
    expect(JSON.stringify(operation.responses)).toContain('application/problem+json');
    expect(operation.summary).toMatch(/\p{Script=Han}/u);
  });

  test('has an id of its own for each operation', () => {
    const ids = endpoints.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function endpointsOf({ paths }: OpenAPIObject): Endpoint[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      if (operation === undefined) return [];
      const name = `${method.toUpperCase()} ${path}`;
      return [{ name, method: method.toUpperCase(), url: urlOf(path, operation, sample), operation }];
    }),
  );
}

function parametersOf({ parameters = [] }: Operation): Parameter[] {
  return parameters as Parameter[];
}

function urlOf(
  path: string,
  operation: Operation,
  value: (parameter: Parameter | undefined) => string,
): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    value(parametersOf(operation).find((parameter) => parameter.in === 'path' && parameter.name === name)),
  );
}

/** Something that fits the parameter and names nothing. */
function sample(parameter: Parameter | undefined): string {
  if (parameter?.schema?.format === 'uuid') return randomUUID();
  if (parameter?.schema?.enum?.[0] !== undefined) return String(parameter.schema.enum[0]);
  return '1';
}
