import type { LaunchableKind } from '../../domain/blueprints/index.js';
import type { RehearsedRegion } from './region.js';

/** How a rehearsal begins with a process. */
export interface RehearsedLaunch {
  /** The day on which the office launches it; at nine in the morning, workday or not. */
  on: { month: number; day: number };
  /** Where the process is called otherwise than by its blueprint's label (“双江自治县2027年…”). */
  title?(region: RehearsedRegion): string;
  /**
   * What is handed in, one entry for each process that is launched; left out where a launch hands in nothing. Made of the region alone, so
   * that every run hands in the same. Checked as the API checks it.
   */
  handsIn?(region: RehearsedRegion): HandedIn[];
}

export interface HandedIn {
  form: object;
  /** The unit that launches it, where it isn't the office. */
  unitId?: string;
}

/** Total: a process that people launch and nobody can rehearse does not compile. */
export const LAUNCHES: Record<LaunchableKind, RehearsedLaunch> = {
  dualList: {
    on: { month: 1, day: 4 },
    title: ({ label, year }) => `${label}${year}年“双清单”`,
  },
};

export const LAUNCHABLE_KINDS = Object.keys(LAUNCHES) as LaunchableKind[];

/** “dualList” as a command line has it: “dual-list”. */
export const commandOf = (kind: LaunchableKind): string =>
  kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
