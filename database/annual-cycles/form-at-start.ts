import type { EntityManager } from 'typeorm';
import { movedForm } from '../../domain/annual-cycle/move-form.js';
import { civilDateOf, daysBetween } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { filingUnitsOf, leadingGroupOf } from '../organisation/unit.repository.js';
import { calendarOf } from '../steps/step-rules.js';
import type { EntryRow } from './entry.store.js';

/**
 * An entry's form on the day of its launch: days and meeting times as far away as they were planned; a meeting for which nobody was
 * named is for everybody who is in office then, so that who joins during the year is asked too.
 */
export async function formAtStart(
  manager: EntityManager,
  regionCode: string,
  { date, form }: EntryRow,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  if (form === null) return undefined;
  const today = civilDateOf(now);
  const moved = movedForm(form, daysBetween(date, today), await calendarOf(manager));
  const nobody = (field: string): boolean => Array.isArray(moved[field]) && moved[field].length === 0;
  const forEverybody = nobody('leaderPositionIds') && nobody('unitIds');
  if (!forEverybody && !nobody('visitedUnitIds')) return moved;
  const group = await leadingGroupOf(manager, regionCode, today);
  const leaders = group
    ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader', 'groupMember'], today)
    : [];
  const units = await filingUnitsOf(manager, regionCode, today);
  const idsOf = (...kinds: string[]) => units.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  return {
    ...moved,
    ...(forEverybody
      ? {
          leaderPositionIds: leaders
            .filter(({ holders }) => holders.length > 0)
            .map(({ positionId }) => positionId),
          unitIds: idsOf('member', 'military'),
        }
      : {}),
    ...(nobody('visitedUnitIds') ? { visitedUnitIds: idsOf(...visited(moved['eventKind'])) } : {}),
  };
}

/** 走访慰问 goes to the army units, an inspection to whoever carries out the work; nobody is visited at a meeting of both offices. */
function visited(eventKind: unknown): string[] {
  if (eventKind === 'visit') return ['military'];
  return eventKind === 'supervision' || eventKind === 'research' ? ['member', 'township'] : [];
}
