import { RESCHEDULED } from '../../domain/blueprints/notices.js';
import type { Procedure } from '../../workflows/kit/process.js';

/** Notices that come when somebody files or leaves, as often as it happens: a walk ends where one would be waited for. */
const ANY_TIME = ['filedLate', 'filed', 'seatVacated', 'suggestedLate', RESCHEDULED];

/** Runs a procedure by hand: every step ends with what the script says; the path is what was opened, in order. */
export async function walk(
  procedure: Procedure<string, never>,
  input: object,
  script: string[],
): Promise<{ path: string[]; end: string | null }> {
  const path: string[] = [];
  const left = [...script];
  let entries = 1;
  class Open extends Error {}
  let turns = Promise.resolve();
  // What is planned begins in the order it was asked for, each when what began before it has come to rest; of a list there is one.
  const planned = (key: string): Promise<boolean> => {
    // A year's plan of one entry, which could not be launched.
    if (key === 'next') return Promise.resolve(entries-- > 0);
    const begins = turns.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    turns = begins;
    return begins.then(() => !/:(?!1$)\d+$/.test(key));
  };
  const item = {
    input,
    open: async (key: string) => (path.push(`(${key})`), key),
    step: async (key: string) => {
      path.push(key);
      const outcome = left.shift();
      if (outcome === undefined) throw new Open();
      return outcome;
    },
    cancel: async () => undefined,
    // Later than everything that can happen at once: what runs beside it has come to rest.
    until: () => new Promise((resolve) => setImmediate(resolve)),
    noticed: (name: string) => {
      if (ANY_TIME.includes(name)) return new Promise(() => undefined);
      path.push(`<${name}>`);
      return Promise.resolve();
    },
    outcome: (key: string) => {
      path.push(`[${key}]`);
      return Promise.resolve('received');
    },
    planned,
    count: () => 0,
    startPlanned: () => Promise.resolve(1),
    now: () => '2027-01-01T00:00:00.000Z',
  };
  const end = await procedure.run(item as never).catch((error: unknown) => {
    if (error instanceof Open) return null;
    throw error;
  });
  return { path, end };
}
