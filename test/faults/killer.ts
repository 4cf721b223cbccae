import { setTimeout as delay } from 'node:timers/promises';
import type { RunningProduct } from '../../src/embedded/running.js';
import { isAlive } from '../../src/embedded/processes.js';
import type { BenchProduct } from '../bench/product.js';
import { shuffled } from './dice.js';

export type Part = keyof RunningProduct['processes'];
const PARTS: readonly Part[] = ['api', 'worker', 'temporal', 'postgres'];

const SHORTEST_PAUSE_MS = 3_000;
const LONGEST_PAUSE_MS = 8_000;
/** On a busy machine a part is hardly back when the next one dies: people get to sign so much in between, or have had so long. */
const SIGNED_BETWEEN = 40;
const PATIENCE_MS = 45_000;

export interface Kill {
  part: Part;
  pid: number;
  at: number;
}

/** Kills parts of the product with SIGKILL until told to stop: in each round every part once, in random order; now and then two at once. */
export class Killer {
  readonly kills: Kill[] = [];
  private stopping = false;

  constructor(
    private readonly product: BenchProduct,
    private readonly roll: () => number,
    private readonly say: (line: string) => void,
    /** Sign-offs accepted so far. */
    private readonly signed: () => number,
  ) {}

  async run(rounds: number): Promise<void> {
    for (let round = 0; round < rounds && !this.stopping; round++) {
      for (const part of shuffled(PARTS, this.roll)) {
        await this.pause();
        if (this.stopping) return;
        await this.kill(part);
        if (this.roll() < 0.25) await this.kill(PARTS[Math.floor(this.roll() * PARTS.length)] as Part);
      }
    }
  }

  stop(): void {
    this.stopping = true;
  }

  private async pause(): Promise<void> {
    const before = this.signed();
    await delay(SHORTEST_PAUSE_MS + this.roll() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
    const until = Date.now() + PATIENCE_MS;
    while (!this.stopping && this.signed() < before + SIGNED_BETWEEN && Date.now() < until) await delay(100);
  }

  private async kill(part: Part): Promise<void> {
    const victim = await this.victim(part);
    if (!victim) return this.say(`${part} is still down from the last time`);
    process.kill(victim.pid, 'SIGKILL');
    this.kills.push({ part, pid: victim.pid, at: Date.now() });
    this.say(`kill -9 ${part} (${victim.pid})`);
  }

  /** The part's process now, which must not be the one killed last. Waits a little for one that is coming back. */
  private async victim(part: Part): Promise<{ pid: number } | undefined> {
    for (let tries = 0; tries < 50; tries++) {
      const identity = this.product.running().processes[part];
      if (identity && isAlive(identity) && !this.kills.some(({ pid }) => pid === identity.pid))
        return identity;
      await delay(100);
    }
    return undefined;
  }
}
