import type { ProcessBlueprint } from '../blueprints/blueprint.js';

/**
 * Steps in which each unit hands in its own list: who sees the process from inside one unit sees of them only what is that unit's,
 * for a list is nobody else's business until the office has compiled it.
 */
export function privateSteps(blueprint: ProcessBlueprint | undefined): string[] {
  return Object.entries(blueprint?.steps ?? {})
    .filter(([, { decisions }]) => Object.values(decisions).some(({ form }) => form === 'filing'))
    .map(([key]) => key);
}
