import type { EntityManager } from 'typeorm';
import { CLOSING_DAYS, isStage, STAGE_KEYS, type StageKey } from '../../domain/campaign/stages.js';
import { addDays, instantAt, type CivilDate } from '../../domain/time/zone.js';
import type { PlannedItem } from '../processes/planned.js';
import { stageOf, stagesOf } from './campaign.store.js';
import { inspectionsOf } from './inspection.store.js';

/**
 * What is planned begins in the morning of its day, workday or not; several on one day some minutes apart, in the order of the stages, so
 * that the record always has them in the same order.
 */
function morning(day: CivilDate, what: 'stage' | 'closing' | 'inspection', stage: StageKey): Date {
  const minute = STAGE_KEYS.indexOf(stage) + { stage: 0, inspection: 10, closing: 20 }[what];
  return instantAt(day, `09:${String(minute).padStart(2, '0')}`);
}

/** `stage:solve`, `closing:solve` or `inspection:3`; null for anything else. */
export function plannedKey(
  key: string,
): { what: 'stage' | 'closing'; stage: StageKey } | { what: 'inspection'; seq: number } | null {
  const [what, which = ''] = key.split(':');
  if ((what === 'stage' || what === 'closing') && isStage(which)) return { what, stage: which };
  if (what === 'inspection' && /^[1-9]\d{0,3}$/.test(which)) return { what, seq: Number(which) };
  return null;
}

/** The day on which the office is asked to close a stage without hand-ins: some days before its end, never before it began. */
export function closingDay({ fromDate, toDate }: { fromDate: CivilDate; toDate: CivilDate }): CivilDate {
  const day = addDays(toDate, -CLOSING_DAYS);
  return day < fromDate ? fromDate : day;
}

export async function beginsAt(
  manager: EntityManager,
  campaignId: string,
  key: string,
): Promise<Date | null> {
  const planned = plannedKey(key);
  if (planned === null) return null;
  if (planned.what === 'inspection') {
    const inspections = await inspectionsOf(manager, campaignId);
    const found = inspections.find(({ seq }) => seq === planned.seq);
    return found ? morning(found.onDate, 'inspection', 'inspect') : null;
  }
  const stage = await stageOf(manager, campaignId, planned.stage);
  const day = planned.what === 'stage' ? stage.fromDate : closingDay(stage);
  return morning(day, planned.what, planned.stage);
}

/** Stages and inspections that are not over, in order of time. */
export async function plannedItems(manager: EntityManager, campaignId: string): Promise<PlannedItem[]> {
  const stages = await stagesOf(manager, [campaignId]);
  const inspections = await inspectionsOf(manager, campaignId);
  const items: PlannedItem[] = [
    ...stages
      .filter(({ closedAt }) => closedAt === null)
      .map(({ key, title, fromDate, toDate, openedAt }) => ({
        key: `stage:${key}`,
        label: title,
        from: fromDate,
        to: toDate,
        begun: openedAt !== null,
      })),
    ...inspections
      .filter(({ heldAt }) => heldAt === null)
      .map(({ seq, onDate, openedAt }) => ({
        key: `inspection:${seq}`,
        label: `第 ${seq} 次检查`,
        from: onDate,
        to: null,
        begun: openedAt !== null,
      })),
  ];
  return items.sort((a, b) => a.from.localeCompare(b.from) || a.key.localeCompare(b.key));
}
