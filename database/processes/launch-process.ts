import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import type { ProcessRow } from '../steps/step.store.js';
import { effectsOf, type Launch } from './effects.js';
import { engineEffectsOf } from './engine-effects.js';
import { startProcess, type NewProcess } from './start-process.js';

/**
 * Starts a process that a person launches: what was handed in goes into the process's own tables in the same transaction.
 * @returns null when there is one with this business key already
 */
export function launchProcess(
  manager: EntityManager,
  process: Omit<NewProcess, 'write' | 'raisingUnitId'>,
  launch: Launch,
  actor: Actor | null,
  now: Date,
): Promise<ProcessRow | null> {
  const { launched, inputOf } = effectsOf(process.kind);
  return startProcess(
    manager,
    {
      ...process,
      raisingUnitId: launch.unitId ?? undefined,
      async write(context) {
        await launched?.(context, launch);
        await engineEffectsOf(process.kind).launched?.(context, launch);
        return (await inputOf?.(manager, context.process.id)) ?? {};
      },
    },
    actor,
    now,
  );
}
