import type { Task } from '../people.js';

/** What the person in charge decides, by the step's key. `die` is the task's own throw, 0 ≤ die < 1. */
export type Decisions = Readonly<Record<string, (task: Task, die: number) => string>>;
