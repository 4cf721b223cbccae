import { ApiProperty, OmitType } from '@nestjs/swagger';
import { FIVE_ONE_KEYS, type FiveOne } from '../../domain/campaign/five-ones.js';
import { HANDED_IN, STAGE_KEYS, type StageKey } from '../../domain/campaign/stages.js';
import { TOPIC_KEYS, type Topic, type TopicSide } from '../../domain/campaign/topics.js';
import type { Light } from '../../domain/time/light.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { FindingView } from './annual-cycles.js';
import { BooleanField, ChoiceField, DateField, NestedField, TextField, flag } from './field.js';
import { CampaignLaunchFormBody, ContentAreaBody } from './forms/campaigns.js';
import { LedgerItem, LedgerQuery, LIGHTS, UnitRef } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

const HAND_INS = ['inTime', 'late', 'missing', 'notAsked'] as const;
const STAGE_STATES = ['planned', 'open', 'closed'] as const;
export class CampaignDraftQuery {
  @TextField({ max: 12, description: '行政区划代码' })
  regionCode!: string;

  @DateField({ optional: true, description: '活动第一天；不填则为今天' })
  from?: CivilDate;
}

/** What is checked, and what is launched: the same body. */
export class CampaignBody {
  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  regionCode!: string;

  @NestedField(() => CampaignLaunchFormBody, { description: '改好的方案' })
  form!: CampaignLaunchFormBody;
}

export class CampaignCheckView {
  @ApiProperty({ description: '必须改正的' }) errors!: number;
  @ApiProperty({ description: '需要逐条确认的' }) warnings!: number;
  @ApiProperty({ type: [FindingView] }) findings!: FindingView[];
}

export class CampaignDraftView extends CampaignCheckView {
  @ApiProperty() regionCode!: string;
  @ApiProperty({ type: CampaignLaunchFormBody }) form!: object;
}

export class CampaignQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码' })
  regionCode?: string;

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';
}

export class ConditionView {
  @ApiProperty({ description: '列为例外时填入 exceptions[].what' }) key!: string;
  @ApiProperty() label!: string;
}

export class ExceptionView {
  @ApiProperty() what!: string;
  @ApiProperty() label!: string;
  @ApiProperty() reason!: string;
}

export class StageBar {
  @ApiProperty({ enum: STAGE_KEYS }) key!: StageKey;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date', description: '计划第一天' }) fromDate!: CivilDate;
  @ApiProperty({ type: String, format: 'date', description: '计划最后一天' }) toDate!: CivilDate;
  @ApiProperty({ enum: STAGE_STATES, description: 'planned 未开始，open 进行中，closed 已结束' })
  state!: (typeof STAGE_STATES)[number];
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty() late!: boolean;
}

export class HandedInView {
  @ApiProperty() asked!: number;
  @ApiProperty() done!: number;
}

export class DaysView {
  @ApiProperty({ type: String, format: 'date' }) from!: CivilDate;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '检查只有一天：没有' })
  to!: CivilDate | null;
}

export class StageMoveView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '阶段，或者“第 2 次检查”' }) title!: string;
  @ApiProperty({ type: DaysView, description: '原定' }) before!: DaysView;
  @ApiProperty({ type: DaysView, description: '改为' }) after!: DaysView;
}

export class StageDetail extends StageBar {
  @ApiProperty() goal!: string;
  @ApiProperty() article!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '单位报送时限' })
  handInDate!: CivilDate | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '实际开始' })
  openedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '签批结束' })
  closedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '阶段小结' }) note!: string | null;
  @ApiProperty({ type: HandedInView, nullable: true, description: '单位报送情况' })
  handedIn!: HandedInView | null;
  @ApiProperty({
    type: [ConditionView],
    description: '结束前还差什么；只有办公室、领导和审计员能看',
  })
  conditions!: ConditionView[];
  @ApiProperty({ type: [ExceptionView], description: '结束时写明的例外；同上' })
  exceptions!: ExceptionView[];
  @ApiProperty({
    type: [StageMoveView],
    description: '日期的历次调整，最早的在前；检查督促阶段连同各次检查的',
  })
  moves!: StageMoveView[];
}

export class CampaignInspectionView {
  @ApiProperty() seq!: number;
  @ApiProperty({ type: String, format: 'date', description: '计划日期' }) date!: CivilDate;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) heldAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) summary!: string | null;
  @ApiProperty({ description: '检查的单位数' }) units!: number;
  @ApiProperty({ type: [String], description: '检查的县' }) counties!: string[];
  @ApiProperty({ description: '交办的问题' }) items!: number;
  @ApiProperty({ description: '提醒' }) reminders!: number;
}

export class CampaignFigures {
  @ApiProperty({ description: '提出' }) raised!: number;
  @ApiProperty({ description: '明确责任' }) assigned!: number;
  @ApiProperty({ description: '解决' }) solved!: number;
  @ApiProperty({ description: '未结' }) open!: number;
  @ApiProperty({ description: '逾期' }) late!: number;
  @ApiProperty({ description: '转入巩固提高阶段' }) carried!: number;
  @ApiProperty({ description: '活动结束后挂账' }) onAccount!: number;
  @ApiProperty({ description: '上报上级' }) reportedUp!: number;
}

export class TopicView extends CampaignFigures {
  @ApiProperty({ enum: TOPIC_KEYS }) topic!: Topic;
  @ApiProperty({ enum: ['army', 'beneficiary'] }) side!: TopicSide;
  @ApiProperty() label!: string;
  @ApiProperty({ description: '专项行动' }) action!: string;
  @ApiProperty({ type: UnitRef, nullable: true, description: '专项行动的牵头单位' }) lead!: UnitRef | null;
  @ApiProperty({ type: String, nullable: true, description: '行动安排' }) arrangement!: string | null;
}

export class FiveOneCount {
  @ApiProperty({ enum: FIVE_ONE_KEYS }) item!: FiveOne;
  @ApiProperty() label!: string;
  @ApiProperty({ description: '做到的单位数' }) done!: number;
}

export class FiveOnesView {
  @ApiProperty({ description: '参加单位数' }) units!: number;
  @ApiProperty({ description: '五个都做到的' }) complete!: number;
  @ApiProperty({ type: [FiveOneCount] }) items!: FiveOneCount[];
}

export class CountyCampaignView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ type: [StageBar] }) stages!: StageBar[];
  @ApiProperty({ type: CampaignFigures }) figures!: CampaignFigures;
}

export class CampaignDocument {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
}

export class CommendedView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty() merit!: string;
}

export class CampaignRowView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '上级的活动' })
  parentId!: string | null;
  @ApiProperty({ type: String, format: 'date' }) fromDate!: CivilDate;
  @ApiProperty({ type: String, format: 'date' }) toDate!: CivilDate;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ type: [StageBar], description: '按顺序的七个阶段' }) stages!: StageBar[];
}

export class CampaignPage extends PageOf(CampaignRowView) {}

export class CampaignView extends OmitType(CampaignRowView, ['stages'] as const) {
  @ApiProperty({ type: [ContentAreaBody] }) contents!: object[];
  @ApiProperty({ type: [StageDetail], description: '可直接画成横道图' }) stages!: StageDetail[];
  @ApiProperty({ type: [CampaignInspectionView] }) inspections!: CampaignInspectionView[];
  @ApiProperty({ type: [TopicView] }) topics!: TopicView[];
  @ApiProperty({ type: CampaignFigures }) figures!: CampaignFigures;
  @ApiProperty({ type: CampaignFigures, description: '连同各县' }) withCounties!: CampaignFigures;
  @ApiProperty({ type: FiveOnesView }) fiveOnes!: FiveOnesView;
  @ApiProperty({ type: String, nullable: true, description: '长效机制' }) mechanism!: string | null;
  @ApiProperty({ type: [CommendedView], description: '组长审定的表彰名单' }) commended!: CommendedView[];
  @ApiProperty({ type: [CampaignDocument] }) documents!: CampaignDocument[];
  @ApiProperty({ type: [CountyCampaignView], description: '市级活动：各县进展' })
  counties!: CountyCampaignView[];
}

/** Findings are items: the ledger's filters, with the topic in place of kind, year and region. */
export class FindingsQuery extends OmitType(LedgerQuery, ['region', 'year', 'kind', 'side'] as const) {
  @ChoiceField({ choices: TOPIC_KEYS, optional: true, description: '七个专题之一' })
  topic?: Topic;

  @ChoiceField({
    choices: ['army', 'beneficiary'],
    optional: true,
    description: '哪一方面：army 支持部队建设，beneficiary 帮助优抚对象',
  })
  side?: TopicSide;

  @BooleanField({ optional: true, description: '只看排忧解难阶段没有解决、转入巩固提高的' })
  @flag
  carried?: boolean;
}

export class FindingsExportQuery extends OmitType(FindingsQuery, ['limit', 'cursor', 'sort'] as const) {}

export class CampaignFinding extends LedgerItem {
  @ApiProperty({ format: 'uuid', description: '哪次活动' }) campaignId!: string;
  @ApiProperty({ enum: TOPIC_KEYS }) topic!: Topic;
  @ApiProperty() topicLabel!: string;
  @ApiProperty({ type: [String], description: '转入过：consolidate 巩固提高，account 挂账' })
  carriedTo!: string[];
}

export class FindingsPage extends PageOf(CampaignFinding) {}

export class HandInsQuery extends PageQuery {
  @ChoiceField({ choices: HANDED_IN, description: '哪一个阶段的报送' })
  stage!: StageKey;
}

export class HandInText {
  @ApiProperty() label!: string;
  @ApiProperty() text!: string;
}

export class HandInView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ format: 'uuid', description: '附件在这项任务下' }) assignmentId!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '报送时间；没有报的为空' })
  filedAt!: string | null;
  @ApiProperty() late!: boolean;
  @ApiProperty({ type: [HandInText], description: '报送的内容' }) texts!: HandInText[];
}

export class HandInsPage extends PageOf(HandInView) {}

export class FiveOneEntry {
  @ApiProperty({ enum: FIVE_ONE_KEYS }) item!: FiveOne;
  @ApiProperty() label!: string;
  @ApiProperty() done!: boolean;
  @ApiProperty({ type: String, nullable: true }) evidence!: string | null;
  @ApiProperty({ description: '随报送上传的附件数' }) files!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '附件在这项任务下' })
  assignmentId!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) reportedAt!: string | null;
}

export class UnitChecklist {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ description: '做到几个' }) done!: number;
  @ApiProperty({ type: [FiveOneEntry] }) entries!: FiveOneEntry[];
  @ApiProperty({ type: [String], description: '还缺哪些' }) missing!: string[];
}

export class ChecklistView {
  @ApiProperty({ type: [UnitChecklist] }) units!: UnitChecklist[];
}

export class LedResult {
  @ApiProperty({ description: '牵头的问题' }) arranged!: number;
  @ApiProperty() solved!: number;
  @ApiProperty() open!: number;
  @ApiProperty() late!: number;
  @ApiProperty() carried!: number;
}

export class InspectedResult {
  @ApiProperty({ description: '被检查几次' }) inspected!: number;
  @ApiProperty({ description: '交办的问题' }) items!: number;
  @ApiProperty({ description: '提醒' }) reminders!: number;
}

export class UnitResultView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() unitKind!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...HAND_INS] },
    description: '各阶段报送：inTime 按时，late 逾期，missing 未报，notAsked 还不用报',
  })
  handIns!: Record<string, (typeof HAND_INS)[number]>;
  @ApiProperty({ description: '报送的问题' }) findings!: number;
  @ApiProperty({ type: LedResult }) led!: LedResult;
  @ApiProperty({ description: '“五个一”做到几个' }) fiveOnes!: number;
  @ApiProperty({ type: InspectedResult }) inspections!: InspectedResult;
  @ApiProperty() commended!: boolean;
}

/** What a yearly evaluation reads. Names of fields do not change. */
export class CampaignResults {
  @ApiProperty({ format: 'uuid' }) campaignId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ format: 'date-time' }) asOf!: string;
  @ApiProperty({ description: '组长审定后不再变' }) final!: boolean;
  @ApiProperty({ type: [UnitResultView] }) units!: UnitResultView[];
  @ApiProperty({ type: [CountyCampaignView] }) counties!: CountyCampaignView[];
}
