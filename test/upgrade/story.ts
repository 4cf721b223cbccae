import type { ProcessKind } from '../../domain/blueprints/index.js';
import type { Stand } from '../workflows/stand.js';

/**
 * A process that is cut in the middle: `begin` brings it there, with work beside the main line open where it has any, and `finish`
 * goes on to the end, maybe with other workers.
 */
export interface Story {
  kind: ProcessKind;
  title: string;
  /** @returns the processes that `finish` needs; the first is the story's own */
  begin(stand: Stand): Promise<string[]>;
  /** What the process waits for in the middle: open steps, notices, `asleep`. */
  middle: string[];
  finish(stand: Stand, ids: string[]): Promise<void>;
  outcome: string;
  /** `key round outcome` of all steps that were asked for, in any order. */
  path: string[];
}
