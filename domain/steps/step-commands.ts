import type { Tally } from './share.js';
import type { SignerRole } from './step-state.js';

/** Somebody who is asked to sign too; the id is the engine's, for the round that `roundFor` gives. */
export interface SignerToAdd {
  id: string;
  positionId: string;
  unitId: string;
}

export type AddMode = 'before' | 'parallel' | 'after';

export type StepCommand =
  | { type: 'acknowledge'; assignmentId: string }
  | { type: 'decide'; assignmentId: string; decision: string }
  | { type: 'return'; assignmentId: string; to: string }
  | { type: 'withdraw'; assignmentId: string }
  | { type: 'returnFiling'; assignmentId: string }
  | { type: 'refile'; assignmentId: string }
  | { type: 'transfer'; assignmentId: string; positionId: string }
  | { type: 'delegate'; assignmentId: string; to: SignerToAdd }
  | { type: 'addSigner'; assignmentId: string; mode: AddMode; signers: readonly SignerToAdd[] }
  /** `by`: the assignment of who takes him out; null when the office does. */
  | { type: 'removeSigner'; assignmentId: string; by: string | null }
  /** These owe the step no more (变更单), as if they had never been asked. */
  | { type: 'release'; assignmentIds: readonly string[] }
  | { type: 'deadline' }
  | { type: 'cancel' };

/** What a command changes; the engine writes these down and nothing else. */
export type StepChange =
  | { type: 'acknowledged'; assignmentId: string }
  | { type: 'decided'; assignmentId: string; decision: string }
  /** A slot came to its end with this decision: now its effects happen, not earlier. */
  | { type: 'settled'; assignmentId: string; decision: string }
  | { type: 'returned'; assignmentId: string; to: string }
  /** Others in the step who need not act any more (他人已办). */
  | { type: 'superseded'; assignmentIds: string[] }
  /** The old round stays as it was; the same position owes a new one. */
  | { type: 'reopened'; assignmentId: string; round: number }
  | { type: 'transferred'; assignmentId: string; positionId: string }
  | ({
      type: 'added';
      askedBy: string;
      slotId: string;
      role: SignerRole;
      rank: number;
      turn: number;
      round: number;
      status: 'open' | 'waiting';
      mode: AddMode | 'delegate';
    } & SignerToAdd)
  | { type: 'removed'; assignmentId: string }
  /** Not his turn (any more): somebody was put before him, or works for him. */
  | { type: 'held'; assignmentId: string }
  /** His turn has come. `first`: for the first time, so that a duration counts from now. */
  | { type: 'turned'; assignmentId: string; first: boolean }
  | ({ type: 'tallied'; outcome: string } & Tally)
  | { type: 'cancelled'; assignmentIds: string[] }
  | { type: 'closed'; outcome: string };
