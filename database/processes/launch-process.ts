import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import type { ProcessRow } from '../steps/step.store.js';
import { effectsOf, type Launch } from './effects.js';
import { engineEffectsOf } from './engine-effects.js';
import { launchWith, type LaunchedProcess } from './launch-with.js';

/**
 * Starts a process that a person launches: what was handed in goes into the process's own tables in the same transaction.
 * @returns null when there is one with this business key already
 */
export function launchProcess(
  manager: EntityManager,
  process: LaunchedProcess,
  launch: Launch,
  actor: Actor | null,
  now: Date,
): Promise<ProcessRow | null> {
  const effects = effectsOf(process.kind);
  return launchWith(
    {
      ...effects,
      async launched(context, handedIn) {
        await effects.launched?.(context, handedIn);
        await engineEffectsOf(process.kind).launched?.(context, handedIn);
      },
    },
    manager,
    process,
    launch,
    actor,
    now,
  );
}
