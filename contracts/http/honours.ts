import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  HOLDER_DECISIONS,
  HONOUR_KIND_KEYS,
  HONOUR_KINDS,
  HONOUR_STATES,
  TITLE_STATES,
  type HolderDecision,
  type HonourKind,
  type HonourState,
  type TitleState,
} from '../../domain/honours/kinds.js';
import {
  CANDIDATE_STATES,
  OBJECTION_ANSWERS,
  OBJECTION_SOURCES,
  type CandidateState,
  type ObjectionAnswer,
  type ObjectionSource,
} from '../../domain/honours/naming.js';
import { SUBJECT_KINDS, type SubjectKind } from '../../domain/organisation/subject.js';
import { CurrentStepView } from './current-steps.js';
import { BooleanField, ChoiceField, DateField, TextField, UuidField, flag } from './field.js';
import { UnitRef } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

const nullable = { nullable: true } as const;
const NAMING_KINDS = { modelCity: '双拥模范城（县）创建命名', commendation: '双拥命名表彰' } as const;
export type NamingKind = keyof typeof NAMING_KINDS;

/** What the register can be narrowed by. */
export class HonourQuery extends PageQuery {
  @ChoiceField({ choices: HONOUR_KIND_KEYS, labels: HONOUR_KINDS, optional: true, description: '称号种类' })
  kind?: HonourKind;

  @TextField({ max: 12, optional: true, description: '命名地区的行政区划代码，连同下级' })
  region?: string;

  @TextField({ max: 60, optional: true, description: '获得者名称里的字' })
  holder?: string;

  @UuidField({ optional: true, description: '所属单位；地区的，是它的双拥办' })
  unit?: string;

  @ChoiceField({
    choices: Object.keys(TITLE_STATES),
    labels: TITLE_STATES,
    optional: true,
    description: '状态',
  })
  state?: TitleState;

  @BooleanField({ optional: true, description: '只看待决定的；true：原单位已撤销、还没有决定怎样处理的' })
  @flag
  toDecide?: boolean;

  @DateField({ optional: true, description: '看哪一天的状态；不填为今天' })
  on?: string;
}

/** The same for its table. */
export class HonourFilter extends OmitType(HonourQuery, ['limit', 'cursor'] as const) {}

/** The unit that a title was given to, or to one of whose people, is there no more. */
export class UnitEndedView {
  @ApiProperty({ format: 'date', description: '单位的最后一天' }) on!: string;
  @ApiProperty({ type: UnitRef, ...nullable, description: '并入的单位' }) successor!: UnitRef | null;
  @ApiProperty({ description: '称号怎样处理已经决定' }) decided!: boolean;
  @ApiProperty({ example: '原单位已撤销（并入县财政局），待决定' }) label!: string;
}

/** What becomes of a title whose unit is abolished: as a document of the region decided it. */
export class HonourDecisionBody {
  @ChoiceField({
    choices: Object.keys(HOLDER_DECISIONS),
    labels: HOLDER_DECISIONS,
    description: '怎样处理',
  })
  decision!: HolderDecision;

  @UuidField({ description: '作出决定的文件：本地区印发的会议纪要或者决定' })
  documentId!: string;

  @TextField({ max: 500, description: '理由' })
  reason!: string;
}

/** A title as it stands on the day that was asked for. */
export class HonourView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: HONOUR_KIND_KEYS }) kind!: HonourKind;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ description: '称号', example: '双拥模范单位' }) title!: string;
  @ApiProperty({ description: '获得者：地区、单位或者个人' }) holder!: string;
  @ApiProperty({ type: UnitRef, description: '所属单位；地区的，是它的双拥办' }) unit!: UnitRef;
  @ApiProperty({ type: UnitEndedView, ...nullable, description: '所属单位已撤销的；称号不自动转移' })
  unitEnded!: UnitEndedView | null;
  @ApiProperty({ description: '命名的地区' }) regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ format: 'date', description: '命名日期' }) namedOn!: string;
  @ApiProperty({ type: String, format: 'date', ...nullable, description: '有效期（含当日）；长期有效的为空' })
  validUntil!: string | null;
  @ApiProperty({ enum: Object.keys(TITLE_STATES) }) state!: TitleState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ format: 'uuid', description: '命名决定' }) documentId!: string;
  @ApiProperty({ description: '命名决定的文号' }) documentNumber!: string;
  @ApiProperty({ format: 'uuid', description: '命名的流程' }) processId!: string;
}

export class HonourPage extends PageOf(HonourView) {}

export class HonourChangeView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    type: String,
    enum: Object.keys(HONOUR_STATES),
    ...nullable,
    description: '此前；命名时为空',
  })
  from!: HonourState | null;
  @ApiProperty({ enum: Object.keys(HONOUR_STATES) }) to!: HonourState;
  @ApiProperty({ description: '怎样变动', example: '暂停' }) label!: string;
  @ApiProperty({ description: '理由' }) reason!: string;
  @ApiProperty({ format: 'uuid', description: '作出决定的流程' }) decisionProcessId!: string;
  @ApiProperty({ type: String, ...nullable, description: '那件流程的名称；不在您的范围内的为空' })
  decision!: string | null;
}

export class HonourDetailView extends HonourView {
  @ApiProperty({ type: [HonourChangeView], description: '命名以来的全部变动，先后为序' })
  history!: HonourChangeView[];
}

export class NamingQuery extends PageQuery {
  @ChoiceField({
    choices: Object.keys(NAMING_KINDS),
    labels: NAMING_KINDS,
    optional: true,
    description: '种类',
  })
  kind?: NamingKind;

  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({
    choices: ['running', 'ended'],
    labels: { running: '没有办结', ended: '已结束' },
    optional: true,
    description: '进展',
  })
  state?: 'running' | 'ended';
}

export class NamingLine {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ enum: Object.keys(NAMING_KINDS) }) kind!: NamingKind;
  @ApiProperty() kindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, ...nullable }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'date', ...nullable, description: '推荐（申报）截止' })
  recommendDate!: string | null;
  @ApiProperty({ type: String, format: 'date', ...nullable, description: '公示的最后一天' })
  noticeUntil!: string | null;
  @ApiProperty({ description: '命名了几个' }) named!: number;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class NamingPage extends PageOf(NamingLine) {}

export class AwardView {
  @ApiProperty({ example: '1' }) id!: string;
  @ApiProperty({ enum: HONOUR_KIND_KEYS }) honourKind!: HonourKind;
  @ApiProperty() kindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '总名额' }) quota!: number;
  @ApiProperty({ description: '每个单位最多推荐几个' }) perUnit!: number;
}

export class PublicNoticeView {
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty() number!: string;
  @ApiProperty({ format: 'date', description: '发布日期' }) from!: string;
  @ApiProperty({ format: 'date', description: '最后一天，全天有效' }) until!: string;
  @ApiProperty({ description: '共几个工作日' }) days!: number;
  @ApiProperty({ description: '还剩几个工作日，含今天之后的；今天是最后一天为 0' }) daysLeft!: number;
  @ApiProperty({ description: '公示期满' }) over!: boolean;
}

export class NamingDocumentView {
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty() number!: string;
}

export class KnownVetoView {
  @ApiProperty() item!: string;
  @ApiProperty({ format: 'date' }) happenedOn!: string;
}

export class KnownResultView {
  @ApiProperty({ description: '考评年度' }) year!: number;
  @ApiProperty({ description: '得分' }) points!: number;
  @ApiProperty({ description: '等次' }) grade!: string;
  @ApiProperty({ description: '一票否决' }) vetoed!: boolean;
}

export class KnownHonourView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() holder!: string;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ format: 'date' }) namedOn!: string;
}

/** What the records say of whoever answers for a candidate: the unit, or the region. */
export class CandidateKnownView {
  @ApiProperty({ type: [KnownVetoView], description: '考察期内经确认的一票否决事项' })
  vetoes!: KnownVetoView[];
  @ApiProperty({ type: KnownResultView, ...nullable, description: '最近一年的考评结果' })
  result!: KnownResultView | null;
  @ApiProperty({ description: '没有销号的整改问题' }) openRectifications!: number;
  @ApiProperty({ type: [KnownHonourView], description: '已有的称号' }) honours!: KnownHonourView[];
}

export class CandidateView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '编号' }) seq!: number;
  @ApiProperty() awardId!: string;
  @ApiProperty() award!: string;
  @ApiProperty({ enum: Object.keys(SUBJECT_KINDS) }) subjectKind!: SubjectKind;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, ...nullable, description: '职务' }) post!: string | null;
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ description: '由谁推荐' }) recommendedBy!: string;
  @ApiProperty({ description: '主要事迹' }) deeds!: string;
  @ApiProperty({ type: String, ...nullable, description: '佐证材料在哪里' }) evidence!: string | null;
  @ApiProperty({ type: String, format: 'uuid', ...nullable, description: '推荐的任务，附件在它下面' })
  assignmentId!: string | null;
  @ApiProperty({ enum: Object.keys(CANDIDATE_STATES) }) state!: CandidateState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: String, ...nullable, description: '理由' }) reason!: string | null;
  @ApiProperty({
    type: CandidateKnownView,
    ...nullable,
    description: '系统掌握的情况；只给看得到整个地区的人',
  })
  known!: CandidateKnownView | null;
}

export class NoticeObjectionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '编号；“异议处理”的第几轮就是第几件' }) seq!: number;
  @ApiProperty({ format: 'uuid' }) candidateId!: string;
  @ApiProperty() candidate!: string;
  @ApiProperty({ enum: Object.keys(OBJECTION_SOURCES) }) source!: ObjectionSource;
  @ApiProperty() sourceLabel!: string;
  @ApiProperty({ description: '反映的情况' }) about!: string;
  @ApiProperty({ format: 'date' }) receivedOn!: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: string;
  @ApiProperty({ type: String, enum: Object.keys(OBJECTION_ANSWERS), ...nullable })
  answer!: ObjectionAnswer | null;
  @ApiProperty({ type: String, ...nullable, description: '处理结果；还没有答复的为空' }) answerLabel!:
    string | null;
  @ApiProperty({ type: String, ...nullable, description: '依据' }) answerReason!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '继续核查的结论' }) findingLabel!: string | null;
  @ApiProperty({ type: String, ...nullable }) findingReason!: string | null;
}

export class RecommenderView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ enum: ['done', 'none', 'open'], description: 'done 已报，none 没有推荐，open 还没有报' })
  state!: 'done' | 'none' | 'open';
}

export class VoteView {
  @ApiProperty({ description: '第几次票签' }) round!: number;
  @ApiProperty({ description: '职务' }) position!: string;
  @ApiProperty({ type: String, ...nullable }) person!: string | null;
  @ApiProperty({ type: String, ...nullable, description: '同意、不同意、弃权、回避；还没有签的为空' })
  decision!: string | null;
  @ApiProperty({ type: String, ...nullable }) opinion!: string | null;
}

/** One round of naming. What concerns other units is only for who sees the region whole. */
export class NamingView extends NamingLine {
  @ApiProperty({ description: '依据' }) basis!: string;
  @ApiProperty({ description: '条件和要求' }) conditions!: string;
  @ApiProperty({ type: [AwardView] }) awards!: AwardView[];
  @ApiProperty({ format: 'date', description: '考察期起始日期' }) periodFromDate!: string;
  @ApiProperty({ description: '公示的工作日数' }) publicNoticeDays!: number;
  @ApiProperty({ type: String, format: 'date', ...nullable }) validUntil!: string | null;
  @ApiProperty({ type: PublicNoticeView, ...nullable }) notice!: PublicNoticeView | null;
  @ApiProperty({ type: NamingDocumentView, ...nullable, description: '最近的命名决定' })
  decision!: NamingDocumentView | null;
  @ApiProperty({ type: [CandidateView], description: '候选对象；单位看到自己推荐的和公示了的' })
  candidates!: CandidateView[];
  @ApiProperty({ type: [NoticeObjectionView] }) objections!: NoticeObjectionView[];
  @ApiProperty({ type: [RecommenderView], description: '应推荐（申报）的，按固定次序' })
  recommenders!: RecommenderView[];
  @ApiProperty({ type: [VoteView], description: '票签' }) votes!: VoteView[];
}
