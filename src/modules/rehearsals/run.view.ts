import type { RehearsalEventView, RehearsalRunView } from '../../../contracts/http/rehearsal-runs.js';
import type { RehearsalEvent } from '../../../database/rehearsal/rehearsal-events.js';
import type { RunRow } from '../../../database/rehearsal/run.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { eventText } from '../../rehearsal/event-words.js';

export function runView(run: RunRow, now: Date): RehearsalRunView {
  const { id, kind, regionCode, year, scenario, seed, state, processes, acts, errorCode, error } = run;
  return {
    ...{ id, kind, kindLabel: blueprintOf(kind).label, regionCode, year, scenario, seed },
    orderedBy: run.orderedByName,
    orderedAt: formatInstant(run.orderedAt),
    ...{ state, ahead: run.ahead },
    cancelling: state === 'running' && run.cancelRequestedAt !== null,
    from: formatInstantOrNull(run.from),
    to: formatInstantOrNull(run.to),
    presentAt: formatInstantOrNull(run.presentAt),
    share: shareOf(run),
    ...{ processes, acts },
    elapsedSeconds: elapsedSeconds(run, now),
    endedAt: formatInstantOrNull(run.endedAt),
    ...{ errorCode, error },
  };
}

/** Of the window, to the hundredth. */
function shareOf({ state, from, to, presentAt }: RunRow): number {
  if (state === 'finished') return 1;
  if (!from || !to || !presentAt) return 0;
  const share = (presentAt.getTime() - from.getTime()) / Math.max(to.getTime() - from.getTime(), 1);
  return Math.round(Math.min(Math.max(share, 0), 1) * 100) / 100;
}

function elapsedSeconds({ startedAt, endedAt }: RunRow, now: Date): number {
  if (!startedAt) return 0;
  return Math.max(Math.round((endedAt ?? now).getTime() - startedAt.getTime()) / 1_000, 0);
}

export function eventView(event: RehearsalEvent): RehearsalEventView {
  return { ...event, text: eventText(event) };
}
