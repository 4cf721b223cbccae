import type { Decisions } from './decision.js';

/** Weights are guesses: now and then the 组长 wants a change, and the office finds a point unfinished once. */
export const workPointsDecisions: Decisions = {
  draft: () => 'drafted',
  split: () => 'split',
  approve: ({ round }, die) => (die < 0.85 || round > 1 ? 'approved' : 'returned'),
  receipts: () => 'received',
};

export const workPointDecisions: Decisions = {
  complete: () => 'completed',
  cooperate: () => 'replied',
  progress: () => 'reported',
  review: ({ round }, die) => (die < 0.85 || round > 1 ? 'closed' : 'returned'),
  extension: () => 'approved',
};
