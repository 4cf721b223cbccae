import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the console’s types and forms are what the API says today', () => {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-api.mjs', '--check'], {
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
