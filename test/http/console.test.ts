import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from './api.js';

const PAGE = '<!doctype html><title>鱼水</title>';
const SCRIPT = 'export const here = 1;';
const HTML = { accept: 'text/html,application/xhtml+xml' };

let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets', 'app-4f2a.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'app-4f2a.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'app-4f2a.js.gz'), gzipSync(SCRIPT));
  api = await startApi({ settings: { YUSHUI_WEB_DIR: folder } });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = HTML) => api.send('GET', path, { headers });

describe('the console’s page', () => {
  test.each(['/', '/index.html', '/tasks/4711?tab=record', '/年度'])(
    'is at %s, asked for anew each time',
    async (path) => {
      const { status, text, headers } = await get(path);
      expect([status, text]).toEqual([200, PAGE]);
      expect(headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-type': expect.stringContaining('text/html'),
      });
      const again = await raw(encodeURI(path), { ...HTML, 'if-none-match': headers['etag']! });
      expect(again.status).toBe(304);
    },
  );

  test('is for readers only, and never below /api', async () => {
    for (const [path, accept] of [
      ['/tasks', 'application/json'],
      ['/api', HTML.accept],
      ['/api/v1/nothing', HTML.accept],
    ] as const) {
      const { status, body } = await get(path, { accept });
      expect([path, status, body?.code]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect((await api.send('POST', '/tasks', { headers: HTML })).status).toBe(404);
  });
});

describe('its files', () => {
  test('are kept by browsers for good, compressed as they like it', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { status, text, headers } = await get('/assets/app-4f2a.js', { 'accept-encoding': encoding });
      expect([status, text]).toEqual([200, SCRIPT]);
      expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringContaining('javascript'),
        vary: expect.stringContaining('accept-encoding'),
      });
    }
    expect((await get('/icon.svg', {})).headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'image/svg+xml',
    });
  });

  test.each([
    '/assets/app-0000.js',
    '/assets/',
    '/missing.png',
    '//',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fetc/passwd',
    '/%ff',
    '/a%00b',
  ])('that are not there are not found, and not kept: %s', async (path) => {
    const { status, cache } = await raw(path);
    expect(status === 404 || (status === 403 && path.includes('..')) || status === 400).toBe(true);
    expect(cache ?? '').not.toContain('immutable');
  });
});

describe('what a browser may do', () => {
  const POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];

  test.each(['/', '/assets/app-4f2a.js', '/api/v1/me', '/api/v1/nothing', '/nothing.png'])(
    'is strict at %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers['content-security-policy']!.split(';').sort()).toEqual([...POLICY].sort());
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  test('is told to stay with TLS where there is TLS', async () => {
    const { headers } = await get('/', { ...HTML, 'x-forwarded-proto': 'https' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });
});

test('without a build there is a sentence instead of the page, and the API', async () => {
  const other = await startApi({ settings: { YUSHUI_WEB_DIR: join(folder, 'none') } });
  const { status, text } = await other.send('GET', '/', { headers: HTML });
  expect([status, text]).toEqual([503, '控制台还没有编译，请运行 npm run build。']);
  expect((await other.send('GET', '/api/health/live')).status).toBe(200);
  await other.stop();
});

/** As it is written: `fetch` would tidy the path up, and ask past every cache when it names a version. */
async function raw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; cache: string | undefined }> {
  const { hostname, port } = new URL(await api.app.getUrl());
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, cache: answer.headers['cache-control'] });
    });
    asked.on('error', reject).end();
  });
}
