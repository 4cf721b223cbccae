import { ApiProperty } from '@nestjs/swagger';
import { DIMENSION_KEYS, type Dimension } from '../../domain/evaluation/dimensions.js';
import { VETO_ITEM_KEYS } from '../../domain/evaluation/veto-items.js';
import { LIST_KEYS, type ListKey } from '../../domain/inspection/figures.js';
import {
  FINDING_KINDS,
  LEVEL_KEYS,
  METHODS,
  SCOPE_KEYS,
  VETO_RESULTS,
  type FindingKind,
  type Level,
  type Method,
  type Scope,
} from '../../domain/inspection/words.js';
import { SUBJECT_KINDS, type SubjectKind } from '../../domain/organisation/subject.js';
import type { Light } from '../../domain/time/light.js';
import { NamedUnitView } from './circulars.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, TextField } from './field.js';
import { PageOf, PageQuery } from './page.js';

const LIGHTS = ['green', 'yellow', 'red', 'grey'];
const nullable = { nullable: true } as const;

export class InspectionQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';
}

export class InspectionLine {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date' }) fromDate!: string;
  @ApiProperty({ format: 'date' }) toDate!: string;
  @ApiProperty({ description: '督查对象数' }) targets!: number;
  @ApiProperty({ description: '已报送材料的' }) handedIn!: number;
  @ApiProperty({ type: String, ...nullable, description: '通报文号' }) documentNumber!: string | null;
  @ApiProperty({ description: '通报转出的整改事项' }) rectifications!: number;
  @ApiProperty({ description: '其中已销号的' }) rectified!: number;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class InspectionPage extends PageOf(InspectionLine) {}

export class InspectionTeamView {
  @ApiProperty({ description: '第几组' }) seq!: number;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uuid' }) leaderPositionId!: string;
  @ApiProperty({ description: '带队职务' }) leader!: string;
  @ApiProperty({ type: [String], description: '现任' }) holders!: string[];
  @ApiProperty({ type: [String] }) members!: string[];
}

/** What a target still owes: who is asked, by when, and how urgent it is. */
export class TargetOwedView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) deadline!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
}

export class TargetReceiptView {
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '签收时间' })
  signedAt!: string | null;
  @ApiProperty({ type: TargetOwedView, ...nullable, description: '还没有签收的' })
  owed!: TargetOwedView | null;
}

export class TargetMaterialView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty() summary!: string;
  @ApiProperty({ type: String, ...nullable }) lacking!: string | null;
  @ApiProperty({ format: 'date-time' }) handedInAt!: string;
  @ApiProperty() late!: boolean;
  @ApiProperty({ description: '附件数' }) files!: number;
}

export class TargetVisitView {
  @ApiProperty({ format: 'date' }) visitedOn!: string;
  @ApiProperty() place!: string;
  @ApiProperty() seen!: string;
}

export class InspectionTargetView {
  @ApiProperty({ description: '序号；问题矩阵里的列' }) seq!: number;
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS) }) kind!: SubjectKind;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: '第几组' }) team!: number;
  @ApiProperty({ enum: Object.keys(METHODS) }) method!: Method;
  @ApiProperty() methodLabel!: string;
  @ApiProperty({ description: '单位已撤销' }) left!: boolean;
  @ApiProperty({ type: Number, ...nullable, description: '撤并后由哪个对象承担' })
  succeededBy!: number | null;
  @ApiProperty({ type: TargetReceiptView, description: '督查通知' }) notice!: TargetReceiptView;
  @ApiProperty({ type: [TargetMaterialView] }) materials!: TargetMaterialView[];
  @ApiProperty({ type: TargetOwedView, ...nullable, description: '还没有报送材料的' })
  materialOwed!: TargetOwedView | null;
  @ApiProperty({ type: TargetVisitView, ...nullable }) visit!: TargetVisitView | null;
  @ApiProperty({ type: TargetReceiptView, description: '通报' }) circular!: TargetReceiptView;
}

export class IssuedRefView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: string;
  @ApiProperty({ format: 'date-time' }) issuedAt!: string;
}

export class InspectionDetail {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty() basis!: string;
  @ApiProperty({ format: 'date' }) fromDate!: string;
  @ApiProperty({ format: 'date' }) toDate!: string;
  @ApiProperty({ format: 'date' }) materialDueDate!: string;
  @ApiProperty() requirements!: string;
  @ApiProperty({ enum: DIMENSION_KEYS, isArray: true }) dimensions!: Dimension[];
  @ApiProperty({ type: [InspectionTeamView] }) teams!: InspectionTeamView[];
  @ApiProperty({ type: [InspectionTargetView], description: '督查对象；督查对象自己只看到自己的' })
  targets!: InspectionTargetView[];
  @ApiProperty({ type: IssuedRefView, ...nullable }) notice!: IssuedRefView | null;
  @ApiProperty({ type: IssuedRefView, ...nullable }) circular!: IssuedRefView | null;
  @ApiProperty({ description: '看到全部对象、矩阵和名单的' }) whole!: boolean;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class FindingRectificationView {
  @ApiProperty() targetSeq!: number;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
}

export class MatrixFindingView {
  @ApiProperty({ description: '第几条' }) seq!: number;
  @ApiProperty({ enum: DIMENSION_KEYS }) dimension!: Dimension;
  @ApiProperty({ enum: LEVEL_KEYS }) level!: Level;
  @ApiProperty({ enum: Object.keys(FINDING_KINDS) }) kind!: FindingKind;
  @ApiProperty({ enum: SCOPE_KEYS }) scope!: Scope;
  @ApiProperty({ type: [Number], description: '点名的对象' }) named!: number[];
  @ApiProperty({ description: '对象，用通报里的话' }) who!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [Number], description: '涉及的对象' }) hits!: number[];
  @ApiProperty({ type: String, ...nullable }) measuresAsked!: string | null;
  @ApiProperty({ type: String, format: 'date', ...nullable }) limitDate!: string | null;
  @ApiProperty({ type: [FindingRectificationView], description: '印发以后的整改事项' })
  rectifications!: FindingRectificationView[];
}

export class MatrixTargetView {
  @ApiProperty() seq!: number;
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS) }) kind!: SubjectKind;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() name!: string;
}

export class VetoCheckView {
  @ApiProperty() targetSeq!: number;
  @ApiProperty({ enum: Object.keys(VETO_RESULTS) }) result!: string;
  @ApiProperty({ type: String, enum: VETO_ITEM_KEYS, ...nullable }) item!: string | null;
  @ApiProperty({ type: String, format: 'date', ...nullable }) happenedOn!: string | null;
  @ApiProperty({ type: String, ...nullable }) account!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '印发以后的核查流程' })
  vetoEventId!: string | null;
}

export class MatrixView {
  @ApiProperty({ description: '版本；保存时交回，别人先存了的会被拒绝' }) version!: number;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) savedAt!: string | null;
  @ApiProperty({ type: String, ...nullable }) savedBy!: string | null;
  @ApiProperty({ description: '现在可以由您修改' }) editable!: boolean;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '您的“汇总问题”任务' })
  assignmentId!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    ...nullable,
    description: '名单定格的时刻；汇总完成之前为空',
  })
  frozenAt!: string | null;
  @ApiProperty({ enum: DIMENSION_KEYS, isArray: true }) dimensions!: Dimension[];
  @ApiProperty({ type: [MatrixTargetView] }) targets!: MatrixTargetView[];
  @ApiProperty({ type: [MatrixFindingView] }) findings!: MatrixFindingView[];
  @ApiProperty({ type: [VetoCheckView] }) vetoChecks!: VetoCheckView[];
  @ApiProperty({ type: [Number], description: '没有报送材料的对象：汇总完成之前是现在的，之后是定格的' })
  missingMaterial!: number[];
  @ApiProperty({ type: [Number], description: '没有备案联络员的对象' }) noLiaison!: number[];
}

export class MatrixSavedView {
  @ApiProperty() version!: number;
}

export class InspectionListRowView {
  @ApiProperty() targetSeq!: number;
  @ApiProperty({ description: '当时的名称' }) name!: string;
  @ApiProperty({ type: Object, description: '当时的值' }) value!: object;
}

export class InspectionListView {
  @ApiProperty({ enum: LIST_KEYS }) key!: ListKey;
  @ApiProperty() label!: string;
  @ApiProperty() count!: number;
  @ApiProperty({ description: '名单的 SHA-256' }) sha256!: string;
  @ApiProperty({ type: [InspectionListRowView] }) rows!: InspectionListRowView[];
}

export class InspectionListsView {
  @ApiProperty({ type: String, format: 'date-time', description: '名单定格的时刻' }) frozenAt!: string;
  @ApiProperty({ type: [InspectionListView] }) lists!: InspectionListView[];
}

export class PlaceholderView {
  @ApiProperty({ example: 'missingMaterial' }) key!: string;
  @ApiProperty() label!: string;
  @ApiProperty() value!: string;
  @ApiProperty({ type: String, enum: LIST_KEYS, ...nullable, description: '背后的名单' })
  list!: ListKey | null;
}

export class InspectionDraftView {
  @ApiProperty({ description: '版本；起草完成时交回，别人先起草了的会被拒绝' }) version!: number;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) savedAt!: string | null;
  @ApiProperty({ type: String, ...nullable }) savedBy!: string | null;
  @ApiProperty({ description: '系统写出的文字，带占位符' }) composed!: string;
  @ApiProperty({ type: [PlaceholderView] }) placeholders!: PlaceholderView[];
  @ApiProperty({ description: '建议的标题，或者已经起草的' }) title!: string;
  @ApiProperty({ description: '已经起草的文字；没有起草的同系统写出的' }) text!: string;
  @ApiProperty({ type: [NamedUnitView], description: '另外抄送的单位' }) copies!: NamedUnitView[];
  @ApiProperty({ type: String, format: 'date', ...nullable }) receiptDate!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '您的“起草通报”任务' })
  assignmentId!: string | null;
  @ApiProperty({ type: Object, description: '照这样印发的公文；已经印发的就是印发的' }) document!: object;
}

export class InspectionListQuery {
  @ChoiceField({ choices: LIST_KEYS, description: '哪一份名单' })
  key!: ListKey;
}
