import type { Decisions } from './decision.js';

export const liaisonFilingDecisions: Decisions = {
  file: () => 'filed',
  confirm: () => 'confirmed',
};
