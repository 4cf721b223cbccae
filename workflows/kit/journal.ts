import { condition, DeterminismViolationError, patched } from '@temporalio/workflow';
import type { OpenedStep, StepOutcome } from '../../contracts/processes/activities.js';

/** A message from outside: the name of the mailbox's method that takes it, and what it takes. */
export type Message = [name: string, body: unknown];

/**
 * What a run learnt from outside, as short as it can be said because it is carried for years: `s` the procedure began; `m` a message
 * came; `c` the step that a call had opened was closed; `a` a call came back; `o` a call came back with a step, maybe one that was over already.
 */
export type Learnt =
  | ['s']
  | ['m', ...Message]
  | ['c', call: number, outcome: string]
  | ['a', call: number, answer?: unknown]
  | ['o', call: number, stepId: string, key: string, round: number, closed?: string];

/** What came at once: how many milliseconds, and how many asks and waits of the procedure, after what came before. */
export type Batch = [after: number, asks: number, ...Learnt[]];

/** What the next run is told: it begins the procedure anew and hears the same, in the same order, without asking anybody. */
export interface Carried {
  batches: Batch[];
  /** How often the procedure has asked or begun to wait in all: then it stands where the run before stood. */
  asks: number;
  /** For each change of the code: how often the procedure was told that it is too old for it, and whether it ever was not. */
  patches: Record<string, [before: number, holds: boolean]>;
}

type Opened = Omit<StepOutcome, 'outcome'>;
type Answer = { is: unknown } | undefined;
/** Batches lived through in one entry into the sandbox: it may last 5 s. */
const AT_ONCE = 200;

/**
 * Everything that a procedure learns from outside goes through here: what it is told, and what its calls (activities, waiting for an
 * instant) come back with. A procedure is deterministic, so the same in the same order brings it to the same place: that is how a run
 * that has grown long is continued by a new one (docs/adr/0014-code-that-lives-for-years.md).
 */
export class Journal {
  private batches: Batch[] = [];
  private readonly patches: Carried['patches'] = {};
  private readonly asked: Record<string, number> = {};
  private readonly callOf = new Map<string, number>();
  private readonly stepOf = new Map<number, Opened>();
  private readonly recalls = new Map<number, (answer: Answer) => void>();
  private readonly held: Message[] = [];
  private readonly waits = new Set<{ until: () => boolean; resolve: () => void }>();
  private batch: Batch | undefined;
  private latest = 0;
  private latestAsks = 0;
  private calls = 0;
  private asks = 0;
  private fed = 0;
  private standing: { asks: number; there: () => void } | undefined;
  private underWay = 0;
  private moves = 0;
  /** The instant that is lived through again; undefined when the run lives in its own time. */
  private past: number | undefined;
  /** How much was learnt. */
  length = 0;

  /**
   * @param deliver gives a message to the mailbox; false when it said nothing new
   * @param carried what the run before knew. From the first instant messages wait until that is lived through: some are there
   *   before the workflow's first line.
   */
  constructor(
    private readonly deliver: (...message: Message) => boolean,
    private readonly present: () => Date,
    private readonly before?: Carried,
  ) {
    if (before) this.past = 0;
  }

  now(): Date {
    return this.past === undefined ? this.present() : new Date(this.past);
  }

  /** Starts the procedure and brings it to where the run before stood; then it hears what came in the meantime. */
  async begin(start: () => void): Promise<void> {
    if (!this.before) {
      this.write(['s']);
      start();
      return;
    }
    await Promise.race([this.relive(this.before, start), this.lost()]);
    this.goOn();
  }

  private async relive(carried: Carried, start: () => void): Promise<void> {
    Object.assign(this.patches, carried.patches);
    this.past = 0;
    let asks = 0;
    for (const [after, further, ...learnt] of carried.batches) {
      asks += further;
      // What followed from the batch before happened at the instant of that batch, not of this one.
      await this.stands(asks);
      this.past += after;
      for (const one of learnt) this.again(one, start);
      this.length += learnt.length;
      this.fed += 1;
      if (this.fed % AT_ONCE === 0) await nextLook();
    }
    await this.stands(carried.asks);
    this.batches = [...carried.batches];
    this.latest = this.past;
    this.latestAsks = asks;
  }

  /** From here the run lives in its own time. */
  private goOn(): void {
    this.past = undefined;
    // Who waits, waits on; what was asked and not answered is asked now; who slept sleeps on.
    for (const { until, resolve } of this.waits) void this.watched(until).then(resolve);
    this.waits.clear();
    const open = [...this.recalls.values()];
    this.recalls.clear();
    for (const ask of open) ask(undefined);
    for (const message of this.held.splice(0)) this.told(...message);
  }

  /**
   * The procedure has come to where it asked and waited so often. This needs no look at conditions: each is an entry into the sandbox,
   * and those of thousands of steps would take longer than a workflow task may.
   */
  private async stands(asks: number): Promise<void> {
    if (this.asks < asks) await new Promise<void>((there) => (this.standing = { asks, there }));
    if (this.asks > asks) throw new DeterminismViolationError(this.differs(asks));
  }

  /** Nothing moves and the procedure does not stand where it stood: changed code asks less (docs/adr/0011-replay-guard.md). */
  private async lost(): Promise<void> {
    for (let fed = -1; this.past !== undefined;) {
      if (this.fed === fed && this.standing)
        throw new DeterminismViolationError(this.differs(this.standing.asks));
      fed = this.fed;
      await nextLook();
      await nextLook();
    }
  }

  private differs(asks: number): string {
    return `asked ${asks} times in an earlier run, now ${this.asks}`;
  }

  private ask(): void {
    this.asks += 1;
    if (this.standing?.asks !== this.asks) return;
    this.standing.there();
    this.standing = undefined;
  }

  /** A message came. Told again, it is none. */
  told(name: string, body: unknown): void {
    if (this.past !== undefined) this.held.push([name, body]);
    else if (this.deliver(name, body)) this.write(this.shortened(name, body));
  }

  /** Asks the outside, once: a later run remembers the answer. */
  async call<T>(ask: () => Promise<T>): Promise<T> {
    this.ask();
    const call = ++this.calls;
    const known = this.past === undefined ? undefined : await this.recall(call);
    if (known) return known.is as T;
    this.underWay += 1;
    try {
      const answer = await ask();
      this.answered(call, answer);
      return answer;
    } finally {
      this.underWay -= 1;
    }
  }

  /** Waits for an instant. The run may be continued meanwhile: the next one waits on. */
  async rest(wait: () => Promise<void>): Promise<void> {
    this.ask();
    const call = ++this.calls;
    const known = this.past === undefined ? undefined : await this.recall(call);
    if (known) return;
    await wait();
    this.answered(call, undefined);
  }

  /** Waits for what messages bring about. */
  wait(until: () => boolean): Promise<void> {
    this.ask();
    if (this.past === undefined) return this.watched(until);
    return new Promise((resolve) => {
      if (until()) resolve();
      else this.waits.add({ until, resolve });
    });
  }

  private watched(until: () => boolean): Promise<void> {
    return condition(() => {
      const over = until();
      if (over) this.moves += 1;
      return over;
    });
  }

  /** Whether a change of the code holds here: what an earlier run did without it is lived through without it. */
  patched(id: string): boolean {
    const times = (this.asked[id] ?? 0) + 1;
    this.asked[id] = times;
    const known = this.patches[id];
    if (this.past !== undefined) return known !== undefined && known[1] && times > known[0];
    const holds = patched(id);
    if (!known?.[1]) this.patches[id] = holds ? [times - 1, true] : [times, false];
    return holds;
  }

  /** Nothing is under way that would have to be asked again. */
  atRest(): boolean {
    return this.underWay === 0;
  }

  /** Until all that can go on has gone on: conditions are looked at again after everything that followed from the last look. */
  async settled(): Promise<void> {
    let before: number;
    do {
      before = this.moves;
      await nextLook();
      await nextLook();
    } while (this.moves !== before);
  }

  carried(): Carried {
    return { batches: this.batches, asks: this.asks, patches: this.patches };
  }

  private again(learnt: Learnt, start: () => void): void {
    if (learnt[0] === 's') start();
    else if (learnt[0] === 'm') this.deliver(learnt[1], learnt[2]);
    else if (learnt[0] === 'c')
      this.deliver('stepClosed', { ...this.stepOf.get(learnt[1]), outcome: learnt[2] });
    else if (learnt[0] === 'a') this.remember(learnt[1], learnt[2]);
    else {
      const [, call, stepId, key, round, closed] = learnt;
      const step = { stepId, key, round };
      this.know(call, step);
      this.remember(call, closed === undefined ? step : { ...step, closed: { ...step, outcome: closed } });
    }
    // As Temporal does after each message of a task.
    for (const wait of this.waits)
      if (wait.until()) {
        this.waits.delete(wait);
        wait.resolve();
      }
  }

  private remember(call: number, is: unknown): void {
    const ask = this.recalls.get(call);
    if (!ask) throw new DeterminismViolationError(`call ${call} had an answer, now nobody asks`);
    this.recalls.delete(call);
    ask({ is });
  }

  private recall(call: number): Promise<Answer> {
    return new Promise((resolve) => this.recalls.set(call, resolve));
  }

  private answered(call: number, answer: unknown): void {
    if (isStep(answer)) {
      const { stepId, key, round, closed } = answer;
      this.know(call, { stepId, key, round });
      this.write(['o', call, stepId, key, round, ...(closed ? [closed.outcome] : [])] as Learnt);
    } else this.write(answer === undefined || answer === null ? ['a', call] : ['a', call, answer]);
  }

  private know(call: number, step: Opened): void {
    this.stepOf.set(call, step);
    this.callOf.set(step.stepId, call);
  }

  private shortened(name: string, body: unknown): Learnt {
    if (name !== 'stepClosed') return ['m', name, body];
    const { stepId, outcome } = body as StepOutcome;
    const call = this.callOf.get(stepId);
    return call === undefined ? ['m', name, body] : ['c', call, outcome];
  }

  /** What is learnt before anything follows from it is one batch: the procedure sees it at once. */
  private write(learnt: Learnt): void {
    this.length += 1;
    if (this.batch) {
      this.batch.push(learnt);
      return;
    }
    const now = this.present().getTime();
    this.batch = [now - this.latest, this.asks - this.latestAsks, learnt];
    this.latest = now;
    this.latestAsks = this.asks;
    this.batches.push(this.batch);
    void Promise.resolve().then(() => (this.batch = undefined));
  }
}

/** What `openStep` answers and nothing else: an answer that says more is kept as it is. */
const isStep = (answer: unknown): answer is OpenedStep =>
  typeof answer === 'object' &&
  answer !== null &&
  ['key,round,stepId', 'closed,key,round,stepId'].includes(Object.keys(answer).sort().join());

function nextLook(): Promise<void> {
  let looked = false;
  return condition(() => {
    const again = looked;
    looked = true;
    return again;
  });
}
