import { round } from './machine.js';

export interface Latency {
  n: number;
  p50: number;
  p99: number;
  max: number;
}

/** In milliseconds. */
export function latencyOf(samples: number[]): Latency {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0, 1);
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

export interface Run extends Latency {
  perSecond: number;
  seconds: number;
}

/** Closed loop: each of `clients` sends its next request when the answer to the last one has come. */
export async function closedLoop<T>(
  jobs: T[],
  clients: number,
  send: (job: T, client: number) => Promise<void>,
): Promise<Run> {
  const samples: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(clients, jobs.length) }, async (_, client) => {
      while (next < jobs.length) {
        const job = jobs[next++] as T;
        const began = performance.now();
        await send(job, client);
        samples.push(performance.now() - began);
      }
    }),
  );
  return runOf(samples, performance.now() - start);
}

/** Closed loop for a time instead of a number of jobs. */
export async function closedLoopFor(
  ms: number,
  clients: number,
  send: (client: number) => Promise<void>,
): Promise<Run> {
  const samples: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - start < ms) {
        const began = performance.now();
        await send(client);
        samples.push(performance.now() - began);
      }
    }),
  );
  return runOf(samples, performance.now() - start);
}

/** Open loop: one job each `1000 / perSecond` ms, whether the ones before are done or not. */
export async function openLoop<T>(
  jobs: T[],
  perSecond: number,
  send: (job: T) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  await Promise.all(
    jobs.map(async (job, index) => {
      const wait = start + (index * 1000) / perSecond - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
      await send(job);
    }),
  );
}

function runOf(samples: number[], ms: number): Run {
  return {
    ...latencyOf(samples),
    perSecond: round(samples.length / (ms / 1000), 1),
    seconds: round(ms / 1000, 2),
  };
}

export async function until(
  what: string,
  patienceMs: number,
  done: () => Promise<boolean>,
  everyMs = 20,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`did not happen in ${patienceMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
