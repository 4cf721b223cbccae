import { ApiProperty } from '@nestjs/swagger';
import { DIMENSION_KEYS, type Dimension } from '../../domain/evaluation/dimensions.js';
import { RULE_KINDS, type RuleKind } from '../../domain/evaluation/evidence.js';
import { VETO_ITEM_KEYS, type VetoItem } from '../../domain/evaluation/veto-items.js';
import { SUBJECT_KINDS, type SubjectKind } from '../../domain/organisation/subject.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, IntegerField, TextField, UuidField } from './field.js';
import { PageOf, PageQuery } from './page.js';

const nullable = { nullable: true } as const;

export class EvaluationQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' }) region?: string;
  @IntegerField({ min: 2015, max: 2100, optional: true, description: '考评年度' }) year?: number;
  @ChoiceField({
    choices: ['running', 'ended'],
    labels: { running: '进行中', ended: '已办结' },
    optional: true,
    description: '状态',
  })
  state?: 'running' | 'ended';
}

export class EvaluationLine {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ description: '考评年度' }) year!: number;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ format: 'date', description: '自评时限' }) dueDate!: string;
  @ApiProperty({ type: Number, ...nullable, description: '考评对象；只看得到自己结果的为空' }) subjects!:
    number | null;
  @ApiProperty({ type: Number, ...nullable, description: '已自评' }) handedIn!: number | null;
  @ApiProperty({ type: [CurrentStepView] }) now!: CurrentStepView[];
}

export class EvaluationPage extends PageOf(EvaluationLine) {}

export class EvaluatedSubjectView {
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS) }) kind!: SubjectKind;
  @ApiProperty({ format: 'uuid', description: '由谁答复：单位自己，或者下级双拥办' }) unitId!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '何时自评；空为没有报' })
  handedInAt!: string | null;
  @ApiProperty({ type: Number, ...nullable, description: '得分；审定之前只有考评方看得到' }) points!:
    number | null;
  @ApiProperty({ type: String, ...nullable }) grade!: string | null;
  @ApiProperty({ type: Boolean, ...nullable, description: '一票否决' }) vetoed!: boolean | null;
  @ApiProperty({
    enum: ['accepted', 'objected', 'silent'],
    type: String,
    ...nullable,
    description: '对结果的答复',
  })
  response!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '结果通知' }) documentId!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '结果何时固定' }) frozenAt!:
    string | null;
  @ApiProperty({ type: String, ...nullable, description: '固定的结果的 SHA-256' }) sha256!: string | null;
}

export class EvaluationView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) standardId!: string | null;
  @ApiProperty({ description: '0 为系统自带' }) standardVersion!: number;
  @ApiProperty() standardTitle!: string;
  @ApiProperty() standardSha256!: string;
  @ApiProperty({ format: 'date' }) dueDate!: string;
  @ApiProperty({ description: '异议期，工作日' }) objectionDays!: number;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) approvedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) finishedAt!: string | null;
  @ApiProperty({ description: '看得到全部对象；否则只有自己的' }) whole!: boolean;
  @ApiProperty({ type: [EvaluatedSubjectView], description: '固定次序，不按得分' })
  subjects!: EvaluatedSubjectView[];
  @ApiProperty({ type: [CurrentStepView] }) now!: CurrentStepView[];
}

export class EvidenceRecordView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) documentId!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date', ...nullable }) date!: string | null;
  @ApiProperty({ description: '已做到（按期）' }) met!: boolean;
  @ApiProperty({ type: String, ...nullable, description: '由谁办理' }) owner!: string | null;
}

export class CorrectionView {
  @ApiProperty({ enum: ['review', 'objection'], description: '评审，或者异议的答复' }) stage!: string;
  @ApiProperty() before!: number;
  @ApiProperty() after!: number;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, ...nullable }) by!: string | null;
}

export class AssessedIndicatorView {
  @ApiProperty() key!: string;
  @ApiProperty({ enum: DIMENSION_KEYS }) dimension!: Dimension;
  @ApiProperty() text!: string;
  @ApiProperty({ description: '分值' }) full!: number;
  @ApiProperty({ enum: Object.keys(RULE_KINDS) }) rule!: RuleKind;
  @ApiProperty({ description: '怎样得分' }) ruleLabel!: string;
  @ApiProperty({ type: String, ...nullable, description: '自行举证要求提供什么' }) asks!: string | null;
  @ApiProperty({ type: Number, ...nullable, description: '系统记录里做到的' }) met!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '应做的' }) total!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '系统得分；自行举证的为空' }) system!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '自评得分；确认系统得分的为空' }) claimed!:
    number | null;
  @ApiProperty({ type: String, ...nullable, description: '情况说明' }) statement!: string | null;
  @ApiProperty({ type: Number, ...nullable, description: '核定得分' }) points!: number | null;
  @ApiProperty({ type: String, ...nullable, description: '更正理由' }) reason!: string | null;
  @ApiProperty({ type: [EvidenceRecordView] }) records!: EvidenceRecordView[];
  @ApiProperty({ type: [CorrectionView] }) corrections!: CorrectionView[];
}

export class VetoMarkView {
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty() label!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '一票否决核查；空为评审中认定' })
  eventId!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '评审认定的依据' }) reason!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    ...nullable,
    description: '认定后来撤销的，何时撤销；结果不因此改变',
  })
  withdrawnAt!: string | null;
}

export class EvaluationObjectionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() subject!: string;
  @ApiProperty() indicator!: string;
  @ApiProperty({ description: '指标内容或一票否决事项' }) text!: string;
  @ApiProperty({ type: Number, ...nullable, description: '分值；一票否决事项的为空' }) full!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '现在的得分' }) points!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '要求的得分' }) asked!: number | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) objectedAt!: string;
  @ApiProperty({ format: 'uuid', description: '随附件提出的任务' }) assignmentId!: string;
  @ApiProperty({ type: Boolean, ...nullable, description: '是否成立；没有答复的为空' }) upheld!:
    boolean | null;
  @ApiProperty({ type: Number, ...nullable, description: '重新核定的得分' }) newPoints!: number | null;
  @ApiProperty({ type: String, ...nullable, description: '答复的理由' }) answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) confirmedAt!: string | null;
}

export class ObjectionList {
  @ApiProperty({ type: [EvaluationObjectionView] }) items!: EvaluationObjectionView[];
}

export class EvaluationSheetView {
  @ApiProperty({ type: EvaluatedSubjectView }) subject!: EvaluatedSubjectView;
  @ApiProperty({ type: String, ...nullable, description: '自评总的说明' }) note!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '自评的任务；附件随它' })
  selfAssignmentId!: string | null;
  @ApiProperty({ description: '数据还在变：没有自评、评审没有开始' }) live!: boolean;
  @ApiProperty({ type: [AssessedIndicatorView] }) indicators!: AssessedIndicatorView[];
  @ApiProperty({ type: [VetoMarkView] }) vetoes!: VetoMarkView[];
  @ApiProperty({ type: [EvaluationObjectionView] }) objections!: EvaluationObjectionView[];
}

export class ReviewCellView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() indicator!: string;
  @ApiProperty({ type: Number, ...nullable }) system!: number | null;
  @ApiProperty({ type: Number, ...nullable }) claimed!: number | null;
  @ApiProperty({ type: String, ...nullable }) statement!: string | null;
  @ApiProperty({ type: Number, ...nullable, description: '现在算的分；自评与系统不一致、要核定的为空' })
  points!: number | null;
  @ApiProperty({ type: String, ...nullable }) reason!: string | null;
}

export class ReviewIndicatorView {
  @ApiProperty() key!: string;
  @ApiProperty({ enum: DIMENSION_KEYS }) dimension!: Dimension;
  @ApiProperty() text!: string;
  @ApiProperty() full!: number;
  @ApiProperty({ enum: ['both', 'region', 'unit'] }) appliesTo!: string;
}

export class ReviewVetoView extends VetoMarkView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
}

export class VetoChoiceView {
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty() label!: string;
}

/** All subjects by all indicators, for who reviews. */
export class ReviewView {
  @ApiProperty({ type: [EvaluatedSubjectView] }) subjects!: EvaluatedSubjectView[];
  @ApiProperty({ type: [ReviewIndicatorView] }) indicators!: ReviewIndicatorView[];
  @ApiProperty({ type: [ReviewCellView] }) cells!: ReviewCellView[];
  @ApiProperty({ type: [ReviewVetoView] }) vetoes!: ReviewVetoView[];
  @ApiProperty({ type: [VetoChoiceView], description: '标准里的一票否决事项' })
  vetoChoices!: VetoChoiceView[];
}

export class DossierQuery {
  @TextField({ max: 12, optional: true, description: '地区；行政区划代码，与单位二选一' })
  regionCode?: string;
  @UuidField({ optional: true, description: '单位；与地区二选一' }) unitId?: string;
  @IntegerField({ min: 2015, max: 2100, description: '年度' }) year!: number;
}

export class DossierGapView {
  @ApiProperty({ description: '缺什么' }) what!: string;
  @ApiProperty({ description: '由谁补' }) owner!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '到哪里办；空为还没有启动' })
  processId!: string | null;
  @ApiProperty({ enum: DIMENSION_KEYS }) dimension!: Dimension;
  @ApiProperty() dimensionLabel!: string;
  @ApiProperty() indicator!: string;
  @ApiProperty() text!: string;
}

export class DossierIndicatorView {
  @ApiProperty() key!: string;
  @ApiProperty() text!: string;
  @ApiProperty() full!: number;
  @ApiProperty({ description: '怎样得分' }) ruleLabel!: string;
  @ApiProperty({ type: Number, ...nullable }) met!: number | null;
  @ApiProperty({ type: Number, ...nullable }) total!: number | null;
  @ApiProperty({ type: Number, ...nullable, description: '系统得分；自行举证的为空' }) points!: number | null;
  @ApiProperty({ type: String, ...nullable, description: '自行举证的说明' }) statement!: string | null;
  @ApiProperty({ type: [EvidenceRecordView] }) records!: EvidenceRecordView[];
  @ApiProperty({ description: '缺的项数' }) gaps!: number;
}

export class DossierDimensionView {
  @ApiProperty({ enum: DIMENSION_KEYS }) key!: Dimension;
  @ApiProperty() label!: string;
  @ApiProperty() full!: number;
  @ApiProperty({ description: '系统已能证明的得分' }) points!: number;
  @ApiProperty() gaps!: number;
  @ApiProperty({ type: [DossierIndicatorView] }) indicators!: DossierIndicatorView[];
}

export class DossierSubjectView {
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS) }) kind!: SubjectKind;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() name!: string;
}

/** 迎检备卷: the standard's tree filled from what is on record, and what is missing. */
export class DossierView {
  @ApiProperty({ type: DossierSubjectView }) subject!: DossierSubjectView;
  @ApiProperty() year!: number;
  @ApiProperty() standardTitle!: string;
  @ApiProperty({ description: '0 为系统自带' }) standardVersion!: number;
  @ApiProperty({ description: '系统已能证明的得分' }) points!: number;
  @ApiProperty({ type: [DossierGapView], description: '缺项' }) gaps!: DossierGapView[];
  @ApiProperty({ type: [DossierDimensionView] }) dimensions!: DossierDimensionView[];
}
