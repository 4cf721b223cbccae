import { Refusal } from '../errors/refusal.js';
import { depthOf, isLive, slotOf, stands, type AssignmentState, type StepState } from './step-state.js';
import type { AddMode, SignerToAdd, StepChange } from './step-commands.js';

/** Who was added may add once more; who was added by him may not. */
const DEEPEST = 2;

/**
 * The next round of a unit in a step. Counted by unit, not by position: after a transfer the position a round was opened for may be
 * asked again, and must not be taken for that round.
 */
export function roundFor(
  assignments: readonly Pick<AssignmentState, 'unitId' | 'round'>[],
  unitId: string,
): number {
  const rounds = assignments.filter((one) => one.unitId === unitId).map(({ round }) => round);
  return 1 + Math.max(0, ...rounds);
}

/** 加签. @throws Refusal SIGNER_THERE, SIGNER_NESTED */
export function addSigners(
  step: StepState,
  by: AssignmentState,
  { mode, signers }: { mode: AddMode; signers: readonly SignerToAdd[] },
): StepChange[] {
  const depth = depthOf(step, by) + 1;
  if (by.role === 'helper' || depth > DEEPEST) throw new Refusal('SIGNER_NESTED');
  // Each depth has a finer step, so that who is put before somebody who was put before stays before him and nobody else.
  const offset = { before: -1, parallel: 0, after: 1 }[mode] / 4 ** (depth - 1);
  return signers.map((signer) => {
    refuseThere(step, signer);
    return {
      type: 'added',
      ...signer,
      askedBy: by.id,
      slotId: slotOf(by),
      role: 'signer',
      rank: by.rank + offset,
      turn: by.turn,
      round: roundFor(step.assignments, signer.unitId),
      status: 'open',
      mode,
    };
  });
}

/** 委派: he works it out and it comes back; he can't pass it on. @throws Refusal SIGNER_THERE, SIGNER_NESTED */
export function delegate(step: StepState, by: AssignmentState, to: SignerToAdd): StepChange[] {
  if (by.role === 'helper') throw new Refusal('SIGNER_NESTED');
  refuseThere(step, to);
  return [
    {
      type: 'added',
      ...to,
      askedBy: by.id,
      slotId: slotOf(by),
      role: 'helper',
      rank: by.rank,
      turn: by.turn,
      round: roundFor(step.assignments, to.unitId),
      status: 'open',
      mode: 'delegate',
    },
  ];
}

/**
 * 减签: whoever asked somebody takes him out again, and the office anybody. With somebody go those he asked for. Somebody is always left
 * to sign.
 *
 * @throws Refusal NOT_FOUND, ASSIGNMENT_NOT_OPEN, NOT_YOURS, LAST_SIGNER
 */
export function removeSigner(
  step: StepState,
  { assignmentId, by }: { assignmentId: string; by: string | null },
): StepChange[] {
  const target = step.assignments.find(({ id }) => id === assignmentId);
  if (!target) throw new Refusal('NOT_FOUND');
  if (step.status !== 'open' || !isLive(target)) throw new Refusal('ASSIGNMENT_NOT_OPEN');
  if (by !== null && target.askedBy !== by) throw new Refusal('NOT_YOURS');
  const going = withThoseAsked(step, [target]);
  // A signer of the step takes his whole slot with him, or what the others in it signed would stand for nobody.
  if (target.askedBy === null && target.role === 'signer') {
    const slot = step.assignments.filter((one) => slotOf(one) === slotOf(target) && isLive(one));
    going.push(...slot.filter((one) => !going.includes(one)));
    if (step.assignments.some((one) => slotOf(one) === slotOf(target) && one.status === 'done'))
      throw new Refusal('SIGNER_SIGNED');
  }
  const left = step.assignments.some((one) => one.role === 'signer' && isLive(one) && !going.includes(one));
  if (!left) throw new Refusal('LAST_SIGNER');
  return going.map(({ id }) => ({ type: 'removed', assignmentId: id }));
}

/** Out of a step by a 变更单, with whoever they asked. Somebody is left who owes it or has done it. @throws Refusal LAST_SIGNER */
export function release(step: StepState, assignmentIds: readonly string[]): StepChange[] {
  const going = withThoseAsked(
    step,
    step.assignments.filter((one) => assignmentIds.includes(one.id) && isLive(one)),
  );
  const left = step.assignments.some((one) => one.role === 'signer' && stands(one) && !going.includes(one));
  if (!left) throw new Refusal('LAST_SIGNER');
  return [{ type: 'cancelled', assignmentIds: going.map(({ id }) => id) }];
}

function withThoseAsked(step: StepState, found: AssignmentState[]): AssignmentState[] {
  const ids = found.map(({ id }) => id);
  const more = step.assignments.filter(
    (one) => isLive(one) && one.askedBy !== null && ids.includes(one.askedBy) && !ids.includes(one.id),
  );
  return more.length === 0 ? found : withThoseAsked(step, [...found, ...more]);
}

function refuseThere(step: StepState, { positionId, unitId }: SignerToAdd): void {
  const there = step.assignments.some(
    (one) => one.positionId === positionId && one.unitId === unitId && stands(one),
  );
  if (there) throw new Refusal('SIGNER_THERE');
}
