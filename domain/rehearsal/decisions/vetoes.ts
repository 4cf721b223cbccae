import type { Decisions } from './decision.js';

export const vetoEventDecisions: Decisions = {
  verify: (_, die) => (die < 0.7 ? 'confirmed' : 'unfounded'),
  hear: () => 'stated',
  propose: () => 'proposed',
  decide: ({ round }, die) => {
    if (round > 1 || die < 0.85) return 'confirmed';
    return die < 0.95 ? 'returned' : 'rejected';
  },
  receipts: () => 'received',
  reconsider: () => 'proposed',
  settle: ({ round }, die) => (round > 1 || die < 0.9 ? 'approved' : 'returned'),
};

export const vetoCorrectionDecisions: Decisions = {
  review: (_, die) => (die < 0.6 ? 'proposed' : 'dropped'),
  decide: (_, die) => (die < 0.7 ? 'takenBack' : 'refused'),
  receipts: () => 'received',
};

export const vetoWatchDecisions: Decisions = {
  quarter1: () => 'declared',
  quarter2: () => 'declared',
  quarter3: () => 'declared',
  quarter4: () => 'declared',
};
