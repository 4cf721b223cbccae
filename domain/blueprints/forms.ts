import type { CampaignFormKey } from '../campaign/forms.js';
import type { CircularFormKey } from '../circulars/forms.js';
import type { CoordinationFormKey } from '../coordination/forms.js';
import type { LiaisonFormKey } from '../liaisons/forms.js';
import type { MeetingFormKey } from '../meetings/forms.js';
import type { NeedFormKey } from '../needs/forms.js';

/** Which form a decision or a launch hands in with it; the checks are in contracts/http/forms, the shapes beside each key. */
export type FormKey =
  NeedFormKey | MeetingFormKey | LiaisonFormKey | CoordinationFormKey | CircularFormKey | CampaignFormKey;
