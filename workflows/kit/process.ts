import {
  condition,
  DeterminismViolationError,
  deprecatePatch,
  log,
  makeContinueAsNewFunc,
  patched,
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
import { PAUSED, RESCHEDULED, RESUMED } from '../../domain/blueprints/notices.js';
import { TASK_TIMEOUT, untilGrown, type Continued } from './continued.js';
import { Journal, type Carried } from './journal.js';

/** Thrown into a procedure that is told to end while it waits. */
export class ProcessEnd extends Error {
  constructor(readonly outcome: string) {
    super(outcome);
  }
}

/**
 * Messages for one process. Temporal's signals fill it in production, the rehearsal fills it directly. Each method says whether it
 * learnt something: what it is told twice it forgets.
 */
export class Mailbox {
  private readonly closed = new Map<string, StepOutcome>();
  private readonly notices = new Map<string, Set<string>>();
  ending: string | undefined;

  stepClosed(outcome: StepOutcome): boolean {
    if (this.closed.has(outcome.stepId)) return false;
    this.closed.set(outcome.stepId, outcome);
    return true;
  }

  notice({ name, id }: ProcessNotice): boolean {
    const ids = this.notices.get(name) ?? new Set();
    if (ids.has(id)) return false;
    this.notices.set(name, ids.add(id));
    return true;
  }

  end(outcome: string): boolean {
    if (this.ending !== undefined) return false;
    this.ending = outcome;
    return true;
  }

  /** Its clock stands still (挂起): a pause has begun and is not over. `also`: one that the workflow hasn't been told of yet. */
  paused(also?: string): boolean {
    const over = this.notices.get(RESUMED);
    const begun = [...(this.notices.get(PAUSED) ?? []), ...(also === undefined ? [] : [also])];
    return begun.some((id) => !over?.has(id));
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
  /** Waits for something that only a message can make true. */
  wait(met: () => boolean): Promise<void>;
  /** Told around every activity, so that a rehearsal knows when its processes have come to rest. */
  during<T>(work: Promise<T>): Promise<T>;
}

const workflowTime: ProcessTime = {
  now: () => new Date(Date.now()),
  until: async (instant, woken) => {
    await condition(woken, Math.max(instant.getTime() - Date.now(), 1));
  },
  wait: (met) => condition(met),
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
  /** What it sleeps until; more than one where work runs beside the main line. */
  private readonly sleeps = new Set<Date>();

  constructor(
    readonly input: Input,
    private readonly mailbox: Mailbox,
    private readonly time: ProcessTime = workflowTime,
    /** What a run learns and hands to the next; a rehearsal is over in seconds and needs none. */
    private readonly journal?: Journal,
  ) {}

  /** Asks an activity: whatever a procedure asks goes through here, so that a continued run remembers the answer. */
  private ask<T>(activity: () => Promise<T>): Promise<T> {
    const asked = (): Promise<T> => this.time.during(activity());
    return this.journal ? this.journal.call(asked) : asked();
  }

  /** Waits for what messages bring about. */
  private wait(until: () => boolean): Promise<void> {
    return this.journal ? this.journal.wait(until) : this.time.wait(until);
  }

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
    const { processId } = this.input;
    for (;;) {
      if (this.mailbox.paused()) await this.running();
      this.throwIfEnding();
      const opened = await this.ask(() => activities.openStep({ processId, key, round, now: this.now() }));
      // On replay the n-th local activity gets the n-th recorded result, whatever it is called now and whatever it asks: changed code
      // would take another step for its own and go on.
      if (opened?.key !== key || opened.round !== round)
        throw new DeterminismViolationError(
          `asked for ${key} ${round}, recorded was ${opened?.key} ${opened?.round}`,
        );
      const { stepId, closed, pausedBy } = opened;
      if (pausedBy !== undefined) {
        await this.running(pausedBy);
        continue;
      }
      if (closed) this.mailbox.stepClosed(closed);
      this.waiting.set(stepId, { stepId, key, round });
      return stepId;
    }
  }

  /**
   * Waits while the clock stands still; what has come meanwhile is looked at afterwards. A process that is told to end waits for nothing.
   * @param pause the one that the engine names, of which the workflow may not have been told yet
   */
  private async running(pause?: string): Promise<void> {
    await this.wait(() => this.mailbox.ending !== undefined || !this.mailbox.paused(pause));
  }

  /** Waits for the outcome of an opened step. @throws ProcessEnd */
  async outcome(stepId: string): Promise<string> {
    await this.wait(() => this.mailbox.ending !== undefined || this.mailbox.outcomeOf(stepId) !== undefined);
    if (this.mailbox.paused()) await this.running();
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
    await this.ask(() => activities.cancelStep({ stepId, now: this.now() }));
  }

  /** Sleeps until an instant; at once when it is past. @throws ProcessEnd */
  async until(instant: Date): Promise<void> {
    if (instant > this.instant()) await this.sleep(instant, () => this.mailbox.ending !== undefined);
    if (this.mailbox.paused()) await this.running();
    this.throwIfEnding();
  }

  /**
   * Sleeps until something of the process's own plan begins, whose date may be moved meanwhile.
   * @returns false at once when nothing of this key is planned (any more)
   * @throws ProcessEnd
   */
  async planned(key: string): Promise<boolean> {
    for (;;) {
      if (this.mailbox.paused()) await this.running();
      this.throwIfEnding();
      const moves = this.mailbox.count(RESCHEDULED);
      const { processId } = this.input;
      const asked = await this.ask(() => activities.plannedAt({ processId, key }));
      if (asked?.key !== key)
        throw new DeterminismViolationError(`asked when ${key} begins, recorded was ${asked?.key}`);
      if (asked.pausedBy !== undefined) {
        await this.running(asked.pausedBy);
        continue;
      }
      if (asked.at === null) return false;
      const instant = new Date(asked.at);
      if (instant <= this.instant()) return true;
      await this.sleep(
        instant,
        () => this.mailbox.ending !== undefined || this.mailbox.count(RESCHEDULED) > moves,
      );
    }
  }

  /**
   * Launches everything of a year's plan that is due.
   * @returns how many entries could not be launched and are to be mended
   * @throws ProcessEnd
   */
  async startPlanned(): Promise<number> {
    this.throwIfEnding();
    const { processId } = this.input;
    const started = await this.ask(() => activities.startPlanned({ processId, now: this.now() }));
    if (started?.processId !== processId)
      throw new DeterminismViolationError(`asked for the plan of ${processId}, recorded was something else`);
    return started.failed;
  }

  /** Waits for the n-th notice of a name. @throws ProcessEnd */
  async noticed(name: string, n = 1): Promise<void> {
    this.awaited.push(name);
    await this.wait(() => this.mailbox.ending !== undefined || this.mailbox.count(name) >= n);
    this.awaited.splice(this.awaited.indexOf(name), 1);
    if (this.mailbox.paused()) await this.running();
    if (this.mailbox.count(name) < n) throw new ProcessEnd(this.mailbox.ending as string);
  }

  /** How many different notices of a name came so far. */
  count(name: string): number {
    return this.mailbox.count(name);
  }

  private async sleep(instant: Date, woken: () => boolean): Promise<void> {
    const until = new Date(instant);
    this.sleeps.add(until);
    const slept = (): Promise<void> => this.time.until(until, woken);
    await (this.journal ? this.journal.rest(slept) : slept());
    this.sleeps.delete(until);
  }

  private throwIfEnding(): void {
    if (this.mailbox.ending !== undefined) throw new ProcessEnd(this.mailbox.ending);
  }

  /** The workflow's present instant; while a continued run finds its place again, the instant it was then. */
  now(): string {
    return this.instant().toISOString();
  }

  private instant(): Date {
    return (this.journal ?? this.time).now();
  }

  /**
   * Whether a change of the procedure holds here: false on the way that a process went before the change. Procedures ask here, not
   * Temporal: a process is older than its run (CONTRIBUTING, Changing a procedure).
   */
  patched(id: string): boolean {
    return this.journal ? this.journal.patched(id) : patched(id);
  }

  /** In place of `patched`, when no process runs any more that went the old way. */
  deprecatePatch(id: string): void {
    deprecatePatch(id);
  }

  /** Ends the process in the tables. */
  async end(outcome: string): Promise<void> {
    const { processId } = this.input;
    for (;;) {
      const { ending } = this.mailbox;
      const held = await this.ask(() => activities.endProcess({ processId, outcome, now: this.now() }));
      const pausedBy = held?.pausedBy;
      if (pausedBy === undefined) return;
      await this.wait(() => this.mailbox.ending !== ending || !this.mailbox.paused(pausedBy));
    }
  }

  progress(): Progress {
    return {
      // Work beside the main line may be over already (everybody replied) while nobody asks for its outcome yet.
      waitingFor: [...this.waiting.values()].filter(
        ({ stepId }) => this.mailbox.outcomeOf(stepId) === undefined,
      ),
      sleepingUntil: [...this.sleeps].map((at) => at.toISOString()).sort()[0] ?? null,
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

/**
 * A procedure as a Temporal workflow: signals go to the mailbox, the progress query reads the process. A run that has grown long is
 * continued by a new one, which hears what this one learnt.
 */
export function asWorkflow<Key extends string, Input extends ProcessInput>(procedure: Procedure<Key, Input>) {
  return async (told: Input & Continued): Promise<ProcessResult> => {
    const { carried, ...input } = told;
    const mailbox = new Mailbox();
    const deliver = (name: string, body: unknown): boolean => mailbox[name as 'notice'](body as never);
    const journal = new Journal(deliver, workflowTime.now, carried);
    const process = new Process<Key, Input>(input as never, mailbox, workflowTime, journal);
    setHandler(stepClosedSignal, (outcome) => journal.told('stepClosed', outcome));
    setHandler(noticeSignal, (notice) => journal.told('notice', notice));
    setHandler(endSignal, ({ outcome }) => journal.told('end', outcome));
    setHandler(progressQuery, () => process.progress());
    log.debug('process started', { processId: input.processId });

    let begun: (result: Promise<ProcessResult>) => void;
    const result = new Promise<ProcessResult>((resolve) => (begun = resolve));
    const start = (): void => begun(runProcedure(procedure, process));
    const grown = async (): Promise<{ learnt: Carried }> => {
      await journal.begin(start);
      return { learnt: await untilGrown(journal, told) };
    };
    const first = await Promise.race([result, grown()]);
    if (!('learnt' in first)) return first;
    const next = makeContinueAsNewFunc<(input: Input & Continued) => Promise<ProcessResult>>({
      workflowTaskTimeout: TASK_TIMEOUT,
    });
    return next({ ...told, carried: first.learnt });
  };
}
