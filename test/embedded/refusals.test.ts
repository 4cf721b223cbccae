import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isLock, takeLock } from '../../src/embedded/lock.js';
import { npmStart } from './npm-start.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-refusals-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HAN = /[\u4e00-\u9fff]/;

async function refusal(variables: Record<string, string>): Promise<{ code: number | string; said: string }> {
  const started = npmStart(variables);
  const code = await started.exit;
  const said = started.output();
  expect(said).toMatch(HAN);
  expect(said).not.toMatch(/ {4}at /); // a message, not a stack trace
  return { code, said };
}

test('a port that is taken', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  const { code, said } = await refusal({ PORT: String(port), YUSHUI_DATA_DIR: join(folder, 'a') });
  other.close();
  expect(code).toBe(69);
  expect(said).toContain(`端口 ${port} 已被占用`);
  expect(said).toContain(`Port ${port} is taken`);
});

test('a data folder that another live start holds', async () => {
  const data = join(folder, 'b');
  mkdirSync(data);
  const lock = takeLock(join(data, 'lock'));
  const { code, said } = await refusal({ YUSHUI_DATA_DIR: data });
  if (isLock(lock)) lock.release();
  expect(code).toBe(75);
  expect(said).toContain(`in use by process ${process.pid}`);
});

test('a data folder that can’t be written', async () => {
  // Under a file: not even root can make a folder there.
  writeFileSync(join(folder, 'file'), '');
  const { code, said } = await refusal({ YUSHUI_DATA_DIR: join(folder, 'file/data') });
  expect(code).toBe(73);
  expect(said).toContain("can't be written");
});

test('no way to get Temporal', async () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  const { code, said } = await refusal({
    PATH: bin,
    XDG_CACHE_HOME: join(folder, 'cache'),
    YUSHUI_TEMPORAL_DOWNLOAD: 'never',
    YUSHUI_DATA_DIR: join(folder, 'c'),
  });
  expect(code).toBe(69);
  expect(said).toMatch(/没有办法得到 Temporal[^]*TEMPORAL_ADDRESS/);
  expect(said).toContain('No way to get Temporal');
});

test('an address that others could reach', async () => {
  const { code } = await refusal({ HOST: '0.0.0.0', YUSHUI_DATA_DIR: join(folder, 'd') });
  expect(code).toBe(78);
});

test('a variable that is wrong', async () => {
  const { code, said } = await refusal({ PORT: 'abc', YUSHUI_DATA_DIR: join(folder, 'e') });
  expect(code).toBe(78);
  expect(said).toContain('PORT');
});
