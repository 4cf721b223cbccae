import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { holderOf, isLock, takeLock } from '../../src/embedded/lock.js';
import { startTimeOf } from '../../src/embedded/processes.js';

let folder: string;
let lockFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-lock-'));
  lockFile = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('one holder at a time; released, it is free and nothing lies about', () => {
  const first = takeLock(lockFile);
  expect(isLock(first)).toBe(true);
  expect(takeLock(lockFile)).toMatchObject({ pid: process.pid });
  if (isLock(first)) first.release();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a process that is no more', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' })],
  ['a pid that went to another process', JSON.stringify({ pid: process.pid, startedAt: '1' })],
  ['a crash in the middle', ''],
])('a lock left by %s is taken over', (_whose, text) => {
  writeFileSync(lockFile, text);
  expect(holderOf(lockFile)).toBeUndefined();
  expect(isLock(takeLock(lockFile))).toBe(true);
  expect(holderOf(lockFile)?.startedAt).toBe(startTimeOf(process.pid));
});
