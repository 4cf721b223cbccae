import type { AnnualCycleFormKey } from '../annual-cycle/forms.js';
import type { ChangeOrderFormKey } from '../change-orders/forms.js';
import type { CampaignFormKey } from '../campaign/forms.js';
import type { CircularFormKey } from '../circulars/forms.js';
import type { CoordinationFormKey } from '../coordination/forms.js';
import type { InspectionFormKey } from '../inspection/forms.js';
import type { HonourFormKey } from '../honours/forms.js';
import type { EvaluationFormKey } from '../evaluation/forms.js';
import type { LiaisonFormKey } from '../liaisons/forms.js';
import type { EventFormKey } from '../meetings/event-forms.js';
import type { MeetingFormKey } from '../meetings/forms.js';
import type { NeedFormKey } from '../needs/forms.js';
import type { RectificationFormKey } from '../rectifications/forms.js';
import type { WorkPointFormKey } from '../work-points/forms.js';
import type { VetoFormKey } from '../vetoes/forms.js';

/** Which form a decision or a launch hands in with it; the checks are in contracts/http/forms, the shapes beside each key. */
export type FormKey =
  | NeedFormKey
  | MeetingFormKey
  | EventFormKey
  | LiaisonFormKey
  | CoordinationFormKey
  | CircularFormKey
  | AnnualCycleFormKey
  | WorkPointFormKey
  | ChangeOrderFormKey
  | CampaignFormKey
  | RectificationFormKey
  | VetoFormKey
  | InspectionFormKey
  | HonourFormKey
  | EvaluationFormKey;
