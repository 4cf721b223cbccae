import type { Decisions } from './decision.js';

/** Weights are guesses: most units recommend somebody, most objections don't hold, a list that comes to the vote mostly passes. */
const namingDecisions: Decisions = {
  examine: () => 'examined',
  propose: () => 'proposed',
  publish: () => 'published',
  objections: () => 'recorded',
  handle: (_, die) => (die < 0.6 ? 'unfounded' : die < 0.8 ? 'founded' : 'longer'),
  inquire: (_, die) => (die < 0.7 ? 'unfounded' : 'founded'),
  decide: (_, die) => (die < 0.9 ? 'agree' : die < 0.95 ? 'abstain' : 'reject'),
  sign: (_, die) => (die < 0.97 ? 'signed' : 'refused'),
  name: () => 'named',
  supplement: () => 'submitted',
  receipts: () => 'received',
};

export const commendationDecisions: Decisions = {
  ...namingDecisions,
  recommend: (_, die) => (die < 0.7 ? 'recommended' : 'none'),
};

export const modelCityDecisions: Decisions = {
  ...namingDecisions,
  recommend: (_, die) => (die < 0.8 ? 'applied' : 'none'),
};
