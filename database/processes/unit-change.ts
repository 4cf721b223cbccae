import { Refusal } from '../../domain/errors/refusal.js';

/** A unit's part in a process changes by a 变更单: null for a unit more, or one less. */
export interface UnitChange {
  /** Key of the step in which it changes. */
  key: string;
  from: string | null;
  to: string | null;
}

/** The ids with one in another's place; nobody stands there twice. */
export function replacedIn(ids: readonly string[], { from, to }: UnitChange): string[] {
  const changed = ids.flatMap((id) => (id === from ? (to ?? []) : id));
  return [...new Set(from === null && to !== null ? [...changed, to] : changed)];
}

/** Who has a part in it already can't take another's beside it. @throws Refusal INVALID_FIELD */
export function refuseTwice(others: readonly (string | null)[], { to }: UnitChange): void {
  if (to !== null && others.includes(to))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '改由哪个单位承办', reason: '牵头单位不能同时配合，请先变更另一处' },
      'toUnitId',
    );
}
