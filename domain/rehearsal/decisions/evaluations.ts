import type { Decisions } from './decision.js';

/** Who is evaluated mostly agrees with the result; one in four objects. */
export const evaluationDecisions: Decisions = {
  selfAssess: () => 'submitted',
  review: () => 'reviewed',
  check: () => 'approved',
  approve: () => 'approved',
  receipts: () => 'received',
  finalReceipts: () => 'received',
  extension: () => 'approved',
  object: (_, die) => (die < 0.75 ? 'accepted' : 'objected'),
  answer: () => 'answered',
  confirm: () => 'confirmed',
};
