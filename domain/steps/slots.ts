import type { DecisionBlueprint, StepBlueprint } from '../blueprints/blueprint.js';
import { isLive, slotOf, stands, type AssignmentState, type StepState } from './step-state.js';

/**
 * A slot is what one signer of a step owes, with whoever he asked to sign beside him (加签). It is over when all its signers agreed, or
 * one of them did not.
 */
export interface Slot {
  id: string;
  turn: number;
  /** Signers that were not removed; the one who owes it by the blueprint is among them. */
  signers: AssignmentState[];
  /** What it ended with; null while somebody still has to sign. */
  result: { decision: string; polarity: DecisionBlueprint['polarity']; by: AssignmentState } | null;
}

/** The slots of a step in their order. Past rounds and helpers don't count. */
export function slotsOf(step: StepState, blueprint: StepBlueprint): Slot[] {
  const slots = new Map<string, Slot>();
  for (const assignment of step.assignments) {
    if (assignment.role === 'helper' || !stands(assignment)) continue;
    const id = slotOf(assignment);
    const slot = slots.get(id) ?? { id, turn: assignment.turn, signers: [], result: null };
    slot.signers.push(assignment);
    slots.set(id, slot);
  }
  const all = [...slots.values()].sort((a, b) => a.turn - b.turn);
  for (const slot of all) slot.result = resultOf(slot, blueprint);
  return all;
}

function resultOf({ signers }: Slot, { decisions }: StepBlueprint): Slot['result'] {
  const signed = signers.flatMap((by) => {
    const polarity = decisions[by.decision ?? '']?.polarity;
    return by.status === 'done' && by.decision && polarity ? [{ decision: by.decision, polarity, by }] : [];
  });
  const against = signed.find(({ polarity }) => polarity === 'negative' || polarity === 'back');
  if (against) return against;
  if (signed.length < signers.length) return null;
  // All agreed, or some abstained: what counts is the word of who owes the slot.
  const abstained = signed.find(({ polarity }) => polarity === 'abstain');
  return abstained ?? signed.find(({ by }) => by.askedBy === null) ?? signed[0] ?? null;
}

/** Who may act now: everybody before him in his slot has signed, his slot's turn has come, and no helper of his is at work. */
export function mayAct(step: StepState, slots: readonly Slot[], assignment: AssignmentState): boolean {
  const helped = step.assignments.some(
    (other) => other.role === 'helper' && other.askedBy === assignment.id && isLive(other),
  );
  if (helped) return false;
  if (assignment.role === 'helper') return true;
  const slot = slots.find(({ id }) => id === slotOf(assignment));
  const before = slot?.signers.some(({ rank, status }) => rank < assignment.rank && status !== 'done');
  if (before) return false;
  return (
    step.rule !== 'order' || !slots.some(({ turn, result }) => turn < assignment.turn && result === null)
  );
}
