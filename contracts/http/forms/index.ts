import type { FormKey } from '../../../domain/blueprints/forms.js';
import { CAMPAIGN_FORM_BODIES } from './campaigns.js';
import { CIRCULAR_FORM_BODIES } from './circulars.js';
import { COORDINATION_FORM_BODIES } from './coordination.js';
import { LIAISON_FORM_BODIES } from './liaisons.js';
import { MEETING_FORM_BODIES } from './meetings.js';
import { NEED_FORM_BODIES } from './needs.js';

/** Total: a form of the domain without a body class does not compile. */
export const FORM_BODIES: Record<FormKey, new () => object> = {
  ...NEED_FORM_BODIES,
  ...MEETING_FORM_BODIES,
  ...LIAISON_FORM_BODIES,
  ...COORDINATION_FORM_BODIES,
  ...CIRCULAR_FORM_BODIES,
  ...CAMPAIGN_FORM_BODIES,
};
