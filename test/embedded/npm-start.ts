import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** `npm start` as a person would see it: what it says, and how it ends. The compiled product must be there (scripts/test.mjs). */
export interface Started {
  readonly pid: number;
  output(): string;
  /** Resolves when a line holds `text`; rejects with everything that was said if it ends first. */
  saying(text: string): Promise<void>;
  readonly exit: Promise<number | NodeJS.Signals>;
  kill(signal: NodeJS.Signals): void;
}

const INHERITED = ['HOME', 'PATH', 'XDG_CACHE_HOME', 'GOPROXY', 'GOFLAGS'] as const;

export function npmStart(variables: Record<string, string>): Started {
  // Not the environment of the test run: that one has a Temporal address and Node options of its own.
  const env: NodeJS.ProcessEnv = {};
  for (const name of INHERITED) if (process.env[name] !== undefined) env[name] = process.env[name];
  const child: ChildProcess = spawn(process.execPath, ['dist/src/embedded/main.js'], {
    env: { ...env, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (text: string): void => void (said += text);
  child.stdout?.setEncoding('utf8').on('data', listen);
  child.stderr?.setEncoding('utf8').on('data', listen);
  let ended = false;
  const exit = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      ended = true;
      resolve(signal ?? code ?? -1);
    });
  });
  return {
    pid: child.pid ?? -1,
    output: () => said,
    exit,
    kill: (signal) => void child.kill(signal),
    saying: async (text) => {
      while (!said.includes(text)) {
        if (ended) throw new Error(`ended without saying “${text}”:\n${said}`);
        await delay(20);
      }
    },
  };
}
