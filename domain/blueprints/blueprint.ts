import type { DeadlineRule } from '../time/deadline.js';
import type { LadderPolicy } from '../time/ladder-policy.js';
import type { FormKey } from './forms.js';
import type { Flow } from './flow.js';

/**
 * single: one owner · claim: the first candidate takes it · all 会签 · any 或签 · share 票签: a share must agree · order 依次: one after
 * the other · collect: each hands in its own.
 */
export type SignRule = 'single' | 'claim' | 'all' | 'any' | 'share' | 'order' | 'collect';

/** Roles that the step engine resolves by itself, from the region's organisation on the day. */
export type StandingRole =
  | 'filingUnits' // every member unit, township and military unit of the region
  | 'office' // 主任, 副主任 and 工作人员: any of them
  | 'officeStaff'
  | 'officeReview' // 副主任, then 主任; whoever of them is in office
  | 'officeDirector'
  | 'groupLeader'
  | 'groupLeaders' // 组长 and every 副组长
  | 'groupAndMembers'; // 组长, 副组长 and 成员

/** Roles that only the process knows: its effects name the units or positions (`namedOwners`). */
export type NamedRole =
  | 'leadUnit'
  | 'cooperatingUnits'
  | 'raisingUnits'
  | 'claimer'
  | 'participants' // who is asked to a meeting: leaders and units
  | 'attendingUnits'
  | 'matterLeads' // lead units of what a meeting decided
  | 'taskUnits'
  | 'approver' // who approves a 变更单: not who wrote it
  | 'changeAuthor' // who wrote it
  | 'campaignUnits' // every filing unit, or those the campaign was launched for; at the visits the office too
  | 'teamLeaders' // who leads a team of an inspection, each for his own
  | 'subjects' // who is inspected, evaluated, named (domain/organisation/subject.ts)
  | 'recipients'; // who a document is addressed to and hasn't signed for it

/** Who owes a step, said by role; the step engine finds the positions that hold it on the day. */
export type OwnerRole = StandingRole | NamedRole;

/** A part of a whole, without rounding: two of three. */
export interface Fraction {
  votes: number;
  of: number;
}

/** 票签: rejection, abstention and quorum are settings of their own. */
export interface ShareRule {
  /** The share of positive votes it takes, of `base`. */
  agree: Fraction;
  /** signers: of all who are asked; votes: of those who voted for or against (abstentions don't count). */
  base: 'signers' | 'votes';
  /** The share of signers that must have voted, abstentions included. */
  quorum: Fraction;
  /** vetoes: one rejection is enough to fail; counts: it is a vote like any other. */
  rejection: 'counts' | 'vetoes';
  /** Outcomes of the step. */
  passed: string;
  failed: string;
  words: { passed: string; failed: string };
}

export interface DecisionBlueprint {
  label: string;
  /**
   * positive carries on, negative refuses, back goes to an earlier step, abstain is a vote that is neither (票签 only). For 会签 and 依次 the
   * first one that isn't positive ends the step.
   */
  polarity: 'positive' | 'negative' | 'back' | 'abstain';
  form?: FormKey;
  /** A refusal and a return without a reason help nobody. */
  opinion?: 'required';
  /** Only the office may take it, for whoever owes the step, with a reason on record. */
  officeOnly?: true;
}

/** What may be done with a step beside deciding it; 签收, 催办, 传阅, drafts and attachments are always offered. */
export type StepAction =
  | 'transfer' // 转办
  | 'withdraw' // 撤回
  | 'extend' // 申请延期
  | 'returnFiling' // the office returns one unit's hand-in of a `collect` step
  | 'refile' // a unit that has handed in hands in anew (联络员变动备案)
  | 'return' // 退回 to any earlier step of the main line
  | 'delegate' // 委派: comes back to who delegated
  | 'addSigner' // 加签
  | 'removeSigner'; // 减签

/** What a step that is signed off by people may offer throughout. */
export const SIGNING: readonly StepAction[] = [
  'transfer',
  'withdraw',
  'return',
  'delegate',
  'addSigner',
  'removeSigner',
];

/** The same where something has left the house with the decision (上报, 印发) or ended with it, so that it can't be taken back. */
export const SENDING: readonly StepAction[] = SIGNING.filter((action) => action !== 'withdraw');

export interface StepBlueprint {
  label: string;
  /** What the owner is asked to do, in one sentence. */
  ask: string;
  /** Article of the source the step comes from. */
  article: string;
  owner: OwnerRole;
  rule: SignRule;
  /** For `share` steps, and only for them. */
  share?: ShareRule;
  /** Work may begin only when the unit has signed for it: deciding before 签收 is refused. */
  acknowledgeFirst?: true;
  /** Runs beside the main line (配合, 签收): nobody returns to it, and it does not stand in the way of a withdrawal. */
  beside?: true;
  /** Something left the house with it (a numbered document, a report to the upper office): nobody returns to before it. */
  final?: true;
  /** What is said in it is for who sees the region whole: who sees the process from inside a unit sees of it only what is that unit's. */
  inside?: true;
  deadline: DeadlineRule;
  /** For a step that opens after its legal date: the date is gone, this rule counts from the opening. */
  deadlineIfPast?: DeadlineRule;
  /** The step ends by itself at its deadline, with this outcome. Without it only people end it. */
  atDeadline?: {
    outcome: string;
    label: string;
    /** who hasn't handed in still owes it and is chased */ stillOwed: boolean;
    /** A window that is waited through (公示期): nothing is owed in it, so nobody is reminded and nothing is ever late. */
    window?: true;
  };
  /** What a decision puts into force may not hold any more: the step ends with this instead, by the process's effects, and nothing is done. */
  overtaken?: { outcome: string; label: string };
  ladder: LadderPolicy;
  decisions: Record<string, DecisionBlueprint>;
  actions: readonly StepAction[];
  /** State that an item shows in the ledger while this step is open. */
  ledgerState?: string;
}

/** How a process begins. */
export interface LaunchBlueprint {
  /** Who may launch it; `process`: only another process does. */
  by: 'office' | 'officeOrMilitary' | 'process';
  /** year: one for a region and year; each: as many as are needed. */
  once: 'year' | 'each';
  /** What is handed in with the launch. */
  form?: FormKey;
}

export interface ProcessBlueprint<Key extends string = string> {
  kind: string;
  launch: LaunchBlueprint;
  version: number;
  label: string;
  article: string;
  /** Which year legal dates (“3月20日前”) are of: the process's, or the one it has come to, for what is carried over the years. */
  legalDatesOf: 'processYear' | 'presentYear';
  steps: Record<Key, StepBlueprint>;
  outcomes: Record<string, string>;
  /** What follows what. The workflow decides; this says it to people (test/workflows/flow.test.ts holds the two together). */
  flow: Flow<NoInfer<Key>>;
}

/**
 * Keeps the step keys in the type, so that a workflow can only name steps its blueprint has, and how it is launched, so that what people
 * launch can be told from what other processes start.
 */
export function defineBlueprint<Key extends string, const Launch extends LaunchBlueprint>(
  blueprint: ProcessBlueprint<Key> & { launch: Launch },
): ProcessBlueprint<Key> & { launch: Launch } {
  return blueprint;
}
