import type { CivilDate } from '../../../domain/time/zone.js';
import type { Light } from '../../../domain/time/light.js';
import {
  WORK_POINT_SOURCES,
  type NoTaskForm,
  type PointCompletionForm,
  type PointForm,
  type PointProgressForm,
  type WorkPointFormKey,
  type WorkPointsDraftForm,
  type WorkPointsLaunchForm,
  type WorkPointSource,
  type WorkPointsSplitForm,
} from '../../../domain/work-points/forms.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  IntegerField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';
import { OpinionBody } from './circulars.js';

const MANY_UNITS = 300;
const MANY_POINTS = 200;

export class PointBody implements PointForm {
  @TextField({ max: 20, description: '序号，照原文，如 1、（一）' })
  number!: string;

  @TextField({ min: 0, max: 200, optional: true, description: '所在部分的标题' })
  section: string = '';

  @TextField({ max: 200, description: '要点名称' })
  title!: string;

  @TextField({ max: 4000, description: '要点内容' })
  text!: string;

  @UuidListField({ min: 1, max: 40, description: '牵头单位；两个以上为分别牵头，各自报进展、各自申报办结' })
  leadUnitIds!: string[];

  @UuidListField({ max: 100, optional: true, description: '配合单位，各自向牵头单位答复' })
  cooperatingUnitIds: string[] = [];

  @DateField({ optional: true, description: '时限，含当日；不填为当年12月31日', example: '2027-10-31' })
  limitDate!: CivilDate;

  @TextListField({ max: 20, each: 200, optional: true, description: '数量要求，如“各不少于1篇”' })
  quantities: string[] = [];

  @UuidField({ optional: true, description: '分解自上级的哪一项要点；分解上级要点时必填' })
  parentPointId!: string;

  @BooleanField({ optional: true, description: '配合单位没有答复也可以申报办结；不填为不可以' })
  repliesOptional!: boolean;
}

class PointAddresseesBody {
  @UuidListField({ max: MANY_UNITS, optional: true, description: '抄送单位，各自签收' })
  copyUnitIds: string[] = [];

  @TextListField({
    max: 200,
    each: 12,
    optional: true,
    description: '下达的下级地区代码；有双拥办的，各自收到一件自己的工作要点流程，逐项分解',
  })
  regionCodes: string[] = [];

  @DateField({ optional: true, description: '签收时限（含当日）；不填则为 3 个工作日' })
  receiptDate!: CivilDate;
}

class PointsSourceBody extends PointAddresseesBody {
  @NestedListField(() => OpinionBody, { max: 50, optional: true, description: '贯彻意见，按顺序编号' })
  opinions: OpinionBody[] = [];

  @ChoiceField({
    choices: WORK_POINT_SOURCES,
    optional: true,
    description: '要点来源：own 本级制定（不填即是），forwarded 转发上级：须写明来文机关、文号、标题',
  })
  source!: WorkPointSource;

  @TextField({ max: 120, optional: true, description: '来文机关' })
  issuer!: string;

  @TextField({ max: 60, optional: true, description: '来文字号' })
  documentNumber!: string;

  @TextField({ max: 200, optional: true, description: '来文标题' })
  sourceTitle!: string;

  @TextField({ max: 40_000, optional: true, description: '来文正文，一行一段；不填则按要点组成' })
  sourceText!: string;
}

export class WorkPointsLaunchBody extends PointsSourceBody implements WorkPointsLaunchForm {
  @TextField({ min: 2, max: 120, description: '要点的名称，如“2027年双拥工作要点”' })
  title!: string;

  @NestedListField(() => PointBody, {
    max: MANY_POINTS,
    optional: true,
    description: '核对过的要点；不填则由双拥办在“拟定要点分工”环节填报',
  })
  points!: PointBody[];
}

export class WorkPointsDraftBody extends PointsSourceBody implements WorkPointsDraftForm {
  @NestedListField(() => PointBody, { min: 1, max: MANY_POINTS, description: '核对过的要点，按顺序' })
  points!: PointBody[];
}

export class NoTaskBody implements NoTaskForm {
  @UuidField({ description: '上级的要点' })
  parentPointId!: string;

  @TextField({ min: 2, max: 500, description: '本级没有任务的理由' })
  reason!: string;
}

export class WorkPointsSplitBody extends PointAddresseesBody implements WorkPointsSplitForm {
  @NestedListField(() => PointBody, {
    max: MANY_POINTS,
    optional: true,
    description: '分解出的本级任务，各写明上级要点',
  })
  points: PointBody[] = [];

  @NestedListField(() => NoTaskBody, {
    max: MANY_POINTS,
    optional: true,
    description: '无本级任务的上级要点；不再往下级下达',
  })
  none: NoTaskBody[] = [];

  @NestedListField(() => OpinionBody, { max: 50, optional: true, description: '贯彻意见，按顺序编号' })
  opinions: OpinionBody[] = [];
}

export class PointProgressBody implements PointProgressForm {
  @TextField({ max: 2000, description: '本季度的进展' })
  summary!: string;

  @IntegerField({ min: 0, max: 100, description: '完成比例' })
  percent!: number;

  @ChoiceField({
    choices: ['green', 'yellow', 'red'],
    optional: true,
    description: '自评；green 正常，yellow 偏慢，red 滞后',
  })
  selfLight!: Light;
}

export class PointCompletionBody implements PointCompletionForm {
  @TextField({ max: 2000, description: '办结情况' })
  result!: string;

  @TextField({ max: 1000, optional: true, description: '佐证材料存放在哪里；已上传附件的可以不填' })
  evidence!: string;

  @TextField({ max: 500, optional: true, description: '完成数量' })
  quantitiesDone!: string;
}

/** Total: a form of the domain without a body class does not compile. */
export const WORK_POINT_FORM_BODIES: Record<WorkPointFormKey, new () => object> = {
  workPoints: WorkPointsLaunchBody,
  workPointsDraft: WorkPointsDraftBody,
  workPointsSplit: WorkPointsSplitBody,
  pointProgress: PointProgressBody,
  pointCompletion: PointCompletionBody,
};
