import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import {
  createDeliveries,
  EMAIL_LANE,
  type NewDelivery,
} from '../../database/notices/delivery.repository.js';
import {
  dropRoutes,
  postponeRoutes,
  waitingRoutes,
  type WaitingRoute,
} from '../../database/notices/route.repository.js';
import { mayLeave, postponed } from '../../domain/notices/schedule.js';
import type { Planning } from './planning.js';

/** Recipients at a time, and notices in one webhook call. */
const RECIPIENTS = 500;
const HOOK_BATCH = 100;

/** Makes one mail for each person who has something due, of everything that waits for him. @returns whether there may be more. */
export async function bundleMail(manager: EntityManager, planning: Planning): Promise<boolean> {
  const waiting = await waitingRoutes(manager, 'email', planning.now, RECIPIENTS);
  if (waiting.length === 0) return false;
  const [calendar, settingsOf] = await Promise.all([planning.calendar(), planning.settings()]);
  // Read in the console meanwhile, or e-mail switched off: no use any more.
  const [gone, wanted] = partition(waiting, (route) => route.read || !route.hasEmail || !route.wantsEmail);
  await dropRoutes(manager, gone);

  const { now } = planning;
  const isDue = ({ sendAt }: WaitingRoute) => sendAt <= now;
  const deliveries: NewDelivery[] = [];
  const late: { noticeId: string; lane: string; sendAt: Date }[] = [];
  for (const [personId, routes] of groups(wanted, (route) => route.personId)) {
    const [leaving, staying] = partition(routes, (route) =>
      mayLeave(route.urgent, now, settingsOf(route), calendar),
    );
    const noticeIds = leaving.map(({ noticeId }) => noticeId);
    if (leaving.some(isDue))
      deliveries.push({ id: uuid(), lane: EMAIL_LANE, personId, endpointId: null, noticeIds });
    // Quiet hours that were set after its time had been fixed.
    for (const route of staying.filter(isDue))
      late.push({ ...route, sendAt: postponed(now, settingsOf(route), calendar) });
  }
  await createDeliveries(manager, now, deliveries);
  await postponeRoutes(manager, late);
  return groups(waiting, ({ personId }) => personId).size === RECIPIENTS;
}

/** @returns whether there may be more. */
export async function bundleHooks(manager: EntityManager, { now }: Planning): Promise<boolean> {
  const waiting = await waitingRoutes(manager, 'webhook', now, RECIPIENTS);
  const deliveries = [...groups(waiting, ({ lane }) => lane)].flatMap(([lane, routes]) =>
    chunks(routes, HOOK_BATCH).map((chunk): NewDelivery => ({
      id: uuid(),
      lane,
      personId: null,
      endpointId: lane.slice(lane.indexOf(':') + 1),
      noticeIds: chunk.map(({ noticeId }) => noticeId),
    })),
  );
  await createDeliveries(manager, now, deliveries);
  return false;
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const group = found.get(keyOf(item));
    if (group === undefined) found.set(keyOf(item), [item]);
    else group.push(item);
  }
  return found;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const sides: [T[], T[]] = [[], []];
  for (const item of items) sides[test(item) ? 0 : 1].push(item);
  return sides;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
