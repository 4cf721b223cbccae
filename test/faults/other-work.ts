import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { formFor } from '../../activities/rehearsal/forms/index.js';
import { openTasks } from '../../activities/rehearsal/people.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { decisionOf } from '../../domain/rehearsal/decisions/index.js';
import { civilDateOf, formatInstant } from '../../domain/time/zone.js';
import { LAUNCHES } from '../../src/rehearsal/launches.js';
import { rehearsedRegion } from '../../src/rehearsal/region.js';

export interface Decision {
  action: 'decide';
  decision: string;
  opinion: string;
  form?: object;
  /** He signs for it first. */
  acknowledge: boolean;
}

const PATIENCE_MS = 120_000;
/** Until a meeting begins: long enough to sign for it, short enough for the run to see its end. */
const MEETING_IN_MS = 75_000;

/** What simulated people decide in every process but the dual list, the same as in a rehearsal; null when it is over meanwhile. */
export async function decisionFor(
  dataSource: () => Promise<DataSource>,
  assignmentId: string,
): Promise<Decision | null> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      const { manager } = await dataSource();
      const now = new Date();
      const [task] = await openTasks(manager, now, assignmentId);
      if (!task) return null;
      const decision = decisionOf(task);
      // A new liaison would have no account here, and the unit's work would wait for him.
      const same = task.kind === 'liaisonFiling' && decision === 'filed';
      const form = same ? { unchanged: true } : await formFor(manager, task, decision, now);
      const acknowledge = stepBlueprintOf(task.kind, task.stepKey).acknowledgeFirst === true;
      return {
        action: 'decide',
        decision,
        opinion: '同意，请抓紧办理。',
        ...(form ? { form } : {}),
        acknowledge,
      };
    } catch (error) {
      // The database is among what is killed.
      if (Date.now() > until) throw error;
      await delay(300);
    }
  }
}

/** The launches of every other mechanism, as a rehearsal makes them, with meetings that begin soon. */
export async function otherLaunches(
  dataSource: DataSource,
  regionCode: string,
  now: Date,
): Promise<{ kind: string; body: object; unitId: string | undefined }[]> {
  const year = now.getFullYear();
  const region = await rehearsedRegion(dataSource.manager, regionCode, year, now);
  const soonest = new Date(now.getTime() + MEETING_IN_MS);
  const startsAt = `${formatInstant(soonest).slice(0, 16)}+08:00`;
  return Object.entries(LAUNCHES)
    .filter(([kind]) => kind !== 'dualList')
    .flatMap(([kind, { handsIn }]) =>
      (handsIn?.(region) ?? [null]).map((handedIn) => ({
        kind,
        unitId: handedIn?.unitId,
        body: { kind, regionCode, year, ...(handedIn ? { form: soon(handedIn.form, startsAt, now) } : {}) },
      })),
    );
}

function soon(form: object, startsAt: string, now: Date): object {
  return {
    ...form,
    ...('startsAt' in form ? { startsAt } : {}),
    ...('materialDueDate' in form ? { materialDueDate: civilDateOf(now) } : {}),
  };
}
