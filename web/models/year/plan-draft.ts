import { movedForm } from '../../../domain/annual-cycle/move-form.js';
import { daysBetween, type CivilDate } from '../../../domain/time/zone.js';

export interface PlanEntry {
  key: string;
  kind: string;
  title: string;
  date: string;
  form?: Record<string, unknown>;
}

export interface PlannableKind {
  kind: string;
  label: string;
  /** `year`: one in a year at most. */
  once: string;
  /** Key of the form that its launch hands in. */
  form: string | null;
}

/** A year on its way to the launch, as it is kept in the browser between two clicks. */
export interface YearDraft {
  regionCode: string;
  region: string;
  year: number;
  entries: PlanEntry[];
  /** Taken out of the plan: to be put back with a click. */
  removed: PlanEntry[];
  /** Ids of the findings that were confirmed one by one. */
  acknowledged: string[];
  launchNextYear: boolean;
  /** The rehearsal that was ordered of it, if any. */
  rehearsalId?: string | undefined;
}

/** From November on offices prepare the year to come. */
export function yearToLaunch(today: string): number {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return month >= 11 ? year + 1 : year;
}

/** Stays what it is called, whatever its date: findings and refusals name an entry by its place in this order. */
export const byDate = (entries: readonly PlanEntry[]): PlanEntry[] =>
  [...entries].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** What could still be added: once a year is once a year. */
export const addable = (kinds: readonly PlannableKind[], entries: readonly PlanEntry[]): PlannableKind[] =>
  kinds.filter(({ kind, once }) => once !== 'year' || !entries.some((entry) => entry.kind === kind));

/** A key that no entry has: the kind, and a number where there are several. */
export function newKey(kind: string, taken: readonly string[]): string {
  if (!taken.includes(kind)) return kind;
  let number = 2;
  while (taken.includes(`${kind}:${number}`)) number += 1;
  return `${kind}:${number}`;
}

/** An entry on another day; the days and meeting times in its form keep their distance, as they do when the year moves it itself. */
export function movedEntry(entry: PlanEntry, date: string): PlanEntry {
  if (!entry.form) return { ...entry, date };
  const days = daysBetween(entry.date as CivilDate, date as CivilDate);
  return { ...entry, date, form: movedForm(entry.form, days, { rollToWorkingDay: (day) => day }) };
}

export function withEntry(draft: YearDraft, entry: PlanEntry): YearDraft {
  const known = draft.entries.some(({ key }) => key === entry.key);
  const entries = known
    ? draft.entries.map((one) => (one.key === entry.key ? entry : one))
    : [...draft.entries, entry];
  return { ...draft, entries: byDate(entries) };
}

export function withoutEntry(draft: YearDraft, key: string): YearDraft {
  const taken = draft.entries.filter((entry) => entry.key === key);
  return {
    ...draft,
    entries: draft.entries.filter((entry) => entry.key !== key),
    removed: [...draft.removed, ...taken],
  };
}

export function putBack(draft: YearDraft, key: string): YearDraft {
  const entries = draft.removed.filter((entry) => entry.key === key);
  return {
    ...draft,
    entries: byDate([...draft.entries, ...entries]),
    removed: draft.removed.filter((entry) => entry.key !== key),
  };
}

/** As the API takes it: without the words that it gave along. */
export const bodyOf = (entries: readonly PlanEntry[]) =>
  entries.map(({ key, kind, title, date, form }) => ({ key, kind, title, date, ...(form ? { form } : {}) }));

/** What was kept in the browser, or nothing where it isn't a draft (any more). */
export function readDraft(kept: string | null): YearDraft | undefined {
  try {
    const draft = JSON.parse(kept ?? '') as YearDraft;
    const whole = [draft.entries, draft.removed, draft.acknowledged].every(Array.isArray);
    return whole && typeof draft.year === 'number' && typeof draft.regionCode === 'string'
      ? draft
      : undefined;
  } catch {
    return undefined;
  }
}
