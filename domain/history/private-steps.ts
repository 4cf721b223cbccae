import type { ProcessBlueprint } from '../blueprints/blueprint.js';
import type { FormKey } from '../blueprints/forms.js';

/** Forms that concern one unit alone: its own list, its own people and their telephone numbers. */
const PRIVATE_FORMS: readonly FormKey[] = [
  'filing',
  'liaisonFiling',
  'liaisonConfirmation',
  'campaignFindings',
];

/**
 * Steps in which each unit hands in its own list: who sees the process from inside one unit sees of them only what is that unit's,
 * for a list is nobody else's business until the office has compiled it.
 */
export function privateSteps(blueprint: ProcessBlueprint | undefined): string[] {
  return Object.entries(blueprint?.steps ?? {})
    .filter(([, { decisions }]) =>
      Object.values(decisions).some(({ form }) => form !== undefined && PRIVATE_FORMS.includes(form)),
    )
    .map(([key]) => key);
}
