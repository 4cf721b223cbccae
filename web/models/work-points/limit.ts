import type { components } from '../../api/schema.js';
import { civilDate, lastDayOfMonth } from '../../../domain/time/zone.js';

type DateAnchor = components['schemas']['DateAnchorView'];
type DayRule = { kind: 'date' | 'lastDayOfMonth'; month: number; day?: number; yearOffset?: number };

/**
 * The last day the notice's words name for the points' year, that is not past; empty when they name none (春节 moves, “每季度” comes again).
 * A year the words give themselves counts, unless the notice is older than the points.
 */
export function limitOf(dates: readonly DateAnchor[], year: number, today: string): string {
  const days = dates.flatMap(({ rule, year: named }) => dayOf(rule, Math.max(year, named ?? year)));
  return (
    days
      .filter((day) => day >= today)
      .sort()
      .at(-1) ?? ''
  );
}

function dayOf(given: unknown, year: number): string[] {
  const rule = given as DayRule | undefined;
  try {
    if (rule?.kind === 'lastDayOfMonth') return [lastDayOfMonth(year, rule.month)];
    if (rule?.kind === 'date') return [civilDate(year, rule.month, rule.day ?? 0)];
  } catch {
    // February 29 of a year that has none: the person sees the notice's words.
  }
  return [];
}
