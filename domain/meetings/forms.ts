import type { CivilDate } from '../time/zone.js';
import type { MeetingKind } from './kinds.js';

/** Who is asked to a meeting: leaders by their position, units as such. */
export interface Invited {
  leaderPositionIds: string[];
  unitIds: string[];
}

/** A topical consultation as the office proposes it (三（三）2). */
export interface ConsultationForm extends Invited {
  title: string;
  /** `topical` when left out. */
  meetingKind?: MeetingKind;
  /** 议题, in the order they are taken. */
  agenda: string[];
  /** ISO 8601 with +08:00. */
  startsAt: string;
  place: string;
  reason: string;
}

/** A liaison conference (三（四）2). */
export interface ConferenceForm {
  title: string;
  topics: string[];
  /** Empty: every unit of the region. */
  unitIds: string[];
  startsAt: string;
  place: string;
  /** Last day on which the written material is in time, +08:00. */
  materialDueDate: CivilDate;
}

export interface PostponementForm {
  startsAt: string;
  /** The same place when left out. */
  place?: string;
}

export const ATTENDANCE = ['present', 'substitute', 'absent'] as const;
export type Attendance = (typeof ATTENDANCE)[number];

export const ATTENDANCE_LABELS: Record<Attendance, string> = {
  present: '出席',
  substitute: '代会',
  absent: '请假',
};

/** How one of those invited attended; a leader is told by position, a unit by itself. */
export interface AttendanceEntry {
  positionId?: string;
  unitId?: string;
  attendance: Attendance;
  /** 代会: who came instead. */
  substitute?: string;
  /** 请假: why. */
  reason?: string;
}

export interface AttendanceForm {
  entries: AttendanceEntry[];
  /** 列席. */
  observers: string[];
}

/** 议定事项 as drafted: what is missing is named before the minutes go on (`checkMatters`). */
export interface MatterForm {
  title: string;
  leadUnitId?: string;
  cooperatingUnitIds: string[];
  measures?: string;
  limitDate?: CivilDate;
}

/** A matter that lacks nothing. */
export interface Matter extends MatterForm {
  leadUnitId: string;
  measures: string;
  limitDate: CivilDate;
}

export interface MinutesForm {
  summary: string;
  matters: MatterForm[];
}

/** What a liaison hands in before the conference (三（四）2: 成绩、问题、下步打算). */
export interface MaterialForm {
  achievements: string;
  problems: string;
  nextSteps: string;
  suggestions: string[];
}

/** A suggestion becomes a matter or is answered. */
export interface Disposition {
  suggestionId: string;
  matter?: MatterForm;
  answer?: string;
}

export interface DispositionsForm {
  dispositions: Disposition[];
}

export interface MeetingForms {
  consultation: ConsultationForm;
  conference: ConferenceForm;
  postponement: PostponementForm;
  attendance: AttendanceForm;
  minutes: MinutesForm;
  material: MaterialForm;
  dispositions: DispositionsForm;
}

export type MeetingFormKey = keyof MeetingForms;
