import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { reachBack } from '../../../database/rehearsal/reach-back.js';
import { Client } from '../../../src/demo/client.js';
import { openRehearsal } from '../../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../../src/worker/rehearsal-worker.js';
import { PASSWORD, startApi, type TestApi } from '../../http/api.js';
import { startProduct, type TestProduct } from '../../e2e/product.js';
import { testTemporalAddress } from '../../support/infrastructure.js';
import { installRuntime } from '../../workflows/stand.js';
import { Story, type Setting } from '../../../src/demo/story.js';
import { Teller } from '../../../src/demo/teller.js';
import type { Demonstration } from '../../../src/demo/demonstration.js';
import { launchBrowser } from './chromium.js';
import { DESKTOP, PHONE, watchedPage, type WatchedPage } from './watched-page.js';

/** Seals the secrets of webhooks, in this test's database only. */
const SECRETS_KEY = Buffer.alloc(32, 7).toString('base64');
const SERVED = { YUSHUI_WEB_DIR: join(process.cwd(), 'dist/web') };

/** The console in a browser, with everything behind it. */
export interface TestConsole {
  url: string;
  /** Id of the rehearsal it looks into; empty: none. */
  rehearsal: string;
  api: TestApi;
  /** A page of its own for whoever logs in by the login page: cookies of one are not another's. */
  open(login: string, path?: string, options?: { phone?: boolean }): Promise<WatchedPage>;
  stop(): Promise<void>;
}

/** At a time of the story's own. */
export interface TestConsoleAtTime extends TestConsole {
  /** What others do by the API, and the passing of time: reminders, escalations and hand-overs on the way happen. */
  story: Story;
}

/** Today, with the worker as the process it is in production. @param temporal address at which both reach Temporal */
export async function startConsole(
  temporal = testTemporalAddress(),
): Promise<TestConsole & { product: TestProduct }> {
  const product = await startProduct({ ...SERVED, SECRETS_KEY, TEMPORAL_ADDRESS: temporal });
  await product.startWorker();
  const opened = await pages(product.api, '');
  return {
    product,
    ...opened,
    async stop() {
      await opened.close();
      await product.stop();
    },
  };
}

/**
 * The same in a rehearsal: the real product at times from `from` to `to` (ISO 8601).
 * @param time.scenario simulated people do what nobody else does; left out: nobody
 * @param options.browser false: only the product, for stories told by the API
 */
export async function startConsoleAt(
  time: Omit<Demonstration, 'play'>,
  { setting, browser = true }: { setting?: Setting; browser?: boolean } = {},
): Promise<TestConsoleAtTime> {
  installRuntime();
  const api = await startApi({
    everybody: false,
    settings: { ...SERVED, TEMPORAL_ADDRESS: testTemporalAddress() },
  });
  const { url: app, ownerUrl: owner, schema, appRole } = api.database;
  const rehearsal = await openRehearsal(
    {
      dataFolder: '',
      database: { app, owner, schema, appRole },
      temporal: {
        address: testTemporalAddress(),
        namespace: 'yushui',
        rehearsalNamespace: 'yushui-rehearsal',
      },
    },
    createRehearsalWorker,
  );
  const { from, to, scenario } = time;
  await reachBack(rehearsal.dataSource, new Date(from), new Date(to));
  await rehearsal.start({ from, to, scenario: scenario ?? null, paced: true });
  const opened = await pages(api, rehearsal.schema, browser);
  const people = new Client(opened.url, rehearsal.schema, PASSWORD);
  const out = mkdtempSync(join(tmpdir(), 'yushui-story-'));
  const story = new Story(people, new Teller(() => undefined), out, setting);
  await story.begin();
  return {
    ...opened,
    story,
    async stop() {
      rmSync(out, { recursive: true, force: true });
      await people.logOut();
      await opened.close();
      await rehearsal.close();
      await api.stop();
    },
  };
}

async function pages(api: TestApi, rehearsal: string, withBrowser = true) {
  const url = await api.app.getUrl();
  const browser: Browser | undefined = withBrowser ? await launchBrowser() : undefined;
  return {
    url,
    rehearsal,
    api,
    async open(login: string, path = '/', { phone = false } = {}): Promise<WatchedPage> {
      if (!browser) throw new Error('started without a browser');
      const context = await browser.newContext({
        viewport: phone ? PHONE : DESKTOP,
        hasTouch: phone,
        locale: 'zh-CN',
        timezoneId: 'America/New_York',
        acceptDownloads: true,
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(20_000);
      const page = await watchedPage(context);
      await page.goto(`${url}/login?rehearsal=${rehearsal}&to=${encodeURIComponent(path)}`);
      await page.getByLabel('登录名').fill(login);
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL((at) => at.pathname !== '/login');
      return page;
    },
    close: async () => browser?.close(),
  };
}
