import { expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { FORM_BODIES } from '../../contracts/http/forms/index.js';
import { readDescription } from '../../domain/errors/field-name.js';
import { buildOpenApi } from '../../src/openapi.js';

interface Schema {
  properties?: Record<string, { description?: string }>;
}
interface Parameter {
  name: string;
  in: string;
  description?: string;
}

const document = await buildOpenApi();
const schemas = document.components?.schemas as Record<string, Schema>;
const operations = Object.values(document.paths as OpenAPIObject['paths']).flatMap((path) =>
  (['get', 'put', 'post', 'patch', 'delete'] as const).flatMap((method) => path[method] ?? []),
);

/** A word or two in Chinese, without the names that only a program knows. */
const LABEL = /^(?=.*\p{Script=Han})[^A-Za-z]{1,20}$/u;
const isNamed = ({ description }: { description?: string }) => LABEL.test(readDescription(description).label);

/** The classes of what is handed in, and what they are made of. */
function handedIn(): Set<string> {
  const found = new Set<string>();
  const add = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (name === undefined || found.has(name)) continue;
      found.add(name);
      add(schemas[name]);
    }
  };
  for (const { requestBody } of operations) add(requestBody ?? {});
  for (const { name } of Object.values(FORM_BODIES)) add({ $ref: `#/components/schemas/${name}` });
  return found;
}

test('every field of what is handed in says in Chinese what people call it', () => {
  const fields = [...handedIn()].flatMap((name) =>
    Object.entries(schemas[name]?.properties ?? {}).map(([key, field]) => ({ key: `${name}.${key}`, field })),
  );
  expect(fields.length).toBeGreaterThan(400);
  expect(fields.filter(({ field }) => !isNamed(field)).map(({ key }) => key)).toEqual([]);
});

test('so does every parameter of a query', () => {
  const parameters = operations
    .flatMap((operation) => (operation.parameters ?? []) as Parameter[])
    .filter((parameter) => parameter.in === 'query');
  expect(parameters.length).toBeGreaterThan(100);
  expect(parameters.filter((parameter) => !isNamed(parameter)).map(({ name }) => name)).toEqual([]);
});
