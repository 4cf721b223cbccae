import type { ProcessBlueprint } from '../blueprints/blueprint.js';
import type { FormKey } from '../blueprints/forms.js';

/** Forms that concern one unit alone: its own list, its own people and their telephone numbers. */
const PRIVATE_FORMS: readonly FormKey[] = [
  'filing',
  'liaisonFiling',
  'liaisonConfirmation',
  'campaignFindings',
  'inspectionMaterial',
  'inspectionVisit',
  'inspectionFindings',
  'inspectionDraft',
  // What becomes of a subject is told it when it is decided, not while it is proposed.
  'vetoProposal',
  'vetoReconsideration',
  'vetoCorrectionFindings',
  'honourRecommendation',
  'honourApplication',
  'evaluationSelf',
  'evaluationReview',
  'evaluationObjection',
  'evaluationAnswers',
];

/**
 * Steps in which each unit hands in its own list: who sees the process from inside one unit sees of them only what is that unit's,
 * for a list is nobody else's business until the office has compiled it; and those of which the blueprint says so (`inside`).
 */
export function privateSteps(blueprint: ProcessBlueprint | undefined): string[] {
  return Object.entries(blueprint?.steps ?? {})
    .filter(
      ([, { decisions, inside }]) =>
        inside === true ||
        Object.values(decisions).some(({ form }) => form !== undefined && PRIVATE_FORMS.includes(form)),
    )
    .map(([key]) => key);
}
