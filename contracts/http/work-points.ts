import { ApiProperty } from '@nestjs/swagger';
import { MATTER_STATES, type MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import type { Light } from '../../domain/time/light.js';
import { WORK_POINT_SOURCES, type WorkPointSource } from '../../domain/work-points/forms.js';
import { OpinionView, RegionNameView } from './circulars.js';
import { ChoiceField, IntegerField, TextField, UuidField } from './field.js';
import { LIGHTS, UnitRef } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

const STATES = Object.keys(MATTER_STATES);
const nullable = { nullable: true } as const;

/** A region's sets of work points, and what the list can be narrowed by. */
export class PointSetQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @IntegerField({ min: 2000, max: 9999, optional: true, description: '年度' })
  year?: number;

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';
}

/** What the points of a set can be narrowed by. */
export class PointFilterQuery {
  @UuidField({ optional: true, description: '牵头或者配合的单位' })
  unit?: string;

  @ChoiceField({ choices: LIGHTS, optional: true, description: '红黄绿灯' })
  light?: Light;

  @ChoiceField({ choices: STATES, optional: true, description: '办理状态' })
  state?: MatterState;

  @TextField({ max: 200, optional: true, description: '所在部分的标题' })
  section?: string;
}

export class PointSetLine {
  @ApiProperty({ format: 'uuid', description: '工作要点的流程编号' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ enum: WORK_POINT_SOURCES }) source!: WorkPointSource;
  @ApiProperty() sourceLabel!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: 'running' | 'ended';
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '上级的工作要点' })
  fromSetId!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '印发文号' }) documentNumber!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) issuedAt!: string | null;
  @ApiProperty({ description: '要点项数' }) points!: number;
  @ApiProperty({ description: '还没有办结' }) open!: number;
  @ApiProperty({ description: '现在逾期' }) overdue!: number;
  @ApiProperty({ description: '还没有签收的单位' }) receiptsMissing!: number;
}

export class PointSetPage extends PageOf(PointSetLine) {}

export class PointLeadView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) deadline!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty() late!: boolean;
  @ApiProperty({ description: '最近报告的完成比例' }) percent!: number;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '申报办结' })
  completedAt!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '办结情况' }) result!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '佐证材料存放处' }) evidence!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '完成数量' }) quantitiesDone!: string | null;
  @ApiProperty({ description: '上传的佐证材料件数' }) attachments!: number;
}

export class PointCooperationView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '答复时间；没有答复的为空' })
  repliedAt!: string | null;
}

export class PointReportView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ enum: ['filed', 'open', 'missed'], description: 'filed 已报，open 待报，missed 届满未报' })
  state!: string;
  @ApiProperty({ enum: LIGHTS, description: '按报送时限' }) light!: Light;
  @ApiProperty() late!: boolean;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) filedAt!: string | null;
  @ApiProperty({ type: Number, ...nullable }) percent!: number | null;
  @ApiProperty({ type: String, ...nullable }) summary!: string | null;
  @ApiProperty({ type: String, enum: LIGHTS, ...nullable, description: '自评' }) selfLight!: Light | null;
}

export class PointQuarterView {
  @ApiProperty() year!: number;
  @ApiProperty() quarter!: number;
  @ApiProperty({ example: '2027年第一季度' }) label!: string;
  @ApiProperty({ format: 'date-time' }) due!: string;
  @ApiProperty({ description: '没有按时报送的单位' }) missing!: number;
  @ApiProperty({ type: [PointReportView] }) reports!: PointReportView[];
}

/** One point. What its units report is for them, the office and the leaders; others see that it is there and how far it is. */
export class PointView {
  @ApiProperty({ format: 'uuid', description: '要点任务的流程编号' }) id!: string;
  @ApiProperty({ format: 'uuid' }) setId!: string;
  @ApiProperty() seq!: number;
  @ApiProperty({ description: '序号，照原文' }) number!: string;
  @ApiProperty() section!: string;
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String], description: '数量要求' }) quantities!: string[];
  @ApiProperty({ format: 'date-time' }) limitAt!: string;
  @ApiProperty({ enum: STATES }) state!: MatterState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty({ description: '没有按时：现在逾期，或者逾期才办成' }) late!: boolean;
  @ApiProperty({ description: '完成比例：各牵头单位最近报告的平均，已申报办结的计 100' }) percent!: number;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) closedAt!: string | null;
  @ApiProperty({ description: '配合单位全部答复后才能申报办结' }) repliesRequired!: boolean;
  @ApiProperty({ type: [PointLeadView] }) leads!: PointLeadView[];
  @ApiProperty({ type: [PointCooperationView] }) cooperating!: PointCooperationView[];
  @ApiProperty({ type: [PointQuarterView], description: '每季进展' }) quarters!: PointQuarterView[];
  @ApiProperty({ description: '未按时报送的季度报告' }) reportsMissing!: number;
  @ApiProperty({ type: String, ...nullable, description: '最近的进展' }) latest!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '上级的要点' })
  parentPointId!: string | null;
  @ApiProperty({ description: '下级由它分解出的任务' }) pointsBelow!: number;
}

export class MissingReceiptView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ type: String, format: 'date-time', ...nullable }) deadline!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
}

export class PointFiguresView {
  @ApiProperty() points!: number;
  @ApiProperty({ description: '落实中' }) open!: number;
  @ApiProperty({ description: '待核查' }) reviewing!: number;
  @ApiProperty({ description: '已销号' }) closed!: number;
  @ApiProperty({ description: '已终止' }) terminated!: number;
  @ApiProperty({ description: '没有按时' }) late!: number;
  @ApiProperty({ description: '未按时报送的季度报告' }) reportsMissing!: number;
}

/** A point that came from above, and what this level made of it. */
export class ReceivedPointView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: string;
  @ApiProperty() section!: string;
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date-time' }) limitAt!: string;
  @ApiProperty({ type: [String] }) quantities!: string[];
  @ApiProperty({ enum: ['split', 'drafted', 'none', 'pending'] }) status!: string;
  @ApiProperty() statusLabel!: string;
  @ApiProperty({ type: String, ...nullable, description: '无本级任务的理由' }) reason!: string | null;
}

/** A point as it was drafted: nothing is handed out before it is approved. */
export class DraftedPointView {
  @ApiProperty() number!: string;
  @ApiProperty() section!: string;
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String] }) quantities!: string[];
  @ApiProperty({ type: [UnitRef] }) leads!: UnitRef[];
  @ApiProperty({ type: [UnitRef] }) cooperating!: UnitRef[];
  @ApiProperty({ format: 'date' }) limitDate!: string;
  @ApiProperty() repliesRequired!: boolean;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '上级的要点' })
  parentPointId!: string | null;
}

/** What the notice says beside its points: drafted, or as it was issued. */
export class PointNoticeView {
  @ApiProperty({ type: [OpinionView], description: '贯彻意见' }) opinions!: OpinionView[];
  @ApiProperty({ type: Object, ...nullable, description: '转发的来文：机关、文号、标题、正文' })
  sourceDocument!: object | null;
  @ApiProperty({ type: [UnitRef], description: '抄送' }) copies!: UnitRef[];
  @ApiProperty({ type: [RegionNameView], description: '下达的地区' }) forwardedTo!: RegionNameView[];
  @ApiProperty({ type: String, format: 'date', ...nullable }) receiptDate!: string | null;
  @ApiProperty({ type: [DraftedPointView], description: '待审定的要点；审定之后为空，见 items' })
  drafted!: DraftedPointView[];
}

export class PointSetView extends PointSetLine {
  @ApiProperty({
    type: PointNoticeView,
    ...nullable,
    description: '审定之前只有双拥办、领导和经办的人看得到',
  })
  notice!: PointNoticeView | null;

  @ApiProperty({ type: PointFiguresView, description: '全部要点的数字，不受筛选影响' })
  figures!: PointFiguresView;
  @ApiProperty({ type: [String], description: '各部分，按顺序' }) sections!: string[];
  @ApiProperty({ type: [PointView] }) items!: PointView[];
  @ApiProperty({ type: [MissingReceiptView] }) receipts!: MissingReceiptView[];
  @ApiProperty({ type: [ReceivedPointView], description: '上级下达的要点；不是上级下达的为空' })
  received!: ReceivedPointView[];
}

/** A point of another level: as much of it as the viewer may see. */
export class ChainPointView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) setId!: string;
  @ApiProperty({ type: String, format: 'uuid', ...nullable }) parentPointId!: string | null;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: [String], description: '牵头单位' }) leads!: string[];
  @ApiProperty({ description: '能否查看办理情况' }) visible!: boolean;
  @ApiProperty({ type: String, enum: STATES, ...nullable }) state!: MatterState | null;
  @ApiProperty({ type: String, ...nullable }) stateLabel!: string | null;
}

export class PointDetailView extends PointView {
  @ApiProperty() setTitle!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ type: [ChainPointView], description: '上级的要点，最近的一级在前' })
  above!: ChainPointView[];
  @ApiProperty({ type: [ChainPointView], description: '下级由它分解出的任务，逐级' })
  below!: ChainPointView[];
}

export class CoverageCountsView {
  @ApiProperty({ description: '上级要点项数' }) points!: number;
  @ApiProperty({ description: '已分解交办' }) split!: number;
  @ApiProperty({ description: '已分解，待审定' }) drafted!: number;
  @ApiProperty({ description: '无本级任务' }) none!: number;
  @ApiProperty({ description: '还没有分解' }) pending!: number;
}

export class CoverageTaskView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: STATES }) state!: MatterState;
  @ApiProperty() stateLabel!: string;
}

export class CoveredPointView {
  @ApiProperty({ format: 'uuid', description: '上级的要点' }) pointId!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['split', 'drafted', 'none', 'pending'] }) status!: string;
  @ApiProperty() statusLabel!: string;
  @ApiProperty({ type: String, ...nullable }) reason!: string | null;
  @ApiProperty({ type: [CoverageTaskView], description: '本级由它分解出的任务' }) tasks!: CoverageTaskView[];
}

/** What one lower region made of the points it got. */
export class RegionCoverageView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '分解报审' })
  splitAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: '审定交办' })
  approvedAt!: string | null;
  @ApiProperty({ type: String, ...nullable }) documentNumber!: string | null;
  @ApiProperty({ type: CoverageCountsView }) counts!: CoverageCountsView;
  @ApiProperty({ type: [CoveredPointView] }) points!: CoveredPointView[];
  @ApiProperty({ type: () => [RegionCoverageView], description: '它又下达的地区' })
  below!: RegionCoverageView[];
  @ApiProperty({ type: [String], description: '下达了、但没有在本系统设双拥办的地区代码' })
  onPaper!: string[];
}

export class PointCoverageView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: CoverageCountsView, description: '直接下级合计：地区数 × 要点数' })
  counts!: CoverageCountsView;
  @ApiProperty({ description: '全部分解完的直接下级' }) regionsDone!: number;
  @ApiProperty({ description: '直接下级' }) regions!: number;
  @ApiProperty({ type: [RegionCoverageView] }) below!: RegionCoverageView[];
  @ApiProperty({ type: [String], description: '下达了、但没有在本系统设双拥办的地区代码' })
  onPaper!: string[];
}
