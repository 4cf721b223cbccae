import type {
  EvaluationAnswersForm,
  EvaluationFormKey,
  EvaluationLaunchForm,
  EvaluationObjectionForm,
  EvaluationReviewForm,
  EvaluationSelfForm,
  ReviewedScoreForm,
  ReviewedVetoForm,
  SelfIndicatorForm,
} from '../../../domain/evaluation/forms.js';
import { VETO_ITEM_KEYS, VETO_ITEMS, type VetoItem } from '../../../domain/evaluation/veto-items.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  IntegerField,
  NestedListField,
  PointsField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';

const KEY = { max: 60, description: '指标代号' } as const;

export class EvaluationLaunchBody implements EvaluationLaunchForm {
  @TextField({ max: 120, description: '考评名称' })
  title!: string;

  @IntegerField({
    min: 2015,
    max: 2100,
    optional: true,
    description: '考评年度；按这一年的记录考评，不填为启动的年度',
    example: 2027,
  })
  recordsYear?: number;

  @TextListField({
    max: 200,
    each: 12,
    optional: true,
    description: '考评的下级地区；地区代码，由该地区双拥办自评',
  })
  regionCodes: string[] = [];

  @UuidListField({ max: 300, optional: true, description: '考评的单位；成员单位、乡镇、部队' })
  unitIds: string[] = [];

  @DateField({ description: '自评时限；含当日，到期即评审' })
  dueDate!: CivilDate;

  @IntegerField({
    min: 1,
    max: 60,
    optional: true,
    description: '异议期；工作日，不填为 5 个工作日',
  })
  objectionDays?: number;
}

export class SelfIndicatorBody implements SelfIndicatorForm {
  @TextField(KEY)
  indicator!: string;

  @PointsField({ max: 100, optional: true, description: '自评得分；与系统得分相同的不填' })
  points?: number;

  @TextField({
    min: 0,
    max: 2000,
    optional: true,
    description: '情况说明；自行举证的指标写明做了什么、材料在哪里',
  })
  text?: string;
}

export class EvaluationSelfBody implements EvaluationSelfForm {
  @NestedListField(() => SelfIndicatorBody, {
    max: 200,
    description: '逐项自评；没有列出的，确认系统得分',
  })
  indicators!: SelfIndicatorBody[];

  @TextField({ min: 0, max: 4000, optional: true, description: '自评总的说明' })
  note?: string;
}

export class ReviewedScoreBody implements ReviewedScoreForm {
  @UuidField({ description: '考评对象；单位，或者下级地区的双拥办' })
  unitId!: string;

  @TextField(KEY)
  indicator!: string;

  @PointsField({ max: 100, description: '核定得分' })
  points!: number;

  @TextField({ min: 0, max: 1000, optional: true, description: '更正理由；与系统数据或者自评不一致的必填' })
  reason?: string;
}

export class ReviewedVetoBody implements ReviewedVetoForm {
  @UuidField({ description: '考评对象；单位，或者下级地区的双拥办' })
  unitId!: string;

  @ChoiceField({ choices: VETO_ITEM_KEYS, labels: VETO_ITEMS, description: '一票否决事项' })
  item!: VetoItem;

  @TextField({ min: 2, max: 1000, description: '认定的依据' })
  reason!: string;
}

export class EvaluationReviewBody implements EvaluationReviewForm {
  @NestedListField(() => ReviewedScoreBody, {
    max: 5000,
    description: '核定得分；没有列出的，以系统数据或者自评为准',
  })
  scores!: ReviewedScoreBody[];

  @NestedListField(() => ReviewedVetoBody, { max: 300, description: '一票否决事项；没有的不填' })
  vetoes!: ReviewedVetoBody[];
}

export class ObjectionBody {
  @TextField({ max: 60, description: '指标代号；对一票否决事项的异议写 veto: 加事项' })
  indicator!: string;

  @PointsField({ max: 100, optional: true, description: '要求的得分' })
  points?: number;

  @TextField({ min: 2, max: 2000, description: '异议的理由' })
  reason!: string;
}

export class EvaluationObjectionBody implements EvaluationObjectionForm {
  @NestedListField(() => ObjectionBody, { min: 1, max: 60, description: '逐项异议' })
  objections!: ObjectionBody[];
}

export class ObjectionAnswerBody {
  @UuidField({ description: '异议' })
  objectionId!: string;

  @BooleanField({ description: '异议是否成立' })
  upheld!: boolean;

  @PointsField({ max: 100, optional: true, description: '重新核定的得分；对指标的异议成立的必填' })
  points?: number;

  @TextField({ min: 2, max: 2000, description: '答复的理由' })
  reason!: string;
}

export class EvaluationAnswersBody implements EvaluationAnswersForm {
  @NestedListField(() => ObjectionAnswerBody, { min: 1, max: 1000, description: '逐条答复' })
  answers!: ObjectionAnswerBody[];
}

/** Total: a form of the domain without a body class does not compile. */
export const EVALUATION_FORM_BODIES: Record<EvaluationFormKey, new () => object> = {
  evaluationLaunch: EvaluationLaunchBody,
  evaluationSelf: EvaluationSelfBody,
  evaluationReview: EvaluationReviewBody,
  evaluationObjection: EvaluationObjectionBody,
  evaluationAnswers: EvaluationAnswersBody,
};
