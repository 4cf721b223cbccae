import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import type { ProcessRow } from '../steps/step.store.js';
import type { Launch, ProcessEffects } from './effects.js';
import { startProcess, type NewProcess } from './start-process.js';

export type LaunchedProcess = Omit<NewProcess, 'raisingUnitId'>;

/** `launchProcess` with the process's effects handed in: effects that launch other processes can't ask for all effects themselves. */
export function launchWith(
  { launched, inputOf }: ProcessEffects,
  manager: EntityManager,
  process: LaunchedProcess,
  launch: Launch,
  actor: Actor | null,
  now: Date,
): Promise<ProcessRow | null> {
  return startProcess(
    manager,
    {
      ...process,
      raisingUnitId: launch.unitId ?? undefined,
      async write(context) {
        await launched?.(context, launch);
        return (await inputOf?.(manager, context.process.id)) ?? {};
      },
    },
    actor,
    now,
  );
}
