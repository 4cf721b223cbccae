import { condition, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type {
  RehearsalActivities,
  RehearsalInput,
  RehearsalResult,
  RehearsalState,
  Tick,
} from '../../contracts/processes/rehearsal.js';
import { RehearsedProcesses } from './rehearsed-processes.js';
import { SharedTime } from './shared-time.js';

const { tick } = proxyLocalActivities<RehearsalActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});

/**
 * Acts, instants and opened steps after which the execution lets the server write down what came of them: some two seconds' work, far below
 * the ten that a workflow task may take (docs/adr/0006-rehearsal.md).
 */
const STRIDE = 240;

/** A rehearsal under way: its clock, its processes, how far it may go. */
export class RehearsalRun {
  private readonly time: SharedTime;
  private readonly processes: RehearsedProcesses;
  private readonly end: Date;
  private horizon: Date;
  private poked = true;
  private finished = false;
  private resting = false;
  private rests = 0;
  private ticks = 0;
  private done = 0;
  private strodeAt: { work: number; now: Date };

  constructor(private readonly input: RehearsalInput) {
    const from = new Date(input.from);
    this.time = new SharedTime(from);
    this.processes = new RehearsedProcesses(this.time);
    this.end = new Date(input.to);
    this.horizon = this.byItself() ? this.end : from;
    this.strodeAt = { work: 0, now: from };
  }

  private byItself(): boolean {
    return this.input.scenario !== null && this.input.paced !== true;
  }

  advance(to: string): void {
    const wanted = new Date(to);
    if (wanted > this.horizon) this.horizon = wanted < this.end ? wanted : this.end;
    this.poked = true;
  }

  poke(): void {
    this.poked = true;
  }

  finish(): void {
    this.finished = true;
  }

  state(): RehearsalState {
    return { now: this.time.now().toISOString(), resting: this.resting, rests: this.rests };
  }

  /** Does what is due, tells the processes, waits until all is at rest; then on to the next instant at which anything is due. */
  async run(): Promise<RehearsalResult> {
    const { time } = this;
    while (!this.finished) {
      this.poked = false;
      this.resting = false;
      await time.quiet();
      this.processes.throwFailure();
      const { now, messages, nextAt, more, done } = await this.tick();
      this.done += done;
      time.moveTo(new Date(now));
      for (const message of messages) this.processes.deliver(message);
      await this.stride();
      if (more) continue;
      const next = earliest(nextAt === null ? null : new Date(nextAt), time.nextAlarm());
      if (next !== null && next <= this.horizon) time.moveTo(next);
      else if (this.byItself()) break;
      // Nothing is due on the way: the next tick only writes the instant down.
      else if (time.now() < this.horizon) time.moveTo(this.horizon);
      else await this.rest();
    }
    return { ticks: this.ticks, endedAt: time.now().toISOString() };
  }

  private tick(): Promise<Tick> {
    const { scenario, seed } = this.input;
    const alarm = this.time.nextAlarm();
    // A process that wakes by itself acts before clocks and people of that instant.
    const until = alarm !== null && alarm <= this.horizon ? new Date(alarm.getTime() - 1) : this.horizon;
    this.ticks += 1;
    return tick({
      now: this.time.now().toISOString(),
      scenario,
      until: until.toISOString(),
      ...(seed === undefined ? {} : { seed }),
    });
  }

  /** Only lengths of time reach the server, one for a stretch of many instants; it skips them. */
  private async stride(): Promise<void> {
    const { time, strodeAt } = this;
    const work = time.calls + this.done;
    if (work - strodeAt.work < STRIDE) return;
    await sleep(Math.max(time.now().getTime() - strodeAt.now.getTime(), 1));
    this.strodeAt = { work, now: time.now() };
  }

  private async rest(): Promise<void> {
    this.resting = true;
    this.rests += 1;
    await condition(() => this.poked || this.finished);
  }
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
