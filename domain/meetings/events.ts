import { Refusal } from '../errors/refusal.js';
import type { VisitForm } from './event-forms.js';
import { EVENT_KINDS, visits, type EventKind } from './kinds.js';

/** An event that goes to somebody says to whom, and 合署办公 goes to nobody. @throws Refusal INVALID_FIELD */
export function checkVisited(kind: EventKind, unitIds: readonly string[], path: string): void {
  if (visits(kind) === unitIds.length > 0) return;
  const reason = visits(kind)
    ? `${EVENT_KINDS[kind]}应写明去哪些单位`
    : `${EVENT_KINDS[kind]}不到单位走访，请改填参加单位`;
  throw new Refusal('INVALID_FIELD', { field: '走访单位', reason }, path);
}

/**
 * The record says of each unit that was to be visited what was seen there, once, and of no other.
 * @throws Refusal VISITS_INCOMPLETE naming who is missing, INVALID_FIELD
 */
export function checkVisits(
  planned: readonly { unitId: string; name: string }[],
  recorded: readonly VisitForm[],
  path = 'form.visits',
): void {
  recorded.forEach(({ unitId }, index) => {
    const known = planned.some((one) => one.unitId === unitId);
    const twice = recorded.findIndex((one) => one.unitId === unitId) !== index;
    if (known && !twice) return;
    const reason = known ? '同一单位只登记一次' : '不在这次安排的走访单位之内';
    throw new Refusal('INVALID_FIELD', { field: '走访情况', reason }, `${path}[${index}].unitId`);
  });
  const missing = planned.filter(({ unitId }) => !recorded.some((one) => one.unitId === unitId));
  if (missing.length === 0) return;
  throw new Refusal('VISITS_INCOMPLETE', { names: missing.map(({ name }) => name).join('、') }, path);
}
