import { defineQuery, defineSignal } from '@temporalio/workflow';
import { SCENARIO_NAMES, type ScenarioName } from '../../domain/rehearsal/people.js';

/** How the simulated people of a rehearsal behave; the rehearsal's own dice decide who is who. */
export const SCENARIOS = SCENARIO_NAMES;
export type Scenario = ScenarioName;

export interface RehearsalInput {
  /** The rehearsal's present instant at its start, ISO 8601. Independent of the real date. */
  from: string;
  /** Where it ends by itself. */
  to: string;
  /** Simulated people act; null when people act through the API and time moves by `advanceSignal`. */
  scenario: Scenario | null;
  /** Simulated people act, but time moves by `advanceSignal` only: whoever tells a story stops where something is to be shown. */
  paced?: boolean;
  /** Which throw of the dice; the same seed, the same rehearsal. Left out: the region's and year's own. */
  seed?: number;
}

export interface RehearsalResult {
  ticks: number;
  endedAt: string;
}

/** A message that the engine wrote for a process: the start of its workflow, or a signal. */
export interface RehearsedMessage {
  workflowId: string;
  kind: 'start' | 'signal';
  name: string;
  body: Record<string, unknown>;
}

export interface TickInput {
  now: string;
  scenario: Scenario | null;
  seed?: number;
  /** No further than this without asking the processes: the next of them that wakes by itself, or the end. */
  until: string;
}

export interface Tick {
  /** The instant it stopped at: it goes on by itself from instant to instant while there is nothing to tell the processes. */
  now: string;
  messages: RehearsedMessage[];
  /** When something is due next: a checkpoint, or somebody's next act. */
  nextAt: string | null;
  /** There may be more to do at this instant: messages were taken, or it had done enough for one call. */
  more: boolean;
  /** Instants and acts. */
  done: number;
}

export interface RehearsalActivities {
  /** Does everything that is due from `now` on: checkpoints, people's acts; takes what the engine has to tell the processes. */
  tick(input: TickInput): Promise<Tick>;
}

/** Move the time: everything that falls due on the way happens at its own instant. */
export const advanceSignal = defineSignal<[{ to: string }]>('advance');
/** Somebody acted through the API: look for what the engine has to tell. */
export const pokeSignal = defineSignal('poke');
/** End an interactive rehearsal. */
export const finishSignal = defineSignal('finish');

export interface RehearsalState {
  now: string;
  /** Nothing is under way: all that was due up to `now` has happened. */
  resting: boolean;
  /** How often it came to rest so far: an asker sees that his poke or advance was served. */
  rests: number;
}
export const rehearsalQuery = defineQuery<RehearsalState>('rehearsal');

export const rehearsalWorkflowId = (schema: string): string => `rehearsal:${schema}`;
export const REHEARSAL_TASK_QUEUE = 'yushui-rehearsal';
