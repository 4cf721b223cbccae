import type {
  AnswerForm,
  AssignForm,
  CompileForm,
  DirectionForm,
  PlanForm,
  ReplyForm,
  ReportForm,
  ResultForm,
  NeedFormKey,
  SummaryForm,
} from '../../../domain/needs/forms.js';
import { SIDE_LABELS } from '../../../domain/needs/item-kinds.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  NestedField,
  NestedListField,
  TextField,
  UuidField,
  UuidListField,
} from '../field.js';

/** Forms that decisions hand in, as the API takes them. The shapes are the domain's; the checks are here. */
export class FiledItemBody {
  @ChoiceField({
    choices: ['army', 'locality'],
    optional: true,
    labels: SIDE_LABELS,
    description: '归入哪个清单；不填则按报送单位：部队报 army，其他单位报 locality',
  })
  side?: 'army' | 'locality';

  @TextField({ max: 40, description: '事项类别，见 /api/v1/ledger/kinds' })
  kind!: string;

  @TextField({ max: 200, description: '事项名称' })
  title!: string;

  @TextField({ max: 4000, optional: true, description: '具体内容' })
  detail?: string;
}

/** The law itself checks a filed list (domain/needs/filing.ts): here only its outer shape. */
export class FilingBody {
  @BooleanField({ optional: true, description: '零报告：本年没有事项' })
  nothing?: boolean;

  @NestedListField(() => FiledItemBody, { description: '事项，逐件填写', max: 200, optional: true })
  items?: FiledItemBody[];
}

export class MergeBody {
  @UuidField({ description: '保留的事项' })
  into!: string;

  @UuidListField({ min: 1, max: 100, description: '并入的事项；各提出单位都保留，都要确认' })
  from!: string[];

  @TextField({ min: 2, max: 80, optional: true, description: '合并后的名称' })
  title!: string;
}

export class ClassifyBody {
  @UuidField({ description: '事项' })
  itemId!: string;

  @TextField({ max: 40, description: '事项类别' })
  kind!: string;
}

export class ProposeBody {
  @UuidField({ description: '事项' })
  itemId!: string;

  @UuidField({ description: '建议的牵头单位' })
  leadUnitId!: string;
}

export class CompileBody implements CompileForm {
  @NestedListField(() => MergeBody, { max: 500, optional: true, description: '合并重复的事项' })
  merge: MergeBody[] = [];

  @NestedListField(() => ClassifyBody, { max: 2000, optional: true, description: '改正类别' })
  classify: ClassifyBody[] = [];

  @NestedListField(() => ProposeBody, { max: 2000, optional: true, description: '建议牵头单位' })
  propose: ProposeBody[] = [];
}

export class PlanBody implements PlanForm {
  @UuidField({ description: '牵头单位' })
  leadUnitId!: string;

  @UuidListField({ max: 40, optional: true, description: '配合单位' })
  cooperatingUnitIds: string[] = [];

  @TextField({ max: 2000, description: '办理措施' })
  measures!: string;

  @DateField({ description: '办理时限，含当日', example: '2027-08-31' })
  limitDate!: CivilDate;
}

export class AssignBody implements AssignForm {
  @UuidField({ optional: true, description: '负责领导的职务；不填则由组长本人负责' })
  claimerPositionId!: string;

  @NestedField(() => PlanBody, { optional: true, description: '分工和时限；不填则按办公室的建议' })
  plan!: PlanBody;
}

export class ResultBody implements ResultForm {
  @TextField({ max: 2000, description: '办理结果' })
  result!: string;

  @TextField({ max: 500, optional: true, description: '配合单位未全部答复而先办结的理由' })
  withoutReplies!: string;
}

export class ReplyBody implements ReplyForm {
  @TextField({ max: 2000, description: '答复' })
  reply!: string;
}

export class DirectionBody implements DirectionForm {
  @TextField({ max: 2000, description: '决定或要求' })
  instruction!: string;

  @NestedField(() => PlanBody, { optional: true, description: '调整后的分工和时限' })
  plan!: PlanBody;
}

export class ReportBody implements ReportForm {
  @TextField({ max: 2000, description: '上报说明' })
  summary!: string;
}

export class AnswerBody implements AnswerForm {
  @TextField({ max: 2000, description: '答复' })
  answer!: string;

  @BooleanField({ description: '问题是否已解决' })
  resolved!: boolean;
}

export class SummaryBody implements SummaryForm {
  @TextField({ max: 4000, description: '通报要点' })
  summary!: string;
}

/** Total: a form of the domain without a body class does not compile. */
export const NEED_FORM_BODIES: Record<NeedFormKey, new () => object> = {
  filing: FilingBody,
  compile: CompileBody,
  plan: PlanBody,
  assign: AssignBody,
  result: ResultBody,
  reply: ReplyBody,
  direction: DirectionBody,
  report: ReportBody,
  answer: AnswerBody,
  summary: SummaryBody,
};
