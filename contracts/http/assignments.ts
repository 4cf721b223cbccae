import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional } from 'class-validator';
import type { Light } from '../../domain/time/light.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { ChoiceField, DateField, TextField, UuidField, UuidListField } from './field.js';
import { PageOf, PageQuery } from './page.js';

/** 待签收和待办 · 待签收 · 待办 · 已办 · 我发起. */
export const BOXES = ['owed', 'toAcknowledge', 'toDo', 'done', 'launched'] as const;
export type Box = (typeof BOXES)[number];

export class InboxQuery extends PageQuery {
  @ChoiceField({
    choices: BOXES,
    optional: true,
    description:
      '哪些任务：owed 待签收和待办（默认），toAcknowledge 待签收，toDo 已签收的待办，done 已办，launched 我发起',
  })
  box: Box = 'owed';
}

export const ACTIONS = [
  'acknowledge',
  'decide',
  'return',
  'withdraw',
  'returnFiling',
  'refile',
  'transfer',
  'delegate',
  'addSigner',
  'removeSigner',
  'circulate',
  'requestExtension',
  'urge',
] as const;
export type Action = (typeof ACTIONS)[number];

export class ActBody {
  @ChoiceField({
    choices: ACTIONS,
    description:
      '办理方式：签收、签批、退回、撤回、退回报送、变更报送、转办、委派、加签、减签、传阅、申请延期、催办',
  })
  action!: Action;

  @TextField({ max: 40, optional: true, description: '处理意见；decide：见任务的 decisions' })
  decision?: string;

  @TextField({ max: 2000, optional: true, description: '意见、理由' })
  opinion?: string;

  @TextField({ max: 40, optional: true, description: '退回到哪个环节；return：见任务的 returnTo' })
  to?: string;

  @UuidField({ optional: true, description: '转办、委派给哪个职务；transfer：本单位的职务' })
  positionId?: string;

  @UuidListField({ min: 1, max: 100, optional: true, description: '请哪些职务；addSigner、circulate' })
  positionIds?: string[];

  @ChoiceField({
    choices: ['before', 'parallel', 'after'],
    optional: true,
    description: '加签的次序；addSigner：在我之前、同时、之后签署',
  })
  mode?: 'before' | 'parallel' | 'after';

  @DateField({ optional: true, description: '延至哪一天；requestExtension：含当日' })
  until?: CivilDate;

  @ApiPropertyOptional({
    type: Object,
    description: '随处理意见提交的表单；decide：字段见任务的 decisions[].form',
  })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;
}

export class BulkActBody {
  @UuidListField({ min: 1, max: 200, description: '任务；一次最多 200 项' })
  assignmentIds!: string[];

  @ChoiceField({ choices: ['acknowledge', 'decide'], description: '办理方式：acknowledge 签收，decide 签批' })
  action!: 'acknowledge' | 'decide';

  @TextField({ max: 40, optional: true, description: '处理意见；decide：见任务的 decisions' })
  decision?: string;

  @TextField({ max: 2000, optional: true, description: '意见、理由' })
  opinion?: string;
}

export class DraftBody {
  @ApiProperty({ type: Object, description: '没有提交的内容，原样保存，仅本职务可见' })
  @IsObject()
  draft!: Record<string, unknown>;
}

export class ActView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) stepId!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ description: '办理后任务的状态' }) state!: string;
  @ApiProperty({ type: String, nullable: true, description: '这次办理使环节结束时，环节的结果' }) outcome!:
    string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class BulkRow {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty() ok!: boolean;
  @ApiPropertyOptional({ description: '没有办成时的错误代码' }) code?: string;
  @ApiPropertyOptional() detail?: string;
  @ApiPropertyOptional({ type: ActView }) answer?: ActView;
}

export class BulkView {
  @ApiProperty() done!: number;
  @ApiProperty() failed!: number;
  @ApiProperty({ type: [BulkRow] }) rows!: BulkRow[];
}

export class InboxRow {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '我发起的工作没有任务编号' })
  assignmentId!: string | null;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() process!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() step!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() state!: string;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadline!: string | null;
  @ApiProperty({ enum: ['green', 'yellow', 'red', 'grey'] }) light!: Light;
  @ApiProperty() late!: boolean;
  @ApiPropertyOptional({ description: '代谁办理；本人的任务没有这一项' }) actingFor?: string;
  @ApiPropertyOptional() decision?: string;
  @ApiPropertyOptional({ format: 'date-time' }) decidedAt?: string;
}

export class InboxPage extends PageOf(InboxRow) {
  @ApiProperty({ description: '这一箱的总数' }) total!: number;
}

export class SignerView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) positionId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ type: [String], description: '现任' }) people!: string[];
  @ApiProperty() state!: string;
  @ApiProperty({ description: '待办、未轮到、同意、他人已办……' }) stateLabel!: string;
  @ApiProperty({ type: String, nullable: true, description: '由谁加签或委派：其任务' }) askedBy!:
    string | null;
  @ApiProperty({ enum: ['signer', 'helper'], description: 'helper：受委派，意见交回委派人' }) role!: string;
  @ApiProperty({ type: String, nullable: true }) opinion!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '实际签署人' }) by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
}

export class StepChoice {
  @ApiProperty() key!: string;
  @ApiProperty() label!: string;
}

export class DecisionView {
  @ApiProperty() key!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ enum: ['positive', 'negative', 'back', 'abstain'] }) polarity!: string;
  @ApiProperty({ description: '是否必须填写意见' }) opinionRequired!: boolean;
  @ApiProperty({ type: Object, nullable: true, description: '表单的字段（JSON Schema）' }) form!:
    object | null;
}

export class AssignmentView extends InboxRow {
  @ApiProperty({ description: '要做什么' }) ask!: string;
  @ApiProperty({ description: '依据' }) article!: string;
  @ApiProperty({ format: 'uuid', description: '哪个单位的任务' }) unitId!: string;
  @ApiProperty({ description: '行政区划代码', example: '530925' }) regionCode!: string;
  @ApiProperty({ format: 'uuid' }) stepId!: string;
  @ApiProperty() round!: number;
  @ApiProperty() rule!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acknowledgedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) opinion!: string | null;
  @ApiProperty({ type: Object, nullable: true, description: '已提交的表单' }) submitted!: object | null;
  @ApiProperty({ type: Object, nullable: true }) draft!: object | null;
  @ApiProperty({ type: Object, nullable: true, description: '延期申请的内容等' }) request!: object | null;
  @ApiProperty({ type: [DecisionView] }) decisions!: DecisionView[];
  @ApiProperty({ type: [StepChoice], description: '可以退回到的环节，近的在后' }) returnTo!: StepChoice[];
  @ApiProperty({
    type: [SignerView],
    description: '本环节的签署人和已有的意见；各自报送的环节只列本单位的，汇总单位可看全部',
  })
  signers!: SignerView[];
  @ApiProperty({ type: [String], description: '现在可以做的' }) actions!: string[];
}
