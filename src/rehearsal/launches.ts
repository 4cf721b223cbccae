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
  liaisonFiling: { on: { month: 3, day: 1 } },
  coordinationGroup: { on: { month: 1, day: 11 } },
  coordinationMatter: {
    on: { month: 5, day: 18 },
    handsIn: ({ units }) => [
      {
        form: {
          title: '驻训途经道路保障',
          detail: '车队夜间通过县乡道路，请协调养护和交通疏导。',
          urgency: 'flash',
        },
        ...military(units),
      },
      {
        form: { title: '驻训期间饮用水检测', detail: '请安排驻训点水质检测。', urgency: 'ordinary' },
        ...military(units),
      },
    ],
  },
  circular: {
    on: { month: 4, day: 12 },
    handsIn: ({ label, year }) => [
      { form: { title: `${label}贯彻上级双拥工作要点`, circularKind: 'important' } },
      { form: { title: `${label}${year}年双拥重点工作进展`, circularKind: 'keyWork' } },
      { form: { title: '军地共建好做法', circularKind: 'typical', typicalKind: 'goodPractice' } },
      { form: { title: '优待政策落实不力的教训', circularKind: 'typical', typicalKind: 'dereliction' } },
    ],
  },
};

/** The first military unit launches; without one it is the office. */
function military(units: RehearsedRegion['units']): { unitId?: string } {
  const unit = units.find(({ kind }) => kind === 'military');
  return unit ? { unitId: unit.id } : {};
}

export const LAUNCHABLE_KINDS = Object.keys(LAUNCHES) as LaunchableKind[];

/** “dualList” as a command line has it: “dual-list”. */
export const commandOf = (kind: LaunchableKind): string =>
  kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
