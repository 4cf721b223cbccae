import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CIRCULAR_KINDS, TYPICAL_KINDS, type CircularKind } from '../../domain/circulars/kinds.js';
import type { Light } from '../../domain/time/light.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, TextField, UuidField } from './field.js';
import { PageOf, PageQuery } from './page.js';

const LIGHTS = ['green', 'yellow', 'red', 'grey'];
const nullable = { nullable: true } as const;

export class OwedView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ description: '哪个环节' }) step!: string;
  @ApiProperty() stepLabel!: string;
  @ApiProperty({ format: 'date-time', description: '从何时起在等' }) since!: string;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) deadline!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
}

export class SignedOffView {
  @ApiProperty({ description: '应签收（应阅）' }) asked!: number;
  @ApiProperty({ description: '已签收（已阅）' }) done!: number;
  @ApiProperty({ type: [OwedView], description: '还没有的' }) missing!: OwedView[];
}

export class RegionNameView {
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
}

export class CoverageView extends RegionNameView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcome!: string | null;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '本级何时收文' })
  receivedAt!: string | null;
  @ApiProperty({ description: '本级贯彻意见条数' }) opinions!: number;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) documentId!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '印发文号' }) documentNumber!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) issuedAt!: string | null;
  @ApiProperty({ type: SignedOffView, description: '单位签收' }) receipts!: SignedOffView;
  @ApiProperty({ type: SignedOffView, description: '领导阅示' }) readings!: SignedOffView;
  @ApiProperty({ type: [OwedView], description: '印发之前现在等谁' }) waitingFor!: OwedView[];
  @ApiProperty({ enum: LIGHTS, description: '本级最急的灯' }) light!: Light;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '本级最近的时限' })
  deadline!: string | null;
  @ApiProperty({ type: () => [CoverageView], description: '转发的下级，各有各的意见、签收和时限' })
  below!: CoverageView[];
  @ApiProperty({ type: [RegionNameView], description: '转发了、但没有在本系统设双拥办的下级：另行送达' })
  onPaper!: RegionNameView[];
}

export class OpinionView {
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
}

export class NamedUnitView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() shortName!: string;
}

export class PresentedView {
  @ApiProperty({ enum: ['plenary', 'topical'] }) meeting!: string;
  @ApiProperty() meetingLabel!: string;
  @ApiProperty({ format: 'date' }) heldDate!: string;
  @ApiProperty() meetingTitle!: string;
  @ApiPropertyOptional() note?: string;
}

export class CircularView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['important', 'keyWork', 'typical'] }) circularKind!: string;
  @ApiProperty() circularKindLabel!: string;
  @ApiProperty({ type: String, enum: ['goodPractice', 'dereliction'], ...nullable })
  typicalKind!: string | null;
  @ApiProperty({
    type: Object,
    ...nullable,
    description: '来文：机关、文号、标题、正文；再往上转发的在其 forwarded',
  })
  source!: object | null;
  @ApiProperty({ type: String, format: 'date', ...nullable }) receivedDate!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '通报文字或案例正文' }) text!: string | null;
  @ApiProperty({ type: [OpinionView] }) opinions!: OpinionView[];
  @ApiProperty({ type: [NamedUnitView] }) recipients!: NamedUnitView[];
  @ApiProperty({ type: [NamedUnitView] }) copies!: NamedUnitView[];
  @ApiProperty({ type: [RegionNameView] }) forwardedTo!: RegionNameView[];
  @ApiProperty({ type: String, format: 'date', ...nullable }) receiptDate!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) cutOffAt!: string | null;
  @ApiProperty({ type: PresentedView, ...nullable }) presented!: PresentedView | null;
  @ApiProperty({ type: Object, ...nullable, description: '印发的公文；尚未印发的为空' })
  document!: object | null;
}

export class FigureView {
  @ApiProperty({ example: 'closed' }) key!: string;
  @ApiProperty() label!: string;
  @ApiProperty() count!: number;
}

export class UnitFiguresView extends NamedUnitView {
  @ApiProperty({ enum: ['member', 'township', 'military', 'office', 'leadingGroup'] }) kind!: string;
  @ApiProperty({ type: [FigureView] }) figures!: FigureView[];
}

export class FiguresView {
  @ApiProperty({ format: 'date-time', description: '数据截止时刻' }) cutOffAt!: string;
  @ApiProperty({ description: '全部明细的 SHA-256：同一截止时刻再算一遍，还是这个值' }) sha256!: string;
  @ApiProperty({ type: [FigureView] }) figures!: FigureView[];
  @ApiProperty({ type: [UnitFiguresView], description: '按单位、乡镇' }) units!: UnitFiguresView[];
}

export class FigureRowsQuery extends PageQuery {
  @UuidField({ optional: true, description: '只看一个单位的' })
  unitId?: string;
}

export class FigureRowView {
  @ApiProperty({ enum: ['assignment', 'item'] }) subject!: string;
  @ApiProperty({ format: 'uuid', description: '报送任务或清单事项' }) subjectId!: string;
  @ApiProperty({ type: String, ...nullable, description: '事项名称' }) title!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) unitId!: string | null;
  @ApiProperty({ type: String, ...nullable }) unit!: string | null;
  @ApiProperty({ type: Object, description: '截止时刻的值' }) value!: object;
}

export class FigureRowPage extends PageOf(FigureRowView) {}

export class CircularQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({
    choices: CIRCULAR_KINDS,
    optional: true,
    description: '通报种类：important 重要事项，keyWork 重点工作，typical 典型案例',
  })
  kind?: CircularKind;

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';
}

export class CircularLine extends RegionNameView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: CIRCULAR_KINDS }) circularKind!: CircularKind;
  @ApiProperty() circularKindLabel!: string;
  @ApiProperty({ type: String, enum: TYPICAL_KINDS, ...nullable }) typicalKind!: string | null;
  @ApiProperty({ description: '只在通报范围内可见' }) restricted!: boolean;
  @ApiProperty({ description: '上级转发来的' }) fromAbove!: boolean;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time', description: '何时启动，或者上级何时转来' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) documentId!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '印发文号' }) documentNumber!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) issuedAt!: string | null;
  @ApiProperty({ description: '应签收单位数' }) asked!: number;
  @ApiProperty({ description: '已签收单位数' }) received!: number;
  @ApiProperty({ description: '转发到本系统的下级' }) forwarded!: number;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class CircularPage extends PageOf(CircularLine) {}
