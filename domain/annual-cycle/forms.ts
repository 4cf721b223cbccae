import type { CivilDate } from '../time/zone.js';
import type { PlanEntry } from './plan-entry.js';

/** What the launch of a year hands in. */
export interface AnnualPlanForm {
  /** Left out: the plan that the product offers for the region and year. */
  entries?: PlanEntry[];
  /** Findings of 方案体检 that somebody clicked away, by their ids. */
  acknowledged?: string[];
  /** The next year launches itself, on December 20. */
  launchNextYear?: boolean;
}

export const REMEDIES = ['relaunch', 'skip', 'move'] as const;
/** relaunch: at once, with a corrected form where one is given; skip: not this year; move: on another day. */
export type Remedy = (typeof REMEDIES)[number];

/** What the office does about one entry whose launch was refused. */
export interface MendedEntry {
  key: string;
  remedy: Remedy;
  /** For a corrected form: the entry's kind, which says what the form must hold. */
  kind?: string;
  form?: Record<string, unknown>;
  /** For `move`. */
  date?: CivilDate;
  /** For `skip` and `move`. */
  reason?: string;
}

export interface AnnualMendForm {
  entries: MendedEntry[];
}

/** 年终台账: what the office says about the year's figures. */
export interface AnnualLedgerForm {
  summary: string;
}

export interface AnnualCycleForms {
  annualPlan: AnnualPlanForm;
  annualMend: AnnualMendForm;
  annualLedger: AnnualLedgerForm;
}

export type AnnualCycleFormKey = keyof AnnualCycleForms;
