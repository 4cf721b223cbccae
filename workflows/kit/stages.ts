import type { ProcessInput } from '../../contracts/processes/processes.js';
import { RETURNED } from '../../domain/steps/outcomes.js';
import type { Process } from './process.js';

const DAY_MS = 86_400_000;
/** `back` undoes the last move (撤回); `return:` goes back to a stage that was passed on the way (退回). */
export type Next<Stage extends string, Ending extends string> =
  Stage | Ending | 'back' | `${typeof RETURNED}${string}`;

/** The main line of a procedure: each stage opens its steps and says where to go next. */
export type Stages<Stage extends string, Ending extends string> = Record<
  Stage,
  () => Promise<Next<Stage, Ending>>
>;

/**
 * Walks from stage to stage until an ending. It keeps the trail of stages it came by, so that what was taken back or returned goes on
 * from there, in a new round.
 */
export async function walk<Stage extends string, Ending extends string>(
  stages: Stages<Stage, Ending>,
  first: NoInfer<Stage>,
): Promise<Ending> {
  const trail: Stage[] = [];
  let stage: Stage = first;
  const isStage = (next: string): next is Stage => Object.hasOwn(stages, next);
  for (;;) {
    const next: string = await stages[stage]();
    if (next === 'back') stage = trail.pop() ?? stage;
    else if (next.startsWith(RETURNED)) {
      const to = trail.lastIndexOf(next.slice(RETURNED.length) as Stage);
      // The engine lets nobody return to what was not passed; a stage of another name is the one before.
      stage = trail[to < 0 ? trail.length - 1 : to] ?? stage;
      trail.length = Math.max(to < 0 ? trail.length - 1 : to, 0);
    } else if (isStage(next)) {
      trail.push(stage);
      stage = next;
    } else return next as Ending;
  }
}

/** Opens the step of a stage and says by its outcome what comes next. A region with nobody to ask is asked again tomorrow. */
export async function decided<Key extends string, Input extends ProcessInput, To extends string>(
  process: Process<Key, Input>,
  key: Key,
  next: Record<string, To>,
): Promise<To | 'back' | `${typeof RETURNED}${string}`> {
  for (;;) {
    const outcome = await process.step(key);
    if (outcome.startsWith(RETURNED)) return outcome as `${typeof RETURNED}${string}`;
    if (outcome !== 'nobodyToAsk' || next[outcome] !== undefined) return next[outcome] ?? 'back';
    await process.until(new Date(new Date(process.now()).getTime() + DAY_MS));
  }
}
