import type { Decisions } from './decision.js';

const meeting: Decisions = {
  notified: () => 'received',
  hold: ({ round }, die) => (die < 0.9 || round > 1 ? 'held' : 'postponed'),
  minutes: () => 'drafted',
  sign: () => 'signed',
  receipts: () => 'received',
};

export const topicalConsultationDecisions: Decisions = {
  ...meeting,
  draft: () => 'requested',
  approve: ({ round }, die) => {
    if (round > 1 || die < 0.85) return 'approved';
    return die < 0.95 ? 'returned' : 'declined';
  },
  countersign: ({ round }, die) => (die < 0.9 || round > 1 ? 'agreed' : 'objected'),
  review: () => 'reviewed',
};

export const liaisonConferenceDecisions: Decisions = {
  ...meeting,
  material: () => 'handedIn',
  dispose: () => 'disposed',
};

export const decidedMatterDecisions: Decisions = {
  solve: () => 'done',
  cooperate: () => 'replied',
  review: ({ round }, die) => (die < 0.85 || round > 1 ? 'closed' : 'returned'),
  extension: () => 'approved',
};
