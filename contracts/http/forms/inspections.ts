import { DIMENSION_KEYS, DIMENSIONS, type Dimension } from '../../../domain/evaluation/dimensions.js';
import { VETO_ITEM_KEYS, VETO_ITEMS, type VetoItem } from '../../../domain/evaluation/veto-items.js';
import type {
  FindingForm,
  InspectionDraftForm,
  InspectionFindingsForm,
  InspectionFormKey,
  InspectionMaterialForm,
  InspectionPlanForm,
  InspectionVisitForm,
  PlanTarget,
  PlanTeam,
  TargetName,
  VetoCheckForm,
  VisitEntry,
} from '../../../domain/inspection/forms.js';
import {
  FINDING_KINDS,
  LEVEL_KEYS,
  LEVELS,
  METHODS,
  SCOPE_KEYS,
  SCOPES,
  VETO_RESULTS,
  type FindingKind,
  type Level,
  type Method,
  type Scope,
  type VetoResult,
} from '../../../domain/inspection/words.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  ChoiceField,
  ChoiceListField,
  DateField,
  IntegerField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';

const MANY_TARGETS = 300;

class TargetNameBody implements TargetName {
  @TextField({
    max: 12,
    optional: true,
    description: '下级地区；行政区划代码，与单位二者选一',
    example: '640402',
  })
  regionCode?: string;

  @UuidField({ optional: true, description: '单位；本地区的单位，与下级地区二者选一' })
  unitId?: string;
}

export class PlanTeamBody implements PlanTeam {
  @TextField({ max: 30, description: '组名', example: '第一组' })
  name!: string;

  @UuidField({ description: '带队领导；本级领导小组的在任领导' })
  leaderPositionId!: string;

  @TextListField({ max: 20, each: 60, description: '成员；参加的单位或者人员', optional: true })
  members: string[] = [];
}

export class PlanTargetBody extends TargetNameBody implements PlanTarget {
  @IntegerField({ min: 1, max: 20, description: '督查组；方案里的第几组' })
  team!: number;

  @ChoiceField({ choices: Object.keys(METHODS), labels: METHODS, description: '督查方式' })
  method!: Method;
}

export class InspectionPlanBody implements InspectionPlanForm {
  @TextField({ min: 2, max: 100, description: '名称', example: '2023年度全市双拥工作督查' })
  title!: string;

  @TextField({ max: 500, description: '依据；工作安排、考评标准等' })
  basis!: string;

  @DateField({ description: '督查开始日期', example: '2023-09-11' })
  fromDate!: CivilDate;

  @DateField({ description: '督查结束日期；含当日', example: '2023-09-13' })
  toDate!: CivilDate;

  @DateField({ description: '材料报送时限；含当日', example: '2023-09-10' })
  materialDueDate!: CivilDate;

  @TextField({ max: 4000, description: '有关要求；一行一段，写进督查通知' })
  requirements!: string;

  @ChoiceListField({
    choices: DIMENSION_KEYS,
    labels: DIMENSIONS,
    optional: true,
    description: '督查内容；不选则为全部八个方面',
  })
  dimensions: Dimension[] = [];

  // A year's plan leaves both open: who is in office on the day is asked (database/annual-cycles/everybody.ts).
  @NestedListField(() => PlanTeamBody, { max: 20, description: '督查组；至少一组' })
  teams!: PlanTeamBody[];

  @NestedListField(() => PlanTargetBody, { max: MANY_TARGETS, description: '督查对象；至少一个' })
  targets!: PlanTargetBody[];
}

export class InspectionMaterialBody implements InspectionMaterialForm {
  @TextField({ min: 2, max: 8000, description: '工作情况；对照督查内容写明做了什么，佐证作为附件上传' })
  summary!: string;

  @TextField({ max: 2000, optional: true, description: '缺少的材料；缺什么、为什么' })
  lacking?: string;
}

export class VisitEntryBody extends TargetNameBody implements VisitEntry {
  @DateField({ description: '督查日期', example: '2023-09-12' })
  visitedDate!: CivilDate;

  @TextField({ max: 200, description: '地点；到了哪些地方' })
  place!: string;

  @TextField({ max: 4000, description: '看到的情况' })
  seen!: string;
}

export class InspectionVisitBody implements InspectionVisitForm {
  @NestedListField(() => VisitEntryBody, { min: 1, max: MANY_TARGETS, description: '督查记录；每个对象一项' })
  entries!: VisitEntryBody[];
}

export class FindingBody implements FindingForm {
  @ChoiceField({ choices: DIMENSION_KEYS, labels: DIMENSIONS, description: '方面' })
  dimension!: Dimension;

  @ChoiceField({ choices: LEVEL_KEYS, labels: LEVELS, description: '层面' })
  level!: Level;

  @ChoiceField({ choices: Object.keys(FINDING_KINDS), labels: FINDING_KINDS, description: '种类' })
  kind!: FindingKind;

  @ChoiceField({ choices: SCOPE_KEYS, labels: SCOPES, description: '涉及的对象' })
  scope!: Scope;

  @TextListField({
    max: 100,
    each: 12,
    optional: true,
    description: '点名的县（区）；行政区划代码，县（区）层面选“只有”“除……外”时填',
  })
  regionCodes: string[] = [];

  @UuidListField({ max: 100, optional: true, description: '点名的单位；成员单位层面选“只有”“除……外”时填' })
  unitIds: string[] = [];

  @TextField({
    min: 2,
    max: 1000,
    description: '内容；接在对象后面的话',
    example: '未将双拥工作写进年度政府工作报告',
  })
  text!: string;

  @TextField({ max: 500, optional: true, description: '整改要求；问题必填' })
  measuresAsked?: string;

  @DateField({ optional: true, description: '整改时限；问题必填，含当日' })
  limitDate?: CivilDate;
}

export class VetoCheckBody extends TargetNameBody implements VetoCheckForm {
  @ChoiceField({ choices: Object.keys(VETO_RESULTS), labels: VETO_RESULTS, description: '核查结果' })
  result!: VetoResult;

  @ChoiceField({
    choices: VETO_ITEM_KEYS,
    labels: VETO_ITEMS,
    optional: true,
    description: '一票否决情形；发现的填',
  })
  item?: VetoItem;

  @DateField({ optional: true, description: '发生日期；发现的填' })
  happenedDate?: CivilDate;

  @TextField({ max: 2000, optional: true, description: '情况；发现的填' })
  account?: string;
}

export class InspectionFindingsBody implements InspectionFindingsForm {
  @IntegerField({ min: 0, max: 1_000_000, description: '版本；在哪一版上修改，见问题矩阵' })
  version!: number;

  @NestedListField(() => FindingBody, { max: 300, description: '亮点和问题，按通报的先后' })
  findings!: FindingBody[];

  @NestedListField(() => VetoCheckBody, {
    max: MANY_TARGETS,
    description: '一票否决核查；汇总完成时每个对象一项',
  })
  vetoChecks!: VetoCheckBody[];
}

export class InspectionDraftBody implements InspectionDraftForm {
  @IntegerField({ min: 0, max: 1_000_000, description: '版本；在哪一版上修改，见通报稿' })
  version!: number;

  @TextField({ min: 2, max: 120, description: '通报标题' })
  title!: string;

  @TextField({ max: 40_000, description: '通报正文；一行一段，双花括号里的数字和对象由系统填写，不能删改' })
  text!: string;

  @UuidListField({
    max: 100,
    optional: true,
    description: '另外抄送的单位；上级双拥办和组长、副组长已在抄送之列',
  })
  copyUnitIds: string[] = [];

  @DateField({ optional: true, description: '签收时限；含当日，不填则为 3 个工作日' })
  receiptDate?: CivilDate;
}

/** Total: a form of the domain without a body class does not compile. */
export const INSPECTION_FORM_BODIES: Record<InspectionFormKey, new () => object> = {
  inspectionPlan: InspectionPlanBody,
  inspectionMaterial: InspectionMaterialBody,
  inspectionVisit: InspectionVisitBody,
  inspectionFindings: InspectionFindingsBody,
  inspectionDraft: InspectionDraftBody,
};
