import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';

// The gate of `npm run check` on import rules: clean on the tree, and shown to fail on planted violations.

const FOLDERS = ['domain', 'contracts', 'workflows', 'activities', 'database', 'src', 'web', 'test'];

function cruise(root: string, folders: readonly string[]): { status: number | null; output: string } {
  const tool = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { NODE_OPTIONS: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [tool, '--config', '.dependency-cruiser.cjs', ...folders], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

const planted: string[] = [];
afterEach(() => planted.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })));

/** A small tree of its own, under the project's rules, with one file that breaks one. */
function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'yushui-planted-'));
  planted.push(root);
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(name, join(root, name));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

test('the tree keeps the import rules', () => {
  expect(
    cruise(
      '.',
      FOLDERS.filter((folder) => existsSync(folder)),
    ),
  ).toEqual({ status: 0, output: expect.anything() });
});

test.each([
  ['domain-is-pure', { 'domain/law.ts': `import pg from 'pg';\nexport const law = pg;\n` }],
  [
    'domain-imports',
    {
      'domain/law.ts': `import { row } from '../database/row.js';\nexport const law = row;\n`,
      'database/row.ts': 'export const row = 1;\n',
    },
  ],
  [
    'workflows-imports',
    {
      'workflows/flow.ts': `import { act } from '../activities/act.js';\nexport const flow = act;\n`,
      'activities/act.ts': 'export const act = 1;\n',
    },
  ],
  [
    'activities-only-from-worker',
    {
      'src/modules/a.ts': `import { act } from '../../activities/act.js';\nexport const a = act;\n`,
      'activities/act.ts': 'export const act = 1;\n',
    },
  ],
  [
    'no-circular',
    {
      'domain/a.ts': `import { b } from './b.js';\nexport const a = (): unknown => b;\n`,
      'domain/b.ts': `import { a } from './a.js';\nexport const b = (): unknown => a;\n`,
    },
  ],
])('a planted violation of %s is refused by name', (rule, files: Record<string, string>) => {
  const folders = [...new Set(Object.keys(files).map((name) => name.split('/')[0]!))];
  const { status, output } = cruise(plant(files), folders);
  expect(output).toContain(`error ${rule}:`);
  expect(status).not.toBe(0);
});
