import { condition } from '@temporalio/workflow';
import type { ProcessTime } from './process.js';

/**
 * One clock for all processes of a rehearsal. Its instants are exact: what a process writes carries the instant it was due at, not
 * when the machine came round to it, so the same rehearsal is the same to the byte.
 */
export class SharedTime implements ProcessTime {
  private readonly alarms = new Set<Date>();
  private readonly waits = new Set<() => boolean>();
  private busy = 0;
  private activity = false;
  /** Activities that processes called so far. */
  calls = 0;

  constructor(private present: Date) {}

  now(): Date {
    return this.present;
  }

  async until(instant: Date, woken: () => boolean): Promise<void> {
    this.alarms.add(instant);
    await this.wait(() => woken() || this.present >= instant);
    this.alarms.delete(instant);
    this.activity = true;
  }

  async wait(met: () => boolean): Promise<void> {
    this.waits.add(met);
    try {
      await condition(met);
    } finally {
      this.waits.delete(met);
    }
  }

  async during<T>(work: Promise<T>): Promise<T> {
    this.busy += 1;
    this.calls += 1;
    this.activity = true;
    try {
      return await work;
    } finally {
      this.busy -= 1;
      this.activity = true;
    }
  }

  /** No process has an activity under way. */
  async settled(): Promise<void> {
    await condition(() => this.busy === 0);
  }

  /** Every process waits, and for something that hasn't happened yet. Asked twice: who waits by other means moves in between. */
  async quiet(): Promise<void> {
    await this.stillness();
    await this.stillness();
  }

  private async stillness(): Promise<void> {
    let asked = false;
    await condition(() => {
      // The first answer would be given at once, before who was just told something had a chance to move.
      if (!asked) return !(asked = true);
      return this.busy === 0 && ![...this.waits].some((met) => met());
    });
  }

  /** Whether a process did anything since this was last asked: then there may be more to do at this instant. */
  moved(): boolean {
    const moved = this.activity || this.busy > 0;
    this.activity = false;
    return moved;
  }

  /** Moves the time; it never goes back. */
  moveTo(instant: Date): void {
    if (instant > this.present) this.present = instant;
    this.activity = true;
  }

  nextAlarm(): Date | null {
    const instants = [...this.alarms].map((alarm) => alarm.getTime());
    return instants.length === 0 ? null : new Date(Math.min(...instants));
  }
}
