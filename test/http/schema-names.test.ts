import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FOLDERS = ['contracts/http', 'contracts/http/forms'];

/** The document knows a class by its name: of two that are called the same it keeps one, and tells a lie about the other. */
test('no two classes of the API stand in its document under one name', async () => {
  const names: string[] = [];
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const module = (await import(`../../${folder}/${file.replace(/\.ts$/, '.js')}`)) as object;
      names.push(...Object.values(module).filter(isSchema).map(nameOf));
    }
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

/** A query is spread into parameters and has no name there. */
const isSchema = (value: unknown): value is { name: string; prototype: object } =>
  typeof value === 'function' &&
  value.prototype !== undefined &&
  !value.name.endsWith('Query') &&
  Reflect.hasMetadata('swagger/apiModelPropertiesArray', value.prototype as object);

const nameOf = (schema: { name: string }): string => {
  const [given] = (Reflect.getMetadata('swagger/apiSchema', schema) as { name?: string }[] | undefined) ?? [];
  return given?.name ?? schema.name;
};
