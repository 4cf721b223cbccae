import type { SeatKey } from './composition.js';
import type { TaskLimit, Urgency } from './urgency.js';

/** Who sits where: positions, so that work follows whoever holds them; the notice names today's holders. */
export interface CoordinationSeatsForm {
  seats: { seat: SeatKey; positionId: string }[];
}

/** 重大事项, as it is raised (五项制度机制 三（二）3). */
export interface CoordinationMatterForm {
  title: string;
  detail: string;
  /** What the raiser proposes; the office decides. */
  urgency: Urgency;
}

export interface MatterTask {
  unitId: string;
  task: string;
  limit: TaskLimit;
}

export interface MatterTasksForm {
  tasks: MatterTask[];
}

export interface MatterReportForm {
  report: string;
}

export interface MatterReviewForm {
  summary: string;
}

export interface CoordinationForms {
  coordinationSeats: CoordinationSeatsForm;
  coordinationMatter: CoordinationMatterForm;
  matterTasks: MatterTasksForm;
  matterReport: MatterReportForm;
  matterReview: MatterReviewForm;
}

export type CoordinationFormKey = keyof CoordinationForms;
