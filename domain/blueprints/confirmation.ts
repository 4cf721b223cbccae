import type { DecisionBlueprint } from './blueprint.js';

/**
 * What a raising unit may say of what was done for it. Silence is never taken for consent; the office may end it, with its reason on
 * record (DOMAIN 3.1).
 */
export const CONFIRMATION: Record<string, DecisionBlueprint> = {
  satisfied: { label: '满意', polarity: 'positive' },
  returned: { label: '退回再办', polarity: 'back', opinion: 'required' },
  closedByOffice: { label: '办公室代为确认', polarity: 'positive', opinion: 'required', officeOnly: true },
};
