import type { Decisions } from './decision.js';

export const rectificationDecisions: Decisions = {
  plan: ({ round }, die) => (die < 0.95 || round > 1 ? 'planned' : 'disputed'),
  dispute: (_, die) => (die < 0.5 ? 'upheld' : 'unfounded'),
  rectify: () => 'rectified',
  verify: ({ round }, die) => (die < 0.85 || round > 1 ? 'accepted' : 'returned'),
  extension: () => 'approved',
};
