import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { turnOverLog } from './files.js';

/** A pid alone may have been given to somebody else since; with its start time it names one process for good. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** The process's start time in the kernel's own notation, or undefined when there is none (a zombie is none). */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command name, in brackets, may hold blanks; field 3 (state) follows it, field 22 is the start time.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return started || undefined;
  } catch {
    return undefined;
  }
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = startTimeOf(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startedAt;
}

/**
 * Ends one process by the signals given, each with its patience; SIGKILL at last, so the time is bounded.
 * Does nothing when the pid has passed to another process.
 */
export async function endProcess(
  identity: ProcessIdentity,
  steps: readonly { signal: NodeJS.Signals; patienceMs: number }[],
): Promise<void> {
  for (const step of [...steps, { signal: 'SIGKILL' as const, patienceMs: 5_000 }]) {
    if (!isAlive(identity)) return;
    try {
      process.kill(identity.pid, step.signal);
    } catch {
      return;
    }
    const until = Date.now() + step.patienceMs;
    while (Date.now() < until) {
      if (!isAlive(identity)) return;
      await delay(20);
    }
  }
}

export interface ServerProcess {
  readonly identity: ProcessIdentity;
  /** Resolves with a word about the end, whenever it comes. */
  readonly ended: Promise<string>;
  /** Whether the child has said `{ ready: true }` on its channel. */
  isReady(): boolean;
  isRunning(): boolean;
}

export interface ServerCommand {
  command: string;
  args: readonly string[];
  log: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number | undefined;
  gid?: number | undefined;
  /** Opens a channel whose end tells the child that we died (parent-watch.ts). */
  channel?: boolean;
  /** Gives way to the others when the machine is busy. */
  background?: boolean;
}

let leaving = false;

/** We are stopping: a start that is still under way somewhere must not leave a server behind. */
export function refuseNewServers(): void {
  leaving = true;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone and the order of
 * stopping stays the supervisor's; its output goes straight to a file, so that it outlives nobody's pipe.
 */
export function startServer(what: ServerCommand): ServerProcess {
  if (leaving) throw new Error('stopping');
  turnOverLog(what.log);
  const log = openSync(what.log, 'a', 0o600);
  try {
    const child = spawn(what.command, what.args, {
      cwd: what.cwd,
      env: what.env ?? process.env,
      detached: true,
      stdio: ['ignore', log, log, ...(what.channel ? (['ipc'] as const) : [])],
      ...(what.uid === undefined ? {} : { uid: what.uid }),
      ...(what.gid === undefined ? {} : { gid: what.gid }),
    });
    if (what.background && child.pid !== undefined) giveWay(child.pid);
    return watched(child);
  } finally {
    closeSync(log);
  }
}

const GIVING_WAY = 10;

/** Where Linux groups processes by session, only the group's own value counts between sessions; elsewhere the process's. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, GIVING_WAY);
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(GIVING_WAY));
  } catch {
    // A kernel without it: everybody gets the same, as ever.
  }
}

function watched(child: ChildProcess): ServerProcess {
  let running = true;
  let ready = false;
  child.on('message', (message) => {
    if ((message as { ready?: unknown }).ready === true) ready = true;
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      running = false;
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      running = false;
      resolve(signal ? `signal ${signal}` : `exit code ${code}`);
    });
  });
  const identity = (child.pid === undefined ? undefined : identityOf(child.pid)) ?? {
    pid: child.pid ?? -1,
    startedAt: 'never',
  };
  child.unref();
  child.channel?.unref();
  return { identity, ended, isReady: () => ready, isRunning: () => running };
}
