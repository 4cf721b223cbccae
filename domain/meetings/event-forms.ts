import type { CivilDate } from '../time/zone.js';
import type { Invited, MatterForm } from './forms.js';
import type { EventKind } from './kinds.js';

/** 例行工作安排 as it is launched: what, on which day, with whom. */
export interface PlannedEventForm extends Invited {
  eventKind: EventKind;
  title: string;
  /** The day it is meant for; the hour is settled with the plan. */
  date: CivilDate;
  place?: string;
  purpose: string;
  /** Units that are gone to. */
  visitedUnitIds: string[];
}

/** The office's plan: the hour, the place, who goes where. */
export interface EventPlanForm extends Invited {
  /** ISO 8601 with +08:00. */
  startsAt: string;
  place: string;
  /** In the order they come. */
  arrangements: string[];
  visitedUnitIds: string[];
}

/** What was seen at one unit. */
export interface VisitForm {
  unitId: string;
  found: string;
}

export interface EventRecordForm {
  summary: string;
  visits: VisitForm[];
  /** Problems found: each is kept on account until it is struck off (挂账销号). */
  problems: MatterForm[];
}

export interface EventForms {
  plannedEvent: PlannedEventForm;
  eventPlan: EventPlanForm;
  eventRecord: EventRecordForm;
}

export type EventFormKey = keyof EventForms;
