import type { Decisions } from './decision.js';

/** Weights are guesses: most agree, a few leaders abstain, now and then an office has the document already. */
export const circularDecisions: Decisions = {
  register: () => 'registered',
  receive: () => 'received',
  opinions: (_, die) => (die < 0.75 ? 'drafted' : 'circulated'),
  compile: () => 'compiled',
  present: () => 'presented',
  draft: () => 'drafted',
  appraise: (_, die) => {
    if (die < 0.8) return 'agree';
    return die < 0.9 ? 'abstain' : 'reject';
  },
  review: () => 'approved',
  sign: (_, die) => (die < 0.95 ? 'signed' : 'refused'),
  issue: () => 'issued',
  read: () => 'read',
  receipts: () => 'received',
};
