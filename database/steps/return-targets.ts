import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { RETURNED } from '../../domain/steps/outcomes.js';

/**
 * The steps somebody may return a step to (退回): those its process passed on the way to it, latest last. Nothing from before a step
 * with which something left the house; nothing that runs beside the main line.
 */
export async function returnTargets(
  manager: EntityManager,
  process: { id: string; kind: string },
  step: { key: string },
): Promise<string[]> {
  const closed: { key: string; outcome: string }[] = await manager.query(
    `select key, outcome from step where process_id = $1 and state = 'closed' and about_assignment_id is null order by closed_at, opened_at`,
    [process.id],
  );
  const { steps } = blueprintOf(process.kind);
  // The same trail as the procedure keeps (workflows/kit/stages.ts).
  let trail: string[] = [];
  for (const { key, outcome } of closed) {
    const blueprint = steps[key];
    if (!blueprint || blueprint.beside) continue;
    if (outcome === 'withdrawn') trail.pop();
    else if (outcome.startsWith(RETURNED)) {
      const to = trail.lastIndexOf(outcome.slice(RETURNED.length));
      trail = trail.slice(0, Math.max(to, 0));
    } else if (blueprint.final && blueprint.decisions[outcome]?.polarity === 'positive') trail = [];
    else trail.push(key);
  }
  return [...new Set(trail)].filter((key) => key !== step.key);
}
