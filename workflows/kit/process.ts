import {
  condition,
  DeterminismViolationError,
  log,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { ProcessActivities, StepOutcome } from '../../contracts/processes/activities.js';
import {
  endSignal,
  noticeSignal,
  progressQuery,
  stepClosedSignal,
  type ProcessInput,
  type ProcessNotice,
  type ProcessResult,
  type Progress,
} from '../../contracts/processes/processes.js';
import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { RESCHEDULED } from '../../domain/blueprints/notices.js';

/** Thrown into a procedure that is told to end while it waits. */
export class ProcessEnd extends Error {
  constructor(readonly outcome: string) {
    super(outcome);
  }
}

/** Messages for one process. Temporal's signals fill it in production, the rehearsal fills it directly. */
export class Mailbox {
  private readonly closed = new Map<string, StepOutcome>();
  private readonly notices = new Map<string, Set<string>>();
  ending: string | undefined;

  stepClosed(outcome: StepOutcome): void {
    if (!this.closed.has(outcome.stepId)) this.closed.set(outcome.stepId, outcome);
  }

  notice({ name, id }: ProcessNotice): void {
    const ids = this.notices.get(name) ?? new Set();
    this.notices.set(name, ids.add(id));
  }

  end(outcome: string): void {
    this.ending ??= outcome;
  }

  outcomeOf(stepId: string): StepOutcome | undefined {
    return this.closed.get(stepId);
  }

  /** How many different notices of this name came so far. */
  count(name: string): number {
    return this.notices.get(name)?.size ?? 0;
  }
}

/** Whose time a process lives by: the workflow's own, or the one clock that a rehearsal's processes share. */
export interface ProcessTime {
  now(): Date;
  /** Sleeps until an instant, or until `woken` is true. */
  until(instant: Date, woken: () => boolean): Promise<void>;
  /** Told around every activity, so that a rehearsal knows when its processes have come to rest. */
  during<T>(work: Promise<T>): Promise<T>;
}

const workflowTime: ProcessTime = {
  now: () => new Date(Date.now()),
  until: async (instant, woken) => {
    await condition(woken, Math.max(instant.getTime() - Date.now(), 1));
  },
  during: (work) => work,
};

/** Where activities run: Temporal's proxies in production and in a rehearsal alike. */
export const activities = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** What a procedure works with: it opens steps, waits and reads the date. `Key` is the blueprint's step keys. */
export class Process<Key extends string, Input extends ProcessInput = ProcessInput> {
  private readonly rounds = new Map<Key, number>();
  private readonly waiting = new Map<string, { stepId: string; key: string; round: number }>();
  private readonly awaited: string[] = [];
  /** What it sleeps until; several at once where stages run side by side. */
  private readonly asleep = new Set<Date>();

  constructor(
    readonly input: Input,
    private readonly mailbox: Mailbox,
    private readonly time: ProcessTime = workflowTime,
  ) {}

  /** Opens the next round of a step and waits for its outcome. @throws ProcessEnd */
  async step(key: Key): Promise<string> {
    const opened = await this.open(key);
    return this.outcome(opened);
  }

  /** Opens the next round of a step without waiting, for work that runs beside the main line. @throws ProcessEnd */
  async open(key: Key): Promise<string> {
    this.throwIfEnding();
    const round = (this.rounds.get(key) ?? 0) + 1;
    this.rounds.set(key, round);
    const opening = activities.openStep({ processId: this.input.processId, key, round, now: this.now() });
    const opened = await this.time.during(opening);
    // On replay the n-th local activity gets the n-th recorded result, whatever it is called now and whatever it asks: changed code
    // would take another step for its own and go on.
    if (opened?.key !== key || opened.round !== round)
      throw new DeterminismViolationError(
        `asked for ${key} ${round}, recorded was ${opened?.key} ${opened?.round}`,
      );
    const { stepId, closed } = opened;
    if (closed) this.mailbox.stepClosed(closed);
    this.waiting.set(stepId, { stepId, key, round });
    return stepId;
  }

  /** Waits for the outcome of an opened step. @throws ProcessEnd */
  async outcome(stepId: string): Promise<string> {
    await condition(() => this.mailbox.ending !== undefined || this.mailbox.outcomeOf(stepId) !== undefined);
    this.waiting.delete(stepId);
    const closed = this.mailbox.outcomeOf(stepId);
    // Only a process that has ended in the tables has its steps cancelled: the end signal is on its way, or just came.
    if (closed === undefined || closed.outcome === 'cancelled')
      throw new ProcessEnd(this.mailbox.ending ?? 'cancelled');
    return closed.outcome;
  }

  /** Ends a step that is no longer waited for. */
  async cancel(stepId: string): Promise<void> {
    this.waiting.delete(stepId);
    if (this.mailbox.outcomeOf(stepId) !== undefined) return;
    await this.time.during(activities.cancelStep({ stepId, now: this.now() }));
  }

  /** Sleeps until an instant; at once when it is past. @throws ProcessEnd */
  async until(instant: Date): Promise<void> {
    this.asleep.add(instant);
    if (instant > this.time.now()) await this.time.until(instant, () => this.mailbox.ending !== undefined);
    this.asleep.delete(instant);
    this.throwIfEnding();
  }

  /**
   * Sleeps until something of the process's own plan begins, whose date may be moved meanwhile.
   * @returns false at once when nothing of this key is planned (any more)
   * @throws ProcessEnd
   */
  async planned(key: string): Promise<boolean> {
    for (;;) {
      this.throwIfEnding();
      const moves = this.mailbox.count(RESCHEDULED);
      const asking = activities.plannedAt({ processId: this.input.processId, key });
      const asked = await this.time.during(asking);
      if (asked?.key !== key)
        throw new DeterminismViolationError(`asked when ${key} begins, recorded was ${asked?.key}`);
      if (asked.at === null) return false;
      const instant = new Date(asked.at);
      if (instant <= this.time.now()) return true;
      this.asleep.add(instant);
      await this.time.until(
        instant,
        () => this.mailbox.ending !== undefined || this.mailbox.count(RESCHEDULED) > moves,
      );
      this.asleep.delete(instant);
    }
  }

  /** Waits for the n-th notice of a name. @throws ProcessEnd */
  async noticed(name: string, n = 1): Promise<void> {
    this.awaited.push(name);
    await condition(() => this.mailbox.ending !== undefined || this.mailbox.count(name) >= n);
    this.awaited.splice(this.awaited.indexOf(name), 1);
    if (this.mailbox.count(name) < n) throw new ProcessEnd(this.mailbox.ending as string);
  }

  /** How many different notices of a name came so far. */
  count(name: string): number {
    return this.mailbox.count(name);
  }

  private throwIfEnding(): void {
    if (this.mailbox.ending !== undefined) throw new ProcessEnd(this.mailbox.ending);
  }

  /** The workflow's present instant. */
  now(): string {
    return this.time.now().toISOString();
  }

  /** Ends the process in the tables. */
  async end(outcome: string): Promise<void> {
    await this.time.during(
      activities.endProcess({ processId: this.input.processId, outcome, now: this.now() }),
    );
  }

  progress(): Progress {
    return {
      // Work beside the main line may be over already (everybody replied) while nobody asks for its outcome yet.
      waitingFor: [...this.waiting.values()].filter(
        ({ stepId }) => this.mailbox.outcomeOf(stepId) === undefined,
      ),
      sleepingUntil: [...this.asleep].map((instant) => instant.toISOString()).sort()[0] ?? null,
      noticesAwaited: [...this.awaited],
    };
  }
}

/** A procedure: the regulation as code. It returns the process's outcome. */
export interface Procedure<Key extends string = string, Input extends ProcessInput = ProcessInput> {
  blueprint: ProcessBlueprint<Key>;
  run(process: Process<Key, Input>): Promise<string>;
}

/** Runs a procedure to its end, whoever fills the mailbox; the last act is to end the process in the tables. */
export async function runProcedure<Key extends string, Input extends ProcessInput>(
  procedure: Procedure<Key, Input>,
  process: Process<Key, Input>,
): Promise<ProcessResult> {
  const outcome = await procedure.run(process).catch((error: unknown) => {
    if (error instanceof ProcessEnd) return error.outcome;
    throw error;
  });
  await process.end(outcome);
  return { outcome };
}

/** A procedure as a Temporal workflow: signals go to the mailbox, the progress query reads the process. */
export function asWorkflow<Key extends string, Input extends ProcessInput>(procedure: Procedure<Key, Input>) {
  return (input: Input): Promise<ProcessResult> => {
    const mailbox = new Mailbox();
    const process = new Process<Key, Input>(input, mailbox);
    setHandler(stepClosedSignal, (outcome) => mailbox.stepClosed(outcome));
    setHandler(noticeSignal, (notice) => mailbox.notice(notice));
    setHandler(endSignal, ({ outcome }) => mailbox.end(outcome));
    setHandler(progressQuery, () => process.progress());
    log.debug('process started', { processId: input.processId });
    return runProcedure(procedure, process);
  };
}
