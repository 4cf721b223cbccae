import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Refusals are answers like others, and a line is cut on purpose: the browser reports each as a resource that failed to load. */
const ANSWERS =
  /^Failed to load resource: (?:the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** A page of which every error counts: thrown, logged, or against the content security policy. */
export interface WatchedPage extends Page {
  /** Nothing went wrong, no serious violation of accessibility; the picture is kept as docs/screenshots/NAME.png when asked for. */
  look(name: string): Promise<void>;
}

export async function watchedPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !ANSWERS.test(message.text())) errors.push(message.text());
  });
  return Object.assign(page, {
    async look(name: string) {
      await settled(page);
      const violations = [...errors, ...(await accessibility(page))];
      if (process.env['YUSHUI_SCREENSHOTS']) await keep(page, name);
      if (violations.length > 0) throw new Error(`${name} (${page.url()})\n${violations.join('\n')}`);
    },
  });
}

/** What the page was waiting for has come, and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  // The policy lets nothing be evaluated again and again in the page, as waitForFunction would.
  await page.waitForSelector('.el-loading-mask', { state: 'detached' });
  await page.evaluate(
    `Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))`,
  );
}

/** By axe-core, serious and critical ones of WCAG 2.1 A and AA. The policy allows no script of others: it goes in by the debugger. */
async function accessibility(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `axe ${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
    );
}

async function keep(page: Page, name: string): Promise<void> {
  const folder = join(process.cwd(), 'docs/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
