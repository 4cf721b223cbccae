import { SEAT_RULES, SEATS, type SeatKey } from '../../../domain/coordination/composition.js';
import type {
  CoordinationFormKey,
  CoordinationMatterForm,
  CoordinationSeatsForm,
  MatterReportForm,
  MatterReviewForm,
  MatterTasksForm,
} from '../../../domain/coordination/forms.js';
import { URGENCIES, type TaskLimit, type Urgency } from '../../../domain/coordination/urgency.js';
import { ChoiceField, IntegerField, NestedField, NestedListField, TextField, UuidField } from '../field.js';

export class SeatBody {
  @ChoiceField({ choices: SEATS, labels: SEAT_RULES, description: '席位' })
  seat!: SeatKey;

  @UuidField({ description: '由哪个职务担任' })
  positionId!: string;
}

export class CoordinationSeatsBody implements CoordinationSeatsForm {
  @NestedListField(() => SeatBody, { min: 1, max: 20, description: '全部席位，一次填全；组长可空' })
  seats!: SeatBody[];
}

export class CoordinationMatterBody implements CoordinationMatterForm {
  @TextField({ min: 2, max: 80, description: '事项名称' })
  title!: string;

  @TextField({ max: 4000, description: '具体内容' })
  detail!: string;

  @ChoiceField({ choices: URGENCIES, description: '建议的缓急：flash 特急、urgent 加急、ordinary 一般' })
  urgency!: Urgency;
}

export class TaskLimitBody implements TaskLimit {
  @IntegerField({ min: 1, max: 4320, optional: true, description: '分钟' })
  minutes!: number;

  @IntegerField({ min: 1, max: 240, optional: true, description: '小时' })
  hours!: number;

  @IntegerField({ min: 1, max: 120, optional: true, description: '工作日' })
  workingDays!: number;
}

export class MatterTaskBody {
  @UuidField({ description: '承办单位' })
  unitId!: string;

  @TextField({ max: 2000, description: '任务' })
  task!: string;

  @NestedField(() => TaskLimitBody, {
    description: '时限，只填一种；特急、加急用分钟或小时，一般用小时或工作日',
  })
  limit!: TaskLimitBody;
}

export class MatterTasksBody implements MatterTasksForm {
  @NestedListField(() => MatterTaskBody, { min: 1, max: 60, description: '交办的任务，一个单位一项' })
  tasks!: MatterTaskBody[];
}

export class MatterReportBody implements MatterReportForm {
  @TextField({ max: 2000, description: '落实情况' })
  report!: string;
}

export class MatterReviewBody implements MatterReviewForm {
  @TextField({ max: 4000, description: '回顾小结' })
  summary!: string;
}

/** Total: a form of the domain without a body class does not compile. */
export const COORDINATION_FORM_BODIES: Record<CoordinationFormKey, new () => object> = {
  coordinationSeats: CoordinationSeatsBody,
  coordinationMatter: CoordinationMatterBody,
  matterTasks: MatterTasksBody,
  matterReport: MatterReportBody,
  matterReview: MatterReviewBody,
};
