import type { DataSource } from 'typeorm';
import type { ProcessActivities } from '../contracts/processes/activities.js';
import { startPlanned } from '../database/annual-cycles/start-planned.js';
import { endProcess } from '../database/processes/end-process.js';
import { plannedAt } from '../database/processes/planned.js';
import { cancelStep } from '../database/steps/cancel-step.js';
import { openStep } from '../database/steps/open-step.js';
import { serveClock } from '../database/steps/serve-clock.js';

export interface ProcessActivityDependencies {
  dataSource: DataSource;
  /** Told after what may have put something into the outbox, so that it need not wait for a sweep. */
  written?: () => void;
}

/** The workflows' hands on the step engine. Every one may be repeated: what is done already is found, not done again. */
export function createProcessActivities({
  dataSource,
  written = () => undefined,
}: ProcessActivityDependencies): ProcessActivities {
  const { manager } = dataSource;
  return {
    async openStep({ processId, key, round, now }) {
      const { stepId, outcome, pausedBy } = await openStep(manager, {
        processId,
        key,
        round,
        now: new Date(now),
      });
      const opened = { stepId, key, round, ...(pausedBy ? { pausedBy } : {}) };
      return outcome === null ? opened : { ...opened, closed: { ...opened, outcome } };
    },
    async cancelStep({ stepId, now }) {
      await cancelStep(manager, stepId, new Date(now));
    },
    async endProcess({ processId, outcome, now }) {
      const held = await endProcess(manager, { processId, outcome, now: new Date(now) });
      written();
      return held;
    },
    async plannedAt({ processId, key }) {
      const { at, ...paused } = await plannedAt(manager, processId, key);
      return { key, at: at?.toISOString() ?? null, ...paused };
    },
    async startPlanned({ processId, now }) {
      const found = await startPlanned(manager, processId, new Date(now));
      written();
      return { processId, ...found };
    },
    async serveClock({ clock, now }) {
      const { nextAt, served } = await serveClock(manager, clock, new Date(now));
      if (served > 0) written();
      return { nextAt: nextAt?.toISOString() ?? null, served };
    },
  };
}
