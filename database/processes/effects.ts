import type { EntityManager } from 'typeorm';
import type { NamedRole } from '../../domain/blueprints/blueprint.js';
import type { ProcessKind } from '../../domain/blueprints/index.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import type { Actor, AuditFact } from '../audit/audit-log.js';
import { annualCycleEffects } from '../annual-cycles/annual-cycle.effects.js';
import { changeOrderEffects } from '../change-orders/change-order.effects.js';
import { campaignEffects } from '../campaigns/campaign.effects.js';
import { coordinationGroupEffects } from '../coordination/coordination-group.effects.js';
import { coordinationMatterEffects } from '../coordination/coordination-matter.effects.js';
import { commendationEffects, modelCityEffects } from '../honours/naming.effects.js';
import { liaisonFilingEffects } from '../liaisons/liaison-filing.effects.js';
import { circularEffects } from '../circulars/circular.effects.js';
import { decidedMatterEffects } from '../meetings/decided-matter.effects.js';
import { liaisonConferenceEffects } from '../meetings/liaison-conference.effects.js';
import { evaluationEffects } from '../evaluation/evaluation.effects.js';
import { plannedEventEffects } from '../meetings/planned-event.effects.js';
import { topicalConsultationEffects } from '../meetings/topical-consultation.effects.js';
import { dualListEffects } from '../needs/dual-list.effects.js';
import { needItemEffects } from '../needs/need-item.effects.js';
import { inspectionEffects } from '../inspections/inspection.effects.js';
import { rectificationEffects } from '../rectifications/rectification.effects.js';
import { workPointEffects } from '../work-points/work-point.effects.js';
import { workPointsEffects } from '../work-points/work-points.effects.js';
import type { UnitChange } from './unit-change.js';
import type { NamedOwners } from './named-owners.js';
import type { PlannedItem, PlannedMove } from './planned.js';
import type { AssignmentRow, ProcessRow, StepRow } from '../steps/step.store.js';
import { vetoCorrectionEffects } from '../vetoes/veto-correction.effects.js';
import { vetoEventEffects } from '../vetoes/veto-event.effects.js';
import { vetoWatchEffects } from '../vetoes/veto-watch.effects.js';

/** What a process does in its own tables when something happens to its steps; part of the step engine's transaction. */
export interface EffectContext {
  manager: EntityManager;
  now: Date;
  process: ProcessRow;
  actor: Actor | null;
  /** Further facts for this process's chain, beside the one the engine writes. */
  record(fact: Omit<AuditFact, 'actor'>): void;
}

export interface Decided {
  step: StepRow;
  assignment: AssignmentRow;
  decision: string;
  form: unknown;
  opinion: string | null;
}

/** What a launch handed in, and as whom; null for a process that another one starts. */
export interface Launch {
  form: unknown;
  unitId: string | null;
}

/** Something a workflow that begins anew must be told again: the signal `notice` as it was sent (contracts/processes). */
export interface ToldNotice {
  name: string;
  id: string;
}

export interface ProcessEffects {
  /** Writes what the launch handed in. @throws Refusal when it can't stand; nothing is launched then. */
  launched?(context: EffectContext, launch: Launch): Promise<void>;
  /** Further input of the workflow: ids, dates and choices, never texts. Read again when a workflow has to begin anew. */
  inputOf?(manager: EntityManager, processId: string): Promise<Record<string, unknown>>;
  /** All notices the process was ever sent, oldest first, for a workflow that begins anew. */
  noticesOf?(manager: EntityManager, processId: string): Promise<ToldNotice[]>;
  /** An outcome instead of opening the step, when there is nothing to do in it. */
  skip?(context: EffectContext, key: string, round: number): Promise<string | null>;
  /** Deadline of a step whose rule is `given`. */
  givenDeadline?(context: EffectContext, key: string): Promise<Date | null>;
  /** Who holds a role that only the process knows; empty when there is nobody to ask. */
  namedOwners?(context: EffectContext, role: NamedRole, key: string): Promise<NamedOwners>;
  opened?(context: EffectContext, key: string): Promise<void>;
  /** @throws Refusal when the decision can't stand; nothing is written then. */
  decided?(context: EffectContext, decided: Decided): Promise<void>;
  /** What was handed in was returned or taken back, and is owed anew. */
  reopened?(context: EffectContext, key: string, assignmentId: string): Promise<void>;
  /** The deadline of a step moved (an extension was approved). */
  deadlineMoved?(context: EffectContext, key: string, deadline: Date): Promise<void>;
  ended?(context: EffectContext, outcome: string): Promise<void>;
  /** When something the process has planned begins (`Process.planned`); null when nothing of this key is planned any more. */
  plannedAt?(manager: EntityManager, processId: string, key: string): Promise<Date | null>;
  /** Everything the process has planned, in order of time; what a 变更单 may move. */
  plannedItems?(manager: EntityManager, processId: string): Promise<PlannedItem[]>;
  /** Writes a move of something planned; who calls it records the reason and tells the workflow. @throws Refusal when it can't stand */
  rescheduled?(context: EffectContext, move: PlannedMove): Promise<void>;
  /**
   * Another unit owes a step, one more or one less (变更单): what the process's own tables say of it. Without it no unit of this process can
   * be changed. @throws Refusal when it can't stand
   */
  unitChanged?(context: EffectContext, change: UnitChange): Promise<void>;
  /** The calendar changed: moves what is planned by working days. Who calls it records what moved and tells the workflow. */
  calendarChanged?(context: EffectContext, calendar: WorkingCalendar): Promise<void>;
  /** The process's clock stood still from `since` until now: dates that its own tables keep move on. Deadlines of steps are the engine's. */
  resumed?(context: EffectContext, since: Date): Promise<void>;
}

/** Total: a process without its line does not compile. */
const EFFECTS: Record<ProcessKind, ProcessEffects> = {
  dualList: dualListEffects,
  needItem: needItemEffects,
  liaisonFiling: liaisonFilingEffects,
  coordinationGroup: coordinationGroupEffects,
  coordinationMatter: coordinationMatterEffects,
  circular: circularEffects,
  topicalConsultation: topicalConsultationEffects,
  liaisonConference: liaisonConferenceEffects,
  decidedMatter: decidedMatterEffects,
  plannedEvent: plannedEventEffects,
  annualCycle: annualCycleEffects((kind) => effectsOf(kind)),
  workPoints: workPointsEffects,
  workPoint: workPointEffects,
  changeOrder: changeOrderEffects,
  campaign: campaignEffects,
  modelCity: modelCityEffects,
  commendation: commendationEffects,
  rectification: rectificationEffects,
  inspection: inspectionEffects,
  vetoEvent: vetoEventEffects,
  vetoCorrection: vetoCorrectionEffects,
  vetoWatch: vetoWatchEffects,
  evaluation: evaluationEffects,
};

export function effectsOf(kind: string): ProcessEffects {
  return EFFECTS[kind as ProcessKind] ?? {};
}

/** Kinds of process that do something of their own on an occasion. */
export function kindsWith(hook: keyof ProcessEffects): ProcessKind[] {
  return (Object.keys(EFFECTS) as ProcessKind[]).filter((kind) => EFFECTS[kind][hook] !== undefined);
}
