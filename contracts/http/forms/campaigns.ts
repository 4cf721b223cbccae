import { FIVE_ONE_KEYS, FIVE_ONES, type FiveOne } from '../../../domain/campaign/five-ones.js';
import type {
  ActionsForm,
  ArrangementForm,
  CampaignFormKey,
  CampaignInspectionForm,
  CampaignLaunchForm,
  CommendationForm,
  ContentArea,
  FinalForm,
  FindingArrangement,
  FindingsForm,
  FiveOneReport,
  FoundProblem,
  InspectionProblem,
  InterimForm,
  MechanismForm,
  MobilisedForm,
  NamedException,
  SpecialAction,
  StageClosingForm,
  StagePlan,
} from '../../../domain/campaign/forms.js';
import { STAGE_KEYS, STAGES, type StageKey } from '../../../domain/campaign/stages.js';
import { TOPIC_KEYS, TOPICS, type Topic } from '../../../domain/campaign/topics.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  DateListField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';

const TOPIC = { choices: TOPIC_KEYS, labels: TOPICS, description: '专题；七个之一' } as const;
/** One stage has as many inspections as it has weeks, at most. */
const INSPECTIONS = 120;
const UNITS = 500;

export class StagePlanBody implements StagePlan {
  @ChoiceField({ choices: STAGE_KEYS, labels: STAGES, description: '哪一个阶段' })
  key!: StageKey;

  @TextField({ min: 2, max: 40, description: '阶段名称' })
  title!: string;

  @DateField({ description: '第一天', example: '2015-03-01' })
  fromDate!: CivilDate;

  @DateField({ description: '最后一天，含当日', example: '2015-04-30' })
  toDate!: CivilDate;

  @TextField({ min: 0, max: 500, description: '做到什么程度算完成' })
  goal!: string;

  @DateField({ optional: true, description: '单位报送时限；不填则为阶段最后一天' })
  handInDate?: CivilDate;

  @DateListField({ max: INSPECTIONS, optional: true, description: '各次检查的日期；检查督促阶段' })
  inspectionDates?: CivilDate[];
}

export class ContentAreaBody implements ContentArea {
  @TextField({ min: 2, max: 80, description: '标题' })
  title!: string;

  @TextField({ max: 2000, description: '内容' })
  text!: string;
}

export class SpecialActionBody implements SpecialAction {
  @ChoiceField(TOPIC)
  topic!: Topic;

  @TextField({ min: 2, max: 80, description: '专项行动名称' })
  title!: string;

  @UuidField({ optional: true, description: '牵头单位' })
  leadUnitId?: string;
}

/** 方案体检 says what is wrong between the fields (domain/campaign/check-campaign.ts): here only their shapes. */
export class CampaignLaunchFormBody implements CampaignLaunchForm {
  @TextField({ min: 4, max: 80, description: '活动名称' })
  title!: string;

  @DateField({ description: '活动第一天', example: '2015-01-01' })
  fromDate!: CivilDate;

  @DateField({ description: '活动最后一天，含当日', example: '2016-12-31' })
  toDate!: CivilDate;

  @NestedListField(() => StagePlanBody, { min: 1, max: 20, description: '七个阶段' })
  stages!: StagePlanBody[];

  @NestedListField(() => ContentAreaBody, { min: 1, max: 20, description: '主要内容' })
  contents!: ContentAreaBody[];

  @NestedListField(() => SpecialActionBody, { max: 20, description: '七项专项行动' })
  actions!: SpecialActionBody[];

  @TextListField({ max: 200, each: 12, optional: true, description: '一并开展的县（市、区）；市级' })
  countyCodes: string[] = [];

  @UuidListField({ max: UNITS, optional: true, description: '参加单位；不填则为全部应报单位' })
  unitIds: string[] = [];

  @TextListField({ max: 1000, each: 200, optional: true, description: '已经逐条确认的体检提醒（编号）' })
  acknowledged: string[] = [];
}

export class FiveOneBody implements FiveOneReport {
  @ChoiceField({ choices: FIVE_ONE_KEYS, labels: FIVE_ONES, description: '“五个一”中的哪一个' })
  item!: FiveOne;

  @BooleanField({ description: '已经做到' })
  done!: boolean;

  @TextField({ max: 500, optional: true, description: '在哪里、由谁负责；上传照片的可以不写' })
  evidence?: string;
}

class WithFiveOnes {
  @NestedListField(() => FiveOneBody, { max: FIVE_ONE_KEYS.length, optional: true, description: '“五个一”' })
  fiveOnes: FiveOneBody[] = [];
}

export class CampaignMobilisedBody extends WithFiveOnes implements MobilisedForm {
  @TextField({ max: 4000, description: '动员情况和实施计划' })
  plan!: string;
}

export class FoundProblemBody implements FoundProblem {
  @ChoiceField(TOPIC)
  topic!: Topic;

  @TextField({ min: 2, max: 80, description: '问题名称' })
  title!: string;

  @TextField({ max: 2000, description: '具体情况' })
  detail!: string;
}

export class CampaignFindingsBody implements FindingsForm {
  @BooleanField({ optional: true, description: '没有发现问题；走访了' })
  nothing: boolean = false;

  @NestedListField(() => FoundProblemBody, { description: '发现的问题', max: 200, optional: true })
  findings: FoundProblemBody[] = [];
}

export class MergeFindingsBody {
  @UuidField({ description: '保留的问题' })
  into!: string;

  @UuidListField({ min: 1, max: 100, description: '并入的问题；各提出单位都保留，都要确认' })
  from!: string[];

  @TextField({ min: 2, max: 80, optional: true, description: '合并后的名称' })
  title?: string;
}

export class FindingArrangementBody implements FindingArrangement {
  @UuidField({ description: '问题' })
  findingId!: string;

  @UuidField({ description: '责任单位' })
  leadUnitId!: string;

  @UuidListField({ max: 40, optional: true, description: '配合单位' })
  cooperatingUnitIds: string[] = [];

  @UuidField({ optional: true, description: '责任人的职务；不填则由责任单位联络员承办' })
  responsiblePositionId?: string;

  @TextField({ max: 2000, description: '办法和措施' })
  measures!: string;

  @DateField({ description: '完成时限，含当日' })
  limitDate!: CivilDate;
}

export class CampaignArrangementBody implements ArrangementForm {
  @NestedListField(() => MergeFindingsBody, { description: '合并重复的问题', max: 500, optional: true })
  merge: MergeFindingsBody[] = [];

  @NestedListField(() => FindingArrangementBody, { description: '逐件安排', max: 5000, optional: true })
  arrange: FindingArrangementBody[] = [];
}

export class DeployedActionBody {
  @ChoiceField(TOPIC)
  topic!: Topic;

  @UuidField({ description: '牵头单位' })
  leadUnitId!: string;

  @TextField({ max: 2000, description: '行动安排' })
  arrangement!: string;
}

export class CampaignActionsBody implements ActionsForm {
  @NestedListField(() => DeployedActionBody, { min: 1, max: TOPIC_KEYS.length, description: '七项专项行动' })
  actions!: DeployedActionBody[];
}

export class NamedExceptionBody implements NamedException {
  @TextField({ max: 200, description: '未具备的条件（编号）' })
  what!: string;

  @TextField({ min: 2, max: 500, description: '理由' })
  reason!: string;
}

export class CampaignStageClosingBody implements StageClosingForm {
  @TextField({ max: 2000, optional: true, description: '阶段小结' })
  note?: string;

  @NestedListField(() => NamedExceptionBody, { max: 5000, optional: true, description: '例外，逐项写明' })
  exceptions: NamedExceptionBody[] = [];
}

export class CampaignInterimBody extends WithFiveOnes implements InterimForm {
  @TextField({ max: 4000, description: '前期做了什么' })
  summary!: string;

  @TextField({ max: 2000, description: '差距和不足' })
  gaps!: string;

  @TextField({ max: 2000, description: '下一步安排' })
  next!: string;
}

export class CampaignMechanismBody implements MechanismForm {
  @TextField({ min: 10, max: 4000, description: '长效机制' })
  text!: string;
}

export class InspectionProblemBody implements InspectionProblem {
  @UuidField({ description: '哪个单位的问题' })
  unitId!: string;

  @TextField({ min: 2, max: 500, description: '问题' })
  text!: string;

  @ChoiceField({
    choices: ['item', 'reminder'],
    description: '怎样处理：item 列入台账交办，reminder 提醒单位',
  })
  handling!: 'item' | 'reminder';

  @ChoiceField({ ...TOPIC, optional: true, description: '专题；交办的必填' })
  topic?: Topic;

  @TextField({ max: 2000, optional: true, description: '措施；交办的必填' })
  measures?: string;

  @DateField({ optional: true, description: '完成时限；交办的必填，含当日' })
  limitDate?: CivilDate;
}

export class CampaignInspectionBody implements CampaignInspectionForm {
  @TextField({ max: 4000, description: '检查情况' })
  summary!: string;

  @UuidListField({ max: UNITS, optional: true, description: '检查了哪些单位' })
  inspectedUnitIds: string[] = [];

  @TextListField({ max: 200, each: 12, optional: true, description: '检查了哪些县（市、区）；市级' })
  countyCodes: string[] = [];

  @NestedListField(() => InspectionProblemBody, { max: 200, optional: true, description: '发现的问题' })
  problems: InspectionProblemBody[] = [];
}

export class CampaignFinalBody extends WithFiveOnes implements FinalForm {
  @TextField({ max: 4000, description: '两年总结' })
  summary!: string;

  @NestedListField(() => ContentAreaBody, { max: 20, optional: true, description: '推荐的典型' })
  examples: ContentAreaBody[] = [];
}

export class CommendedBody {
  @UuidField({ description: '表彰的单位' })
  unitId!: string;

  @TextField({ min: 2, max: 500, description: '事迹' })
  merit!: string;
}

export class CampaignCommendationBody implements CommendationForm {
  @TextField({ max: 4000, description: '活动总结' })
  summary!: string;

  @NestedListField(() => ContentAreaBody, { max: 50, optional: true, description: '推广的典型' })
  examples: ContentAreaBody[] = [];

  @NestedListField(() => CommendedBody, { max: 200, optional: true, description: '表彰名单' })
  commended: CommendedBody[] = [];
}

/** Total: a form of the domain without a body class does not compile. */
export const CAMPAIGN_FORM_BODIES: Record<CampaignFormKey, new () => object> = {
  campaignLaunch: CampaignLaunchFormBody,
  campaignMobilised: CampaignMobilisedBody,
  campaignFindings: CampaignFindingsBody,
  campaignArrangement: CampaignArrangementBody,
  campaignActions: CampaignActionsBody,
  campaignStageClosing: CampaignStageClosingBody,
  campaignInterim: CampaignInterimBody,
  campaignMechanism: CampaignMechanismBody,
  campaignInspection: CampaignInspectionBody,
  campaignFinal: CampaignFinalBody,
  campaignCommendation: CampaignCommendationBody,
};
