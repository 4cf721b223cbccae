/** What workflows ask the outside world to do. Ids and dates only; instants are ISO 8601 with an offset. */

export interface OpenStepInput {
  processId: string;
  /** Step key of the process's blueprint. */
  key: string;
  /** 1 for the first time the process comes to this step. The pair (key, round) is opened once, however often this is asked. */
  round: number;
  /** The workflow's present instant. */
  now: string;
  /** For a `given` deadline: the process's own limit is read from the ledger when this is left out. */
  deadline?: string;
}

export interface StepOutcome {
  stepId: string;
  key: string;
  round: number;
  /** A decision of the blueprint, the blueprint's `atDeadline` outcome, `withdrawn` or `cancelled`. */
  outcome: string;
}

export interface OpenedStep {
  stepId: string;
  /** What was asked, said back: Temporal tells local activities apart by their order only, so the kit compares. */
  key: string;
  round: number;
  /** Present when the step had nobody to ask or was already closed: the workflow goes on at once. */
  closed?: StepOutcome;
  /** The process's clock stands still (挂起): nothing was opened, ask again when this pause is over. */
  pausedBy?: string;
}

/** What a process asks of its own plan (a stage's opening, the next thing a year starts). */
export interface PlannedAtInput {
  processId: string;
  /** The effects' own name for it. */
  key: string;
}

export interface PlannedInstant {
  /** What was asked, said back (see `OpenedStep`). */
  key: string;
  /** Null when nothing of this key is planned (any more): the process doesn't wait for it. */
  at: string | null;
  /** See `OpenedStep`. */
  pausedBy?: string;
}

export interface StartedEntries {
  /** What was asked, said back (see `OpenedStep`). */
  processId: string;
  started: number;
  /** Entries whose launch was refused, now or before, and nobody mended yet. */
  failed: number;
}

export interface ServeClockInput {
  clock: number;
  /** The instant up to which everything due is done. */
  now: string;
}

export interface ServedClock {
  /** When the clock has to look again; null when nothing is armed. */
  nextAt: string | null;
  served: number;
}

export interface ProcessActivities {
  openStep(input: OpenStepInput): Promise<OpenedStep>;
  /** Ends a step that the process no longer waits for; does nothing when it is closed. */
  cancelStep(input: { stepId: string; now: string }): Promise<void>;
  /** Ends the process: its open work is cancelled, its chain gets its last entry. Repeating it does nothing. Not during a pause. */
  endProcess(input: {
    processId: string;
    outcome: string;
    now: string;
  }): Promise<{ pausedBy: string } | null | undefined>;
  /** When something the process has planned begins. It may be moved: who sleeps until then asks again when told `rescheduled`. */
  plannedAt(input: PlannedAtInput): Promise<PlannedInstant>;
  /** Launches everything of a year's plan that is due, each in a transaction of its own; what is launched already is found. */
  startPlanned(input: { processId: string; now: string }): Promise<StartedEntries>;
  serveClock(input: ServeClockInput): Promise<ServedClock>;
}

export interface HousekeepingActivities {
  /** Seals the audit chains that moved since the last seal. */
  sealAudit(input: { now: string }): Promise<{ seal: number | null; chains: number }>;
  /** Compares open steps with running workflows; repairs what it can and reports the rest. */
  reconcile(input: { now: string }): Promise<{ checked: number; repaired: number; unresolved: number }>;
  /** Raises alarms for what should have begun by itself and did not, clears those that are mended; schedules follow what is wanted. */
  watchYears(input: { now: string }): Promise<{ raised: number; cleared: number; standing: number }>;
  /** Deletes what only served retries: answers of old idempotency keys. */
  purge(input: { now: string }): Promise<{ deleted: number }>;
}
