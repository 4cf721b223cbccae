import type { EntityManager } from 'typeorm';
import { EMAIL_LANE, webhookLane } from '../../database/notices/delivery.repository.js';
import {
  saveRoutes,
  unroutedNotices,
  type RoutableNotice,
  type Route,
} from '../../database/notices/route.repository.js';
import { activeEndpoints } from '../../database/notices/webhook-endpoint.repository.js';
import { isUrgentKind } from '../../domain/notices/notice.js';
import { sendTimeOf } from '../../domain/notices/schedule.js';
import { isWithin } from '../../domain/organisation/region-code.js';
import type { Planning } from './planning.js';

const BATCH = 1_000;

/** Decides where a batch of new notices goes. @returns whether there may be more. */
export async function routeNew(manager: EntityManager, planning: Planning): Promise<boolean> {
  const notices = await unroutedNotices(manager, BATCH);
  if (notices.length === 0) return false;
  const endpoints = planning.has('webhook') ? await activeEndpoints(manager) : [];
  const mail = planning.has('email') ? await mailRouter(planning) : () => [];
  const routes = notices.flatMap((notice) => [...mail(notice), ...hookRoutes(notice, endpoints)]);
  await saveRoutes(
    manager,
    planning.now,
    notices.map(({ id }) => id),
    routes,
  );
  return notices.length === BATCH;
}

async function mailRouter(planning: Planning): Promise<(notice: RoutableNotice) => Route[]> {
  const [calendar, settingsOf] = await Promise.all([planning.calendar(), planning.settings()]);
  return (notice) => {
    if (!notice.hasEmail || !notice.wantsEmail) return [];
    const { at, urgent } = sendTimeOf(notice, settingsOf(notice), calendar);
    return [{ noticeId: notice.id, lane: EMAIL_LANE, personId: notice.personId, urgent, sendAt: at }];
  };
}

/** A machine has no night: it is told at once, what is urgent marked as such, and decides itself whom to wake. */
function hookRoutes(notice: RoutableNotice, endpoints: { id: string; regionCode: string }[]): Route[] {
  const { id, personId, kind, createdAt, regionCode, restricted } = notice;
  return endpoints
    .filter((endpoint) => regionCode !== null && isWithin(regionCode, endpoint.regionCode))
    .filter((endpoint) => !restricted || regionCode === endpoint.regionCode)
    .map((endpoint) => ({
      noticeId: id,
      lane: webhookLane(endpoint.id),
      personId,
      urgent: isUrgentKind(kind),
      sendAt: createdAt,
    }));
}
