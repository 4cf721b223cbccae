import { ApiProperty, PickType } from '@nestjs/swagger';
import { VETO_ITEM_KEYS, VETO_ITEMS, type VetoItem } from '../../domain/evaluation/veto-items.js';
import { HONOUR_STATES, type HonourState } from '../../domain/honours/kinds.js';
import type { Light } from '../../domain/time/light.js';
import { SIGNAL_SOURCES, type SignalSource } from '../../domain/vetoes/signals.js';
import { VETO_STATE_KEYS, VETO_STATES, type VetoState } from '../../domain/vetoes/states.js';
import { TITLE_DECISION_KEYS, type TitleDecision } from '../../domain/vetoes/titles.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, IntegerField, TextField, UuidField } from './field.js';
import { SuspicionBody } from './forms/vetoes.js';
import { LIGHTS } from './ledger.js';
import { PageOf, PageQuery } from './page.js';
import { SubjectView } from './rectifications.js';

/** The register, and what it can be narrowed by. */
export class VetoEventQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @UuidField({ optional: true, description: '涉及的单位；下级地区的，是它的双拥办' })
  subjectUnit?: string;

  @TextField({ max: 12, optional: true, description: '涉及的下级地区' })
  subjectRegion?: string;

  @ChoiceField({ choices: VETO_ITEM_KEYS, labels: VETO_ITEMS, optional: true, description: '否决事项' })
  item?: VetoItem;

  @ChoiceField({ choices: VETO_STATE_KEYS, labels: VETO_STATES, optional: true, description: '状态' })
  state?: VetoState;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '发生在哪一年' })
  year?: number;

  @UuidField({ optional: true, description: '在哪一年的排查中发现' })
  watch?: string;
}

export class VetoTableQuery extends PickType(VetoEventQuery, ['region', 'item', 'state', 'year'] as const) {}

export class VetoEventLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ type: SubjectView }) subject!: SubjectView;
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty({ description: '标准里的原话' }) itemLabel!: string;
  @ApiProperty({ description: '简称' }) itemShort!: string;
  @ApiProperty({ format: 'date', description: '发生日期' }) happenedOn!: string;
  @ApiProperty({ enum: VETO_STATE_KEYS }) state!: VetoState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ format: 'date-time', description: '何时立案' }) openedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '何时认定' })
  confirmedAt!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '暂停的称号何时复核' })
  reconsiderOn!: string | null;
  @ApiProperty({ description: '它暂停的称号' }) frozen!: number;
  @ApiProperty({ description: '它撤销的称号' }) revoked!: number;
  @ApiProperty({ enum: LIGHTS, description: '各环节最急的灯' }) light!: Light;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class VetoEventPage extends PageOf(VetoEventLineView) {}

export class TitleDecisionView {
  @ApiProperty({ enum: TITLE_DECISION_KEYS }) decision!: TitleDecision;
  @ApiProperty() decisionLabel!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '暂停到何时复核' })
  reconsiderOn!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: '何时生效；拟定的为 null',
  })
  decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '决定的文号' }) number!: string | null;
}

export class ConcernedTitleView {
  @ApiProperty({ format: 'uuid' }) honourId!: string;
  @ApiProperty() title!: string;
  @ApiProperty() holderName!: string;
  @ApiProperty({ enum: Object.keys(HONOUR_STATES), description: '称号现在的状态' }) state!: HonourState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: [TitleDecisionView], description: '因这件事作过的决定，按先后' })
  decisions!: TitleDecisionView[];
}

export class VetoCorrectionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ description: '为什么要更正' }) reason!: string;
  @ApiProperty({ type: String, nullable: true, description: '复查情况' }) findings!: string | null;
  @ApiProperty({ enum: ['open', 'withdrawn', 'refused', 'terminated'] }) state!: string;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
}

export class VetoSourceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() title!: string;
}

export class VetoReporterView {
  @ApiProperty() unit!: string;
  @ApiProperty() person!: string;
}

export class VetoEventView extends VetoEventLineView {
  @ApiProperty({ enum: ['running', 'ended'] }) processState!: string;
  @ApiProperty({ description: '反映的经过' }) account!: string;
  @ApiProperty({ type: String, nullable: true, description: '查明的事实' }) findings!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '当事单位的陈述' }) view!: string | null;
  @ApiProperty({
    type: String,
    enum: ['stated', 'silent'],
    nullable: true,
    description: 'stated 已经陈述，silent 逾期没有陈述',
  })
  heard!: 'stated' | 'silent' | null;
  @ApiProperty({ type: String, nullable: true, description: '处理意见；没有认定之前，当事单位看不到' })
  proposal!: string | null;
  @ApiProperty({ type: [ConcernedTitleView] }) titles!: ConcernedTitleView[];
  @ApiProperty({ type: VetoSourceView, nullable: true, description: '由哪项工作发现' })
  source!: VetoSourceView | null;
  @ApiProperty({ type: Number, nullable: true, description: '在第几季度排查中发现' })
  quarter!: number | null;
  @ApiProperty({ description: '由本地区单位反映' }) reported!: boolean;
  @ApiProperty({
    type: VetoReporterView,
    nullable: true,
    description: '谁反映的；只给本地区双拥办、领导和审计员',
  })
  reportedBy!: VetoReporterView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) withdrawnAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '撤销认定的理由' }) withdrawnReason!:
    string | null;
  @ApiProperty({ type: [VetoCorrectionView] }) corrections!: VetoCorrectionView[];
  @ApiProperty({ description: '我可以提请更正' }) mayCorrect!: boolean;
}

/** What somebody of a unit has heard of, between the quarters. */
export class VetoReportBody extends SuspicionBody {}

export class VetoReportAnswer {
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
}

export class VetoReportView {
  @ApiProperty({ format: 'date-time' }) reportedAt!: string;
  @ApiProperty({ type: SubjectView }) subject!: SubjectView;
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty() itemShort!: string;
  @ApiProperty({ format: 'date' }) happenedOn!: string;
  @ApiProperty() account!: string;
  @ApiProperty({ description: '已经有了结论' }) ended!: boolean;
}

export class VetoReportList {
  @ApiProperty({ type: [VetoReportView] }) items!: VetoReportView[];
}

export class VetoCorrectionBody {
  @TextField({ min: 5, max: 2000, description: '为什么要更正；有什么新的证据' })
  reason!: string;
}

export class VetoCorrectionAnswer {
  @ApiProperty({ format: 'uuid', description: '更正的流程编号' }) id!: string;
}

export class VetoWatchQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '年度' })
  year?: number;
}

export class VetoWatchLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ description: '地区' }) region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ description: '要排查的季度' }) quarters!: number;
  @ApiProperty({ description: '已排查的季度' }) declared!: number;
}

export class VetoWatchList {
  @ApiProperty({ type: [VetoWatchLineView] }) items!: VetoWatchLineView[];
}

export class SignalView {
  @ApiProperty({ description: '哪一条规则' }) rule!: string;
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty({ description: '规则的话' }) words!: string;
  @ApiProperty({ enum: Object.keys(SIGNAL_SOURCES) }) source!: SignalSource;
  @ApiProperty() sourceLabel!: string;
  @ApiProperty({ format: 'uuid', description: '依据的那件工作' }) processId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true, description: '承办或者提出单位' }) unit!: string | null;
  @ApiProperty({ format: 'date', description: '何时开始' }) since!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '时限' }) limit!: string | null;
}

export class VetoQuarterView {
  @ApiProperty() quarter!: number;
  @ApiProperty() label!: string;
  @ApiProperty({ description: '年中启动的，此前的季度不排查' }) watched!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '排查日期' }) onDate!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) openedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) declaredAt!: string | null;
}

export class VetoFoundView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: VETO_STATE_KEYS }) state!: VetoState;
  @ApiProperty() stateLabel!: string;
}

/** One item in one quarter. */
export class VetoCellView {
  @ApiProperty() quarter!: number;
  @ApiProperty({
    enum: ['coming', 'open', 'clear', 'found', 'none'],
    description: 'coming 未到日期，open 正在排查，clear 没有发生，found 有发现，none 不排查',
  })
  state!: 'coming' | 'open' | 'clear' | 'found' | 'none';
  @ApiProperty({ type: String, nullable: true, description: '说明' }) note!: string | null;
  @ApiProperty({ type: [SignalView], description: '排查时系统里的线索' }) signals!: SignalView[];
  @ApiProperty({ type: [VetoFoundView] }) events!: VetoFoundView[];
}

export class VetoWatchItemView {
  @ApiProperty({ enum: VETO_ITEM_KEYS }) item!: VetoItem;
  @ApiProperty() label!: string;
  @ApiProperty() short!: string;
  @ApiProperty({ type: [VetoCellView] }) quarters!: VetoCellView[];
  @ApiProperty({ type: [SignalView], description: '系统里现在的线索；不作结论' }) signals!: SignalView[];
}

export class VetoWatchView extends VetoWatchLineView {
  @ApiProperty({ description: '系统里的线索只给本地区双拥办、领导和审计员' }) showsSignals!: boolean;
  @ApiProperty({ type: [VetoQuarterView] }) timeline!: VetoQuarterView[];
  @ApiProperty({ type: [VetoWatchItemView] }) items!: VetoWatchItemView[];
  @ApiProperty({ type: [VetoFoundView], description: '季度之间反映的' }) reported!: VetoFoundView[];
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}
