import type { InboxRow } from '../../../contracts/http/assignments.js';
import type { InboxEntry, InboxPosition } from '../../../database/steps/inbox.repository.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { coversKind } from '../../../domain/proxies/proxy.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';

/** A task as lists show it. */
export function inboxRow(principal: Principal, entry: InboxEntry, now: Date): InboxRow {
  const { deadline, warnAt, decidedAt, paused } = entry;
  const { light, late } = lightOf({ deadline, warnAt, now, closedAt: decidedAt, paused });
  return {
    assignmentId: entry.assignmentId,
    processId: entry.processId,
    process: entry.process,
    kind: entry.kind,
    step: entry.step,
    stepLabel: stepBlueprintOf(entry.kind, entry.step).label,
    unit: entry.unit,
    state: entry.state,
    openedAt: formatInstant(entry.openedAt),
    deadline: deadline && formatInstant(deadline),
    light,
    late,
    ...actingFor(principal, entry),
    ...(entry.decision ? { decision: entry.decision } : {}),
    ...(decidedAt ? { decidedAt: formatInstant(decidedAt) } : {}),
  };
}

/** The person's own positions whole, and those he stands for in their kinds of process (代理). */
export function inboxOf({ positions, proxied }: Principal): InboxPosition[] {
  const kindsOf = new Map<string, readonly string[] | null>(positions.map(({ id }) => [id, null]));
  for (const { id, kinds } of proxied) {
    const known = kindsOf.get(id);
    if (known === null) continue;
    kindsOf.set(id, kinds && [...new Set([...(known ?? []), ...kinds])]);
  }
  return [...kindsOf].map(([positionId, kinds]) => ({ positionId, kinds }));
}

function actingFor(
  { positions, proxied }: Principal,
  { positionId, kind, state }: InboxEntry,
): { actingFor?: string } {
  if (state !== 'open' || positions.some(({ id }) => id === positionId)) return {};
  const stoodFor = proxied.find(({ id, kinds }) => id === positionId && coversKind(kinds, kind));
  return stoodFor ? { actingFor: stoodFor.actingFor.personName } : {};
}
