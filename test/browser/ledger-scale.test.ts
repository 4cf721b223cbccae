import { statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { analyzeLedger, plantMany } from '../integration/ledger-world.js';
import { COUNTY } from '../support/county.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsole, type TestConsole } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

// The limits are far above what is measured (docs/BENCHMARKS.md): they fail when something goes wrong, not when the machine is busy.
// LEDGER_TIMES=1 prints the times.
const FIRST_SCREEN_MS = 4_000;
const LONGEST_TASK_MS = 1_500;
const year = new Date().getFullYear();

/** Notes when the first row of the ledger is there, and every task that keeps the page from answering. */
const WATCH = `
  window.seen = { row: 0, tasks: [] };
  new PerformanceObserver((list) => window.seen.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    if (!window.seen.row && document.querySelector('a[href*="/ledger/items/"]')) window.seen.row = performance.now();
  }).observe(document, { childList: true, subtree: true });`;

/** Scrolls from top to end and back by a wheel's steps, one a frame. @returns frames as they came, in ms, and the longest task */
const SCROLL = `new Promise((resolve) => {
  const box = document.querySelector('.el-table-v2__body .el-vl__window, .el-table-v2__body > div');
  const end = box.scrollHeight - box.clientHeight;
  const steps = [...Array(120).keys()].map((i) => i * 400).concat([...Array(60).keys()].map((i) => (end * i) / 59));
  const frames = [];
  window.seen.tasks = [];
  let last = performance.now();
  const next = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    const to = steps.shift();
    if (to === undefined) return setTimeout(() => resolve({ frames, tasks: window.seen.tasks, rows: document.querySelectorAll('.el-table-v2__row').length, end }), 300);
    box.scrollTop = to;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;

/** The first page's rows again and again: as after a thousand pages, without waiting for them. */
const multiply = (rows: number): string => `
  const ask = window.fetch;
  window.fetch = async (request) => {
    const answer = await ask(request);
    if (!String(request.url).includes('/api/v1/ledger?')) return answer;
    const { items } = await answer.json();
    const many = Array.from({ length: ${rows} }, (_, i) => ({
      ...items[i % items.length], id: 'row-' + i, number: i + 1, detail: '', measures: '',
    }));
    return new Response(JSON.stringify({ items: many, nextCursor: null }), { headers: { 'Content-Type': 'application/json' } });
  };`;

describeInBrowser('a large ledger', () => {
  let at: TestConsole;
  let page: WatchedPage;
  beforeAll(async () => {
    at = await startConsole();
    await plantMany(at.api.dataSource, COUNTY, [year - 4, year - 3, year - 2, year - 1, year], 10_000);
    await analyzeLedger(at.api.database);
    page = await at.open('office');
    await page.addInitScript(WATCH);
  }, 240_000);
  afterAll(() => at.stop());

  test('of 50,000 items shows its first screen soon', async () => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      await page.goto(`${at.url}/ledger`);
      await page
        .getByRole('link', { name: /子女入学/ })
        .first()
        .waitFor();
      times.push(await page.evaluate<number>('window.seen.row'));
    }
    const median = times.sort((a, b) => a - b)[2] ?? Infinity;
    report(`first screen of 50,000: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(median).toBeLessThan(FIRST_SCREEN_MS);
  }, 60_000);

  test('of 10,000 items a year is exported whole, and one sees it come', async () => {
    await page.goto(`${at.url}/ledger`);
    const file = page.waitForEvent('download', { timeout: 120_000 });
    const from = Date.now();
    await page.getByRole('button', { name: '导出统计表' }).click();
    await page.getByText(/^正在取 .*统计表.*\.xlsx$/u).waitFor();
    await page.getByText(/^已收到 \d/u).waitFor({ timeout: 60_000 });
    const size = statSync(await (await file).path()).size;
    report(
      `10,000 items of a year exported: ${((Date.now() - from) / 1000).toFixed(1)} s, ${(size / 2 ** 20).toFixed(1)} MB`,
    );
    expect(size).toBeGreaterThan(2 ** 20);
    await page.getByText('正在取').waitFor({ state: 'detached' });
  }, 150_000);

  test('loads on as somebody scrolls', async () => {
    await page.getByText('已载入 100 件').waitFor();
    for (let i = 0; i < 40; i++) await page.mouse.move(700, 500).then(() => page.mouse.wheel(0, 1_500));
    await page.getByText(/已载入 [3-9]00 件|已载入 \d{4} 件/).waitFor();
  }, 60_000);

  test('of 100,000 rows scrolls as one of 1,000 does, without a stall', async () => {
    const few = await scrolled(at, 1_000);
    const many = await scrolled(at, 100_000);
    expect(many.end).toBeGreaterThan(100_000 * 40);
    expect(many.rows).toBeLessThan(80);
    expect(many.longest).toBeLessThan(LONGEST_TASK_MS);
    expect(many.median).toBeLessThan(4 * few.median + 20);
  }, 180_000);
});

async function scrolled(at: TestConsole, rows: number) {
  const page = await at.open('office');
  await page.addInitScript(`${WATCH}${multiply(rows)}`);
  await page.goto(`${at.url}/ledger`);
  await page.getByText(`已载入 ${rows} 件`).waitFor({ timeout: 60_000 });
  const seen = await page.evaluate<{ frames: number[]; tasks: number[]; rows: number; end: number }>(SCROLL);
  const frames = seen.frames.sort((a, b) => a - b);
  const part = (share: number) => frames[Math.floor(share * (frames.length - 1))] ?? Infinity;
  const longest = Math.max(0, ...seen.tasks);
  report(
    `${rows} rows: ${frames.length} frames, p50 ${part(0.5).toFixed(1)} ms, p95 ${part(0.95).toFixed(1)} ms, longest task ${longest.toFixed(0)} ms, ${seen.rows} rows in the document`,
  );
  await page.context().close();
  return { ...seen, longest, median: part(0.5) };
}

function report(text: string): void {
  if (process.env['LEDGER_TIMES']) console.log(text);
}
