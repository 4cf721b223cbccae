import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { applyStepCommand } from '../../domain/steps/step-machine.js';
import { persistChanges, setCheckAt } from './persist.js';
import { loadStep, lockProcessOfStep, type ProcessRow } from './step.store.js';

/** Ends a step its process no longer waits for; what is still open in it is cancelled. Repeating it does nothing. */
export function cancelStep(manager: EntityManager, stepId: string, now: Date): Promise<void> {
  return manager.transaction(async (tx) => {
    const process = await lockProcessOfStep(tx, stepId);
    if (!process) return; // it was never opened: there was nobody to ask
    await cancelUnderLock(tx, process, stepId, now);
  });
}

/** The same inside a transaction that already holds the process's lock. */
export async function cancelUnderLock(
  manager: EntityManager,
  process: ProcessRow,
  stepId: string,
  now: Date,
): Promise<void> {
  const { step, assignments } = await loadStep(manager, stepId);
  const changes = applyStepCommand(
    { ...step, assignments },
    { type: 'cancel' },
    stepBlueprintOf(process.kind, step.key),
  );
  if (changes.length === 0) return;
  await persistChanges(manager, { process, step, assignments, changes, now, actor: null });
  await setCheckAt(manager, stepId, null);
}
