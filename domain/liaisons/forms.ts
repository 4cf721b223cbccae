import type { CivilDate } from '../time/zone.js';

/** What a unit files about its liaison (五项制度机制 三（四）1): he is still the same, or who takes over and from which day. */
export interface LiaisonFilingForm {
  unchanged?: boolean;
  /** Somebody the unit has already; instead of `name`. */
  personId?: string;
  name?: string;
  phone?: string;
  email?: string;
  /** First day of the new liaison, +08:00; the former one's last is the day before. */
  from?: CivilDate;
}

/** Everything the step lists is confirmed but what is returned here. */
export interface LiaisonConfirmationForm {
  returned: { unitId: string; reason: string }[];
}

export interface LiaisonForms {
  liaisonFiling: LiaisonFilingForm;
  liaisonConfirmation: LiaisonConfirmationForm;
}

export type LiaisonFormKey = keyof LiaisonForms;
