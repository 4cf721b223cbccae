import type { LaunchableKind } from '../blueprints/index.js';
import type { CivilDate } from '../time/zone.js';

/** One thing a year has planned: what is launched, and on which day. */
export interface PlanEntry {
  /** Unique within the year: `dualList`, `liaisonConference:1`. */
  key: string;
  kind: LaunchableKind;
  title: string;
  /** The day of the launch, 09:00 +08:00. */
  date: CivilDate;
  /** What the launch hands in; absent where the kind's launch hands in nothing. Checked as the API checks it. */
  form?: Record<string, unknown>;
}
