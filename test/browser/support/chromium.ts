import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** YUSHUI_CHROMIUM, or the first Chromium of this machine. */
export const executablePath: string | undefined =
  process.env['YUSHUI_CHROMIUM'] ??
  [
    ...NAMES.flatMap((name) =>
      (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
    ),
    ...APPLICATIONS,
  ].find(isExecutable);

/**
 * Stories in a browser. On a machine without Chromium they are skipped, and counted so; not in CI, where that would be a hole that
 * nobody sees.
 */
export const describeInBrowser: typeof describe | typeof describe.skip =
  executablePath !== undefined || process.env['CI'] ? describe : describe.skip;

export async function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error('no Chromium: apt-get install chromium, or set YUSHUI_CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
