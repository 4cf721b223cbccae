import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';

/** What a year's plan says when it is launched, for its record: later moves and omissions can be held against it. */
export const plannedFact = (entries: readonly PlanEntry[]) => ({
  kind: 'yearPlanned',
  body: { entries: entries.map(({ key, kind, title, date }) => ({ key, kind, title, date })) },
});
