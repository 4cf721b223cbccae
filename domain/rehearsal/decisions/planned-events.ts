import type { Decisions } from './decision.js';

export const plannedEventDecisions: Decisions = {
  prepare: (_, die) => (die < 0.97 ? 'prepared' : 'calledOff'),
  notified: () => 'received',
  hold: ({ round }, die) => {
    if (die < 0.88 || round > 1) return 'held';
    return die < 0.97 ? 'postponed' : 'calledOff';
  },
  record: () => 'recorded',
  confirm: () => 'confirmed',
};
