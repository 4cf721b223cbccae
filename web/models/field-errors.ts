import type { components } from '../api/schema.js';

type FieldProblem = components['schemas']['FieldProblem'];

/** What the API says of each field of a form, by the field's path: `policy.rungs[1].after`. */
export function fieldErrors(
  problem: { errors: readonly Pick<FieldProblem, 'field' | 'detail'>[] } | undefined,
): Record<string, string> {
  return Object.fromEntries((problem?.errors ?? []).map(({ field, detail }) => [field, detail]));
}
