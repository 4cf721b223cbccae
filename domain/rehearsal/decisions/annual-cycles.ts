import type { Decisions } from './decision.js';

export const annualCycleDecisions: Decisions = {
  mend: () => 'mended',
  ledger: () => 'issued',
  carryOver: () => 'carried',
};
