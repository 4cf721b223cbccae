/** How many clocks share the installation's steps. Changing it needs a migration of `step.clock`. */
export const CLOCKS = 4;

/** The clock that looks after a step: its id decides, so every clock gets its share. */
export function clockOfStep(stepId: string): number {
  return Number.parseInt(stepId.slice(0, 4), 16) % CLOCKS;
}
