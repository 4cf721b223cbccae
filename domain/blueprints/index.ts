import { Refusal } from '../errors/refusal.js';
import type { ProcessBlueprint, StepBlueprint } from './blueprint.js';
import { annualCycle } from './annual-cycle.blueprint.js';
import { changeOrder } from './change-order.blueprint.js';
import { coordinationGroup } from './coordination-group.blueprint.js';
import { coordinationMatter } from './coordination-matter.blueprint.js';
import { circular } from './circular.blueprint.js';
import { campaign } from './campaign.blueprint.js';
import { commendation } from './commendation.blueprint.js';
import { modelCity } from './model-city.blueprint.js';
import { dualList } from './dual-list.blueprint.js';
import { inspection } from './inspection.blueprint.js';
import { liaisonFiling } from './liaison-filing.blueprint.js';
import { decidedMatter } from './decided-matter.blueprint.js';
import { liaisonConference } from './liaison-conference.blueprint.js';
import { plannedEvent } from './planned-event.blueprint.js';
import { evaluation } from './evaluation.blueprint.js';
import { needItem } from './need-item.blueprint.js';
import { rectification } from './rectification.blueprint.js';
import { topicalConsultation } from './topical-consultation.blueprint.js';
import { workPoint } from './work-point.blueprint.js';
import { workPoints } from './work-points.blueprint.js';
import { vetoCorrection } from './veto-correction.blueprint.js';
import { vetoEvent } from './veto-event.blueprint.js';
import { vetoWatch } from './veto-watch.blueprint.js';

/** Every process the product knows. A new mechanism adds its line here. */
export const BLUEPRINTS = {
  dualList,
  needItem,
  liaisonFiling,
  coordinationGroup,
  coordinationMatter,
  circular,
  topicalConsultation,
  liaisonConference,
  decidedMatter,
  plannedEvent,
  annualCycle,
  workPoints,
  workPoint,
  changeOrder,
  campaign,
  inspection,
  rectification,
  vetoEvent,
  vetoCorrection,
  vetoWatch,
  modelCity,
  commendation,
  evaluation,
} as const;

export type ProcessKind = keyof typeof BLUEPRINTS;

/** What people launch; every other process is started by one of these. */
export type LaunchableKind = {
  [Kind in ProcessKind]: (typeof BLUEPRINTS)[Kind]['launch']['by'] extends 'process' ? never : Kind;
}[ProcessKind];

export function isProcessKind(kind: string): kind is ProcessKind {
  return Object.hasOwn(BLUEPRINTS, kind);
}

/** @throws Refusal NOT_FOUND for a kind that doesn't exist. */
export function blueprintOf(kind: string): ProcessBlueprint {
  if (!isProcessKind(kind)) throw new Refusal('NOT_FOUND');
  return BLUEPRINTS[kind] as ProcessBlueprint;
}

/** @throws Refusal NOT_FOUND for a step that the process doesn't have. */
export function stepBlueprintOf(kind: string, key: string): StepBlueprint {
  const { steps } = blueprintOf(kind);
  if (!Object.hasOwn(steps, key)) throw new Refusal('NOT_FOUND');
  return steps[key] as StepBlueprint;
}

/** Steps in which every unit of the region hands in its own: who joins is asked there, who leaves owes it to nobody. */
export const FILING_STEPS: readonly { kind: string; key: string }[] = Object.values(
  BLUEPRINTS as Record<string, ProcessBlueprint>,
).flatMap(({ kind, steps }) =>
  Object.entries(steps)
    .filter(([, { owner }]) => owner === 'filingUnits' || owner === 'campaignUnits')
    .map(([key]) => ({ kind, key })),
);
