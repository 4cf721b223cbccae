import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
// Prettier pads the cells of its tables.
const page = readFileSync('docs/adr/0010-dependencies.md', 'utf8').replace(/ +\|/g, ' |');
const [product = '', work = ''] = page.split('For working on it:');

/** Rows of a table, by package: its licence. */
function licencesIn(text: string): Map<string, string> {
  const rows = text.matchAll(/^\| (@?[a-z][\w@/.-]*) \| \d[^|]* \| ([^|]+) \| [^|]+ \|$/gm);
  return new Map([...rows].map(([, name = '', licence = '']) => [name, licence]));
}

test.each([
  ['dependencies', product, manifest.dependencies],
  ['devDependencies', work, manifest.devDependencies],
] as const)('every one of the %s has its row, and no other', (_, text, wanted) => {
  expect([...licencesIn(text).keys()].sort()).toEqual(Object.keys(wanted).sort());
});

test('each licence is the one the installed package names', () => {
  for (const [name, licence] of licencesIn(page)) {
    const installed = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as {
      license: string;
    };
    expect(`${name}: ${licence}`).toBe(`${name}: ${installed.license}`);
  }
});
