import type { Decisions } from './decision.js';

export const dualListDecisions: Decisions = {
  collect: () => 'filed',
  compile: () => 'compiled',
  circular: () => 'issued',
  carryOver: () => 'carried',
  extension: () => 'approved',
};

/** Weights are guesses about a lively year: every branch is taken in it. */
export const needItemDecisions: Decisions = {
  receive: (_, die) => (die < 0.7 ? 'answered' : 'arranged'),
  claim: () => 'claimed',
  propose: () => 'proposed',
  assign: ({ round }, die) => (die < 0.9 || round > 1 ? 'assigned' : 'returned'),
  solve: ({ round }, die) => {
    if (round > 2 || die < 0.72) return 'solved';
    if (die < 0.78) return 'needsConsultation';
    return die < 0.87 ? 'needsGovernment' : 'cannotSolve';
  },
  cooperate: () => 'replied',
  government: (_, die) => (die < 0.75 ? 'directed' : 'cannotSolve'),
  reportUp: () => 'reported',
  relay: () => 'relayed',
  answer: () => 'answered',
  confirm: ({ returned }, die) => (die < 0.8 || returned > 0 ? 'satisfied' : 'returned'),
  close: () => 'closed',
  extension: () => 'approved',
};
