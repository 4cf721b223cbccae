import type { Decisions } from './decision.js';

export const coordinationGroupDecisions: Decisions = {
  compose: () => 'composed',
  approve: ({ round }, die) => (die < 0.9 || round > 1 ? 'approved' : 'returned'),
  receipts: () => 'received',
};

/** Weights are guesses about a lively year. */
export const coordinationMatterDecisions: Decisions = {
  triage: ({ round }, die) => (die < 0.85 || round > 1 ? 'ordinary' : die < 0.95 ? 'referred' : 'refused'),
  urgentTriage: ({ round }, die) => (round > 1 ? 'ordinary' : die < 0.4 ? 'flash' : 'urgent'),
  direct: (_, die) => (die < 0.9 ? 'ordinary' : 'refused'),
  urgentDirect: () => 'urgent',
  refusal: ({ round }, die) => (die < 0.7 || round > 1 ? 'accepted' : 'appealed'),
  flashTasks: () => 'reported',
  urgentTasks: () => 'reported',
  ordinaryTasks: ({ round }, die) => (die < 0.9 || round > 1 ? 'reported' : 'unable'),
  confirm: ({ returned }, die) => (die < 0.85 || returned > 0 ? 'satisfied' : 'returned'),
  review: () => 'reviewed',
  extension: () => 'approved',
};
