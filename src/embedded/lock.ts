import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isAlive, type ProcessIdentity } from './processes.js';

export interface Lock {
  release(): void;
}

function holderIn(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** The live process that holds the lock, if any. */
export function holderOf(path: string): ProcessIdentity | undefined {
  const holder = holderIn(path);
  return holder && isAlive(holder) ? holder : undefined;
}

/**
 * Takes the lock, or names its live holder. A lock left by a process that was killed is taken over: it is moved
 * aside first, so that of two starts that find it at once only one goes on.
 */
export function takeLock(path: string): Lock | ProcessIdentity {
  const self = identityOf(process.pid);
  if (!self) throw new Error('this process has no start time');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, path); // fails when the lock exists; its text is whole from the first instant
        return { release: () => releaseIfOurs(path, self) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(path);
      if (holder) return holder;
      moveAside(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function moveAside(path: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else was quicker
  }
  const moved = holderIn(aside);
  // Between our look and our move another start may have taken over: then what we moved is its lock, and goes back.
  if (moved && isAlive(moved)) {
    try {
      linkSync(aside, path);
    } catch {
      // a third one holds it by now
    }
  }
  rmSync(aside, { force: true });
}

function releaseIfOurs(path: string, self: ProcessIdentity): void {
  const holder = holderIn(path);
  if (holder?.pid === self.pid && holder.startedAt === self.startedAt) rmSync(path, { force: true });
}

export function isLock(taken: Lock | ProcessIdentity): taken is Lock {
  return 'release' in taken;
}
