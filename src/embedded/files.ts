import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

/** Writes a file only its owner may read, in one step: a crash leaves the old text or the new one, never half. */
export function writePrivate(path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

export function writePrivateJson(path: string, value: unknown): void {
  writePrivate(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** undefined when the file is absent or is not JSON (a half-written file of an older version counts as absent). */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

const LOG_LIMIT_BYTES = 20_000_000;

/** Keeps one earlier log, so that a product left running for years does not fill the disk with its servers' logs. */
export function turnOverLog(path: string): void {
  try {
    if (statSync(path).size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  } catch {
    // no log yet
  }
}

const LINE_LIMIT = 300;

/** The last lines of a log, for an error message; a line with a stack trace in it is cut. */
export function lastLines(path: string, count = 5): string {
  try {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.map((line) => line.slice(0, LINE_LIMIT)).join('\n');
  } catch {
    return '';
  }
}
