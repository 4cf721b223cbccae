import type { DeadlineRule } from '../time/deadline.js';
import type { LadderPolicy } from '../time/ladder-policy.js';

/** single: one owner · claim: the first candidate takes it · all 会签 · any 或签 · collect: each hands in its own. */
export type SignRule = 'single' | 'claim' | 'all' | 'any' | 'collect';

/** Who owes a step, said by role; the step engine finds the positions that hold it on the day. */
export type OwnerRole =
  | 'filingUnits' // every member unit, township and military unit of the region
  | 'office' // 主任, 副主任 and 工作人员: any of them
  | 'officeStaff'
  | 'groupLeader'
  | 'groupLeaders' // 组长 and every 副组长
  | 'leadUnit'
  | 'cooperatingUnits'
  | 'raisingUnits'
  | 'claimer';

/** Which form a decision hands in with it; the forms themselves are in contracts/http/forms. */
export type FormKey =
  | 'filing'
  | 'compile'
  | 'plan'
  | 'assign'
  | 'result'
  | 'reply'
  | 'direction'
  | 'report'
  | 'answer'
  | 'summary';

export interface DecisionBlueprint {
  label: string;
  /** positive carries on, negative refuses, back goes to an earlier step. For 会签 the first one that isn't positive ends the step. */
  polarity: 'positive' | 'negative' | 'back';
  form?: FormKey;
  /** A refusal and a return without a reason help nobody. */
  opinion?: 'required';
  /** Only the office may take it, for whoever owes the step, with a reason on record. */
  officeOnly?: true;
}

/** What may be done with a step beside deciding it; 签收, 催办, drafts and attachments are always offered. */
export type StepAction = 'transfer' | 'withdraw' | 'extend' | 'returnFiling';

export interface StepBlueprint {
  label: string;
  /** What the owner is asked to do, in one sentence. */
  ask: string;
  /** Article of the source the step comes from. */
  article: string;
  owner: OwnerRole;
  rule: SignRule;
  deadline: DeadlineRule;
  /** For a step that opens after its legal date: the date is gone, this rule counts from the opening. */
  deadlineIfPast?: DeadlineRule;
  /** The step ends by itself at its deadline, with this outcome. Without it only people end it. */
  atDeadline?: {
    outcome: string;
    label: string;
    /** who hasn't handed in still owes it and is chased */ stillOwed: boolean;
  };
  ladder: LadderPolicy;
  decisions: Record<string, DecisionBlueprint>;
  actions: readonly StepAction[];
  /** State that an item shows in the ledger while this step is open. */
  ledgerState?: string;
}

export interface ProcessBlueprint<Key extends string = string> {
  kind: string;
  version: number;
  label: string;
  article: string;
  /** Which year legal dates (“3月20日前”) are of: the process's, or the one it has come to, for what is carried over the years. */
  legalDatesOf: 'processYear' | 'presentYear';
  steps: Record<Key, StepBlueprint>;
  outcomes: Record<string, string>;
}

/** Keeps the step keys in the type, so that a workflow can only name steps its blueprint has. */
export function defineBlueprint<Key extends string>(blueprint: ProcessBlueprint<Key>): ProcessBlueprint<Key> {
  return blueprint;
}
