import type { EntityManager } from 'typeorm';
import type { OpenTask } from '../people.js';

/** What a simulated person writes into the form of a decision, by `step.decision`; left out where the decision has no form. */
export type FormsOf = Readonly<
  Record<string, (manager: EntityManager, task: OpenTask, now: Date) => object | Promise<object>>
>;
