import type { Decisions } from './decision.js';

/** Now and then the approver wants it written otherwise. */
export const changeOrderDecisions: Decisions = {
  approve: ({ round }, die) => (die < 0.8 || round > 1 ? 'approved' : 'returned'),
  revise: () => 'submitted',
};
