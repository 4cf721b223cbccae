import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writePrivateJson } from './files.js';

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

// Temporal keeps its members' ports in a smallint, and the kernel hands out ports from 32768 up to outgoing connections.
const LOWEST = 15_000;
const HIGHEST = 32_700;

export async function anyFree(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
}

/**
 * Loopback ports for the named servers: the ones this data folder had last time while they are free (so that a tool's
 * saved address stays good), otherwise new ones.
 */
export async function portsFor<Name extends string>(
  file: string,
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const remembered = readJson<Record<string, number>>(file) ?? {};
  const chosen: Record<string, number> = {};
  for (const name of names) {
    const before = remembered[name];
    let port = before !== undefined && (await isFree(before)) ? before : await anyFree();
    while (Object.values(chosen).includes(port)) port = await anyFree();
    chosen[name] = port;
  }
  writePrivateJson(file, { ...remembered, ...chosen });
  return chosen as Record<Name, number>;
}
