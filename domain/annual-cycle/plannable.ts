import { BLUEPRINTS, blueprintOf, isProcessKind } from '../blueprints/index.js';

/** A year within a year, and a change of something that isn't running yet, are not planned. */
const NEVER = ['annualCycle', 'changeOrder'];

/** What a year may have planned: everything else that people launch. */
export function isPlannable(kind: string): boolean {
  return isProcessKind(kind) && !NEVER.includes(kind) && blueprintOf(kind).launch.by !== 'process';
}

export const PLANNABLE_KINDS = Object.keys(BLUEPRINTS).filter(isPlannable);
