import type { StageBar } from '../../../contracts/http/campaigns.js';
import type { StageFacts } from '../../../database/campaigns/campaign.repository.js';
import type { WorkingCalendar } from '../../../domain/time/calendar.js';
import { DEFAULT_LADDER } from '../../../domain/time/ladder-policy.js';
import { lightOf, warnAt } from '../../../domain/time/light.js';
import { endOfDay, startOfDay } from '../../../domain/time/zone.js';

type Facts = Omit<StageFacts, 'openedAt' | 'closedAt'> & {
  openedAt: Date | string | null;
  closedAt: Date | string | null;
};

/** One bar of the picture: planned, open or closed, with the light of its last day; what has not begun has no clock running. */
export function stageBar(stage: Facts, running: boolean, now: Date, calendar: WorkingCalendar): StageBar {
  const { key, title, fromDate, toDate } = stage;
  const closedAt = stage.closedAt === null ? null : new Date(stage.closedAt);
  const begun = stage.openedAt !== null || startOfDay(fromDate) <= now;
  const state = closedAt ? 'closed' : begun ? 'open' : 'planned';
  const deadline = endOfDay(toDate);
  const { light, late } = lightOf({
    deadline,
    warnAt: warnAt(DEFAULT_LADDER, deadline, calendar),
    now,
    closedAt,
    paused: state === 'planned' || !running,
  });
  return { key, title, fromDate, toDate, state, light, late };
}
