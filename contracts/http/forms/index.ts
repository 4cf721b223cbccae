import type { FormKey } from '../../../domain/blueprints/forms.js';
import { ANNUAL_CYCLE_FORM_BODIES } from './annual-cycles.js';
import { CHANGE_ORDER_FORM_BODIES } from './change-orders.js';
import { CAMPAIGN_FORM_BODIES } from './campaigns.js';
import { CIRCULAR_FORM_BODIES } from './circulars.js';
import { COORDINATION_FORM_BODIES } from './coordination.js';
import { INSPECTION_FORM_BODIES } from './inspections.js';
import { HONOUR_FORM_BODIES } from './honours.js';
import { EVALUATION_FORM_BODIES } from './evaluations.js';
import { LIAISON_FORM_BODIES } from './liaisons.js';
import { MEETING_FORM_BODIES } from './meetings.js';
import { EVENT_FORM_BODIES } from './planned-events.js';
import { NEED_FORM_BODIES } from './needs.js';
import { RECTIFICATION_FORM_BODIES } from './rectifications.js';
import { WORK_POINT_FORM_BODIES } from './work-points.js';
import { VETO_FORM_BODIES } from './vetoes.js';

/** Total: a form of the domain without a body class does not compile. */
export const FORM_BODIES: Record<FormKey, new () => object> = {
  ...NEED_FORM_BODIES,
  ...MEETING_FORM_BODIES,
  ...LIAISON_FORM_BODIES,
  ...COORDINATION_FORM_BODIES,
  ...CIRCULAR_FORM_BODIES,
  ...EVENT_FORM_BODIES,
  ...ANNUAL_CYCLE_FORM_BODIES,
  ...WORK_POINT_FORM_BODIES,
  ...CHANGE_ORDER_FORM_BODIES,
  ...CAMPAIGN_FORM_BODIES,
  ...RECTIFICATION_FORM_BODIES,
  ...INSPECTION_FORM_BODIES,
  ...VETO_FORM_BODIES,
  ...HONOUR_FORM_BODIES,
  ...EVALUATION_FORM_BODIES,
};
