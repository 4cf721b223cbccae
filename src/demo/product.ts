import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Configuration } from '../config/configuration.js';
import { compiled } from '../embedded/compiled.js';
import { dataFolderAt } from '../embedded/data-folder.js';
import { findRunning, type RunningProduct } from '../embedded/running.js';

export interface BorrowedProduct {
  product: RunningProduct;
  password: string;
  /** Ends the product if it was started for this; leaves a running one alone. */
  stop(): Promise<void>;
}

/** The product that runs on the data folder; if none does, one is started for the duration. */
export async function borrowProduct(
  configuration: Configuration,
  say: (line: string) => void,
): Promise<BorrowedProduct> {
  const running = findRunning(configuration.YUSHUI_DATA_DIR);
  if (running) return { product: running, password: passwordOf(configuration), stop: async () => undefined };

  say(`没有正在运行的鱼水，先启动一个（数据目录 ${configuration.YUSHUI_DATA_DIR}），演示完即停`);
  // A process group of its own: a Ctrl-C in the terminal reaches it through us, once everything is put away.
  const child = spawn(process.execPath, [compiled('embedded/main')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const endToo = (): void => void child.kill('SIGINT');
  process.once('exit', endToo);
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    process.off('exit', endToo);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    // The password is nobody's business on a screen that is being shown.
    if (!line.includes('password')) say(line);
    if (line.startsWith('Yushui ready')) break;
  }
  child.stdout.resume();
  const product = findRunning(configuration.YUSHUI_DATA_DIR);
  if (!product) {
    await stop();
    throw new Error('鱼水没有启动成功，原因见上');
  }
  return { product, password: passwordOf(configuration), stop };
}

/** The folder's own password counts: a variable that is set later changes nothing in the accounts. */
function passwordOf({ YUSHUI_DATA_DIR, YUSHUI_DEMO_PASSWORD }: Configuration): string {
  const { demoPassword } = dataFolderAt(YUSHUI_DATA_DIR);
  const kept = existsSync(demoPassword) ? readFileSync(demoPassword, 'utf8').trim() : undefined;
  const password = kept ?? YUSHUI_DEMO_PASSWORD;
  if (password === undefined) throw new Error('不知道演示账号的口令：请设 YUSHUI_DEMO_PASSWORD');
  return password;
}
