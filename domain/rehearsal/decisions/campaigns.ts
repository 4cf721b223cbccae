import type { Decisions } from './decision.js';

/** Offices close a stage when they are asked to, naming what is missing; now and then the 组长 sends the list back once. */
export const campaignDecisions: Decisions = {
  mobilise: () => 'confirmed',
  closeMobilise: () => 'closed',
  visit: () => 'filed',
  arrange: () => 'arranged',
  closeVisit: () => 'closed',
  actions: () => 'deployed',
  closeSolve: () => 'closed',
  interim: () => 'filed',
  closeInterim: () => 'closed',
  mechanism: () => 'written',
  closeConsolidate: () => 'closed',
  inspect: () => 'held',
  closeInspect: () => 'closed',
  final: () => 'filed',
  commend: () => 'proposed',
  approve: ({ round }, die) => (die < 0.85 || round > 1 ? 'approved' : 'returned'),
  closeFinal: () => 'closed',
  extension: () => 'approved',
};
