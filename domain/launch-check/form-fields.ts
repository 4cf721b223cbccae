import type { PlanEntry } from '../annual-cycle/plan-entry.js';
import { meetingTime } from '../meetings/meeting-time.js';
import { Refusal } from '../errors/refusal.js';
import { civilDateOf, instantAt, type CivilDate } from '../time/zone.js';
import { isCivilDate } from './days.js';

// A plan is checked before anybody relies on its forms: whatever stands in them, nothing here throws.

export function textIn({ form }: PlanEntry, field: string): string {
  const value = form?.[field];
  return typeof value === 'string' ? value : '';
}

export function dateIn({ form }: PlanEntry, field: string): CivilDate | null {
  const value = form?.[field];
  return isCivilDate(value) ? value : null;
}

/** Ids as the database writes them; what is none stays in its place, as an id of nothing. */
export function idsIn({ form }: PlanEntry, field: string): string[] {
  const value = form?.[field];
  return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one.toLowerCase() : '')) : [];
}

/** When a meeting or an event begins; an event's hour is settled later and taken for 09:00. Null without a time that can be read. */
export function startOf(entry: PlanEntry): Date | null {
  if (entry.kind === 'plannedEvent') {
    const on = dateIn(entry, 'date');
    return on && instantAt(on, '09:00');
  }
  try {
    const at = meetingTime(textIn(entry, 'startsAt'), '');
    return isCivilDate(civilDateOf(at)) ? at : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Fields of launch forms that name units, and those that name leaders' positions; `list.field`: in each entry of a list. */
export const UNIT_FIELDS = [
  'unitIds',
  'visitedUnitIds',
  'recipientUnitIds',
  'copyUnitIds',
  'targets.unitId',
] as const;
export const POSITION_FIELDS = ['leaderPositionIds', 'teams.leaderPositionId'] as const;

/** Every id a form names, with its path in the entry. */
export function named(entry: PlanEntry, fields: readonly string[]): { id: string; path: string }[] {
  return fields.flatMap((field) => {
    const [list = '', one] = field.split('.');
    if (one !== undefined) return inEntries(entry, list, one);
    return idsIn(entry, field).map((id, index) => ({ id, path: `form.${field}[${index}]` }));
  });
}

/** The ids in a field of a list's entries; an entry that leaves the field out names nobody in it. */
function inEntries({ form }: PlanEntry, list: string, field: string): { id: string; path: string }[] {
  const entries = form?.[list];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => {
    const id =
      typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[field] : undefined;
    if (id === undefined) return [];
    return [{ id: typeof id === 'string' ? id.toLowerCase() : '', path: `form.${list}[${index}].${field}` }];
  });
}
