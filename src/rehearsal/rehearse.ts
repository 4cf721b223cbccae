import type { Scenario } from '../../contracts/processes/rehearsal.js';
import { askedThings, unitsInOrder } from '../../database/rehearsal/asked.js';
import { flowSummary, type FlowSummary } from '../../database/rehearsal/flow-summary.js';
import { rehearsalProgress, type RehearsalProgress } from '../../database/rehearsal/progress.js';
import { rehearsalEvents, type RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import { reachBack } from '../../database/rehearsal/reach-back.js';
import { yearSummary, type YearSummary } from '../../database/rehearsal/year-summary.js';
import { calendarOf } from '../../database/steps/step-rules.js';
import type { LaunchableKind } from '../../domain/blueprints/index.js';
import {
  LOAD_LIMITS,
  loadReport,
  type LoadLimits,
  type LoadReport,
} from '../../domain/rehearsal/load-report.js';
import { addDays, civilDate, instantAt } from '../../domain/time/zone.js';
import { launchRehearsed } from './launch.js';
import { LAUNCHES } from './launches.js';
import {
  openRehearsal,
  type OpenRehearsal,
  type RehearsalPlaces,
  type WorkerFactory,
} from './open-rehearsal.js';

export {
  openRehearsal,
  type OpenRehearsal,
  type RehearsalPlaces,
  type WorkerFactory,
} from './open-rehearsal.js';

const LAUNCHED_AT = '09:00';
const WATCHED_UNTIL = '18:00';
/** Days after the year's end up to which it is watched, where the launch says nothing else. */
const WATCHED_AFTER_DAYS = 5;
const LOOK_EVERY_MS = 500;
/** Something is broken when nothing at all has moved for so long: an activity fails and is tried again for ever. */
const STALLED_MS = 180_000;

export interface RehearsalOrder {
  kind: LaunchableKind;
  regionCode: string;
  year: number;
  scenario: Scenario;
  /** Another seed, other people; left out: what follows from region and year. */
  seed?: number;
  /** Launches this instead of what the rehearsal would invent. */
  form?: object;
  limits?: LoadLimits;
}

export interface RehearsalReport {
  events: RehearsalEvent[];
  /** Of a “双清单” year, what its ledger comes to; of every other process, how its steps went. */
  summary: YearSummary | FlowSummary;
  load: LoadReport;
}

/** Who follows a rehearsal while it runs. */
export interface Onlooker {
  /** Ends it before its time; what it is aborted with is thrown. */
  signal?: AbortSignal;
  /** From which instant to which it goes. */
  window?(from: Date, to: Date): Promise<void>;
  /** Called about twice a second. */
  progress?(progress: RehearsalProgress): Promise<void>;
}

/**
 * Rehearses one process of a region, from its launch to the end of what is watched: a schema of its own, the real Temporal server with
 * skipped time, production's procedures and step engine, simulated people. Nothing of it stays behind.
 *
 * @throws Refusal NOT_FOUND for a region that production doesn't have, and what the launch is refused for
 */
export async function rehearse(
  places: RehearsalPlaces,
  order: RehearsalOrder,
  createWorker: WorkerFactory,
  onlooker: Onlooker = {},
): Promise<RehearsalReport> {
  const { kind, regionCode, year, scenario, seed } = order;
  const { signal } = onlooker;
  signal?.throwIfAborted();
  const rehearsal = await openRehearsal(places, createWorker);
  const { dataSource } = rehearsal;
  try {
    const { month, day } = LAUNCHES[kind].on;
    const from = instantAt(civilDate(year, month, day), LAUNCHED_AT);
    await reachBack(dataSource, from, instantAt(civilDate(year + 2, 12, 31), LAUNCHED_AT));
    const region = await launchRehearsed(dataSource, kind, order, from);
    const lastDay = LAUNCHES[kind].until?.(region) ?? addDays(civilDate(year, 12, 31), WATCHED_AFTER_DAYS);
    const to = instantAt(lastDay, WATCHED_UNTIL);
    await onlooker.window?.(from, to);
    await rehearsal.start({
      ...{ from: from.toISOString(), to: to.toISOString(), scenario },
      ...(seed === undefined ? {} : { seed }),
    });
    await watched(rehearsal, onlooker);
    const { manager } = dataSource;
    const [events, asked, units] = [
      await rehearsalEvents(manager),
      await askedThings(manager),
      await unitsInOrder(manager, regionCode),
    ];
    return {
      events,
      summary:
        kind === 'dualList' ? await yearSummary(manager, regionCode, year, to) : await flowSummary(manager),
      load: loadReport(asked, units, await calendarOf(manager), order.limits ?? LOAD_LIMITS),
    };
  } finally {
    await rehearsal.close();
  }
}

/** Waits for the end, and looks in on it meanwhile. */
async function watched({ dataSource, result }: OpenRehearsal, { signal, progress }: Onlooker): Promise<void> {
  let over = false;
  const looking = (async () => {
    let last = '';
    let movedAt = performance.now();
    while (!over) {
      const found = await rehearsalProgress(dataSource.manager);
      if (found) await progress?.(found);
      const seen = JSON.stringify(found);
      if (seen !== last) movedAt = performance.now();
      if (performance.now() - movedAt > STALLED_MS) throw new Error('长时间没有任何进展');
      last = seen;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref());
    }
  })();
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    const lookingFailed = new Promise<never>((_, reject) => looking.catch(reject));
    await Promise.race([result(), aborted, lookingFailed]);
  } finally {
    over = true;
    await looking.catch(() => undefined);
  }
}
