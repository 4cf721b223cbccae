import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { formFor } from '../../activities/rehearsal/forms/index.js';
import { openTasks } from '../../activities/rehearsal/people.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { decisionOf } from '../../domain/rehearsal/decisions/index.js';

export interface Decision {
  action: 'decide';
  decision: string;
  opinion: string;
  form?: object;
  /** He signs for it first. */
  acknowledge: boolean;
}

const PATIENCE_MS = 120_000;
/** As many objections to a public notice; then it is waited through. */
const OBJECTIONS = 2;

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
      const [task] = await openTasks(manager, now, [assignmentId]);
      if (!task || (task.stepKey === 'objections' && task.round > OBJECTIONS)) return null;
      // An inspection that isn't held would leave nothing to be mended.
      const decision = decisionOf(task).replace(/^refused$/, task.kind === 'inspection' ? 'approved' : '$&');
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
