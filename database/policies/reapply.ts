import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import { reproject, type ProjectedStep, type StepMove } from '../steps/reproject.js';
import { currentPolicy } from '../steps/step-rules.js';

export interface Reapplication {
  regionCode: string;
  kind: string;
  key: string;
  reason: string;
  actor: Actor;
  now: Date;
  dryRun: boolean;
}

/**
 * Gives a region's running steps the ladder in force today, on record. A rung that the new ladder puts into the past is made up at
 * the next look, and none happens twice; reminders whose time is gone are not.
 */
export async function reapplyPolicy(
  manager: EntityManager,
  { regionCode, kind, key, reason, actor, now, dryRun }: Reapplication,
): Promise<{ moved: number; processes: number; moves: StepMove[] }> {
  const current = await currentPolicy(manager, kind, key, regionCode, now);
  return reproject(manager, {
    where: `p.kind = $1 and s.key = $2 and p.region_code = $3 and s.policy_id is distinct from $4::uuid`,
    parameters: [kind, key, regionCode, current.id],
    project: (step) => {
      const checkedUntil = lookBackTo(step);
      return checkedUntil ? { policy: current, checkedUntil } : { policy: current };
    },
    fact: (moves) => ({
      kind: 'policyReapplied',
      body: {
        step: key,
        rounds: moves.map(({ round }) => round),
        policyId: current.id,
        reason,
        nextCheck: moves.map(({ nextCheck }) => nextCheck),
      },
    }),
    actor,
    now,
    dryRun,
  });
}

/** The earliest deadline that has passed: rungs are looked at again from there. */
function lookBackTo({ step, assignments }: ProjectedStep): Date | null {
  const passed = assignments
    .filter(({ status }) => status === 'open')
    .flatMap(({ deadlineAt }) =>
      deadlineAt && deadlineAt < step.checkedUntil ? [deadlineAt.getTime()] : [],
    );
  return passed.length > 0 ? new Date(Math.min(...passed)) : null;
}
