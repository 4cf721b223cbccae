import type { Decisions } from './decision.js';

/** Weights are guesses: now and then the 组长 wants another plan. */
export const inspectionDecisions: Decisions = {
  plan: () => 'submitted',
  approve: ({ round }, die) => {
    if (round > 1 || die < 0.85) return 'approved';
    return die < 0.97 ? 'returned' : 'refused';
  },
  notified: () => 'received',
  submit: () => 'submitted',
  visit: () => 'visited',
  findings: () => 'entered',
  draft: () => 'drafted',
  review: () => 'approved',
  sign: () => 'signed',
  issue: () => 'issued',
  receipts: () => 'received',
  extension: () => 'approved',
};
