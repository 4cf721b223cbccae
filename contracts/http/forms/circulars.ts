import {
  CIRCULAR_KINDS,
  MEETINGS,
  TYPICAL_KINDS,
  type CircularKind,
  type Meeting,
  type TypicalKind,
} from '../../../domain/circulars/kinds.js';
import type {
  AddresseesForm,
  CircularCaseForm,
  CircularFiguresForm,
  CircularFormKey,
  CircularLaunchForm,
  CircularOpinionsForm,
  CircularPresentedForm,
  CircularSourceForm,
} from '../../../domain/circulars/forms.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { Matches } from 'class-validator';
import {
  ChoiceField,
  DateField,
  NestedListField,
  TextField,
  TextListField,
  UuidListField,
} from '../field.js';

const RECEIPT_DATE = '签收时限（含当日）；不填则为 3 个工作日';
const MANY_UNITS = 300;

export class CircularLaunchBody implements CircularLaunchForm {
  @TextField({ max: 120, description: '通报标题' })
  title!: string;

  @ChoiceField({
    choices: CIRCULAR_KINDS,
    description: '通报种类：important 重要事项，keyWork 重点工作，typical 典型案例',
  })
  circularKind!: CircularKind;

  @ChoiceField({
    choices: TYPICAL_KINDS,
    optional: true,
    description: '案例类型；典型案例必填：goodPractice 先进经验做法，dereliction 失职渎职、引以为鉴',
  })
  typicalKind!: TypicalKind;
}

export class CircularSourceBody implements CircularSourceForm {
  @TextField({ max: 120, description: '来文机关' })
  issuer!: string;

  @TextField({ max: 60, optional: true, description: '来文字号；领导讲话、批示没有文号的不填' })
  number!: string;

  @TextField({ max: 200, description: '来文标题' })
  title!: string;

  @TextField({ max: 40_000, description: '正文，一行一段' })
  text!: string;

  @DateField({ description: '收文日期' })
  receivedDate!: CivilDate;
}

export class CircularAddresseesBody implements AddresseesForm {
  @UuidListField({ max: MANY_UNITS, optional: true, description: '主送单位，各自签收' })
  recipientUnitIds: string[] = [];

  @UuidListField({ max: MANY_UNITS, optional: true, description: '抄送单位，各自签收' })
  copyUnitIds: string[] = [];

  @TextListField({
    max: 200,
    each: 12,
    optional: true,
    description: '转发的下级地区代码；有双拥办的，各自收到一件自己的通报流程',
  })
  regionCodes: string[] = [];

  @DateField({ optional: true, description: RECEIPT_DATE })
  receiptDate!: CivilDate;
}

export class OpinionBody {
  @TextField({ max: 60, description: '意见的小标题' })
  title!: string;

  @TextField({ max: 4000, description: '意见内容' })
  text!: string;
}

export class CircularOpinionsBody extends CircularAddresseesBody implements CircularOpinionsForm {
  @NestedListField(() => OpinionBody, { min: 1, max: 50, description: '贯彻意见，按顺序编号' })
  opinions!: OpinionBody[];
}

export class CircularFiguresBody implements CircularFiguresForm {
  @DateField({ description: '数据截止日' })
  cutOffDate!: CivilDate;

  @TextField({
    max: 5,
    optional: true,
    description: '截止时刻，如 18:00；不填则为当日结束',
    example: '18:00',
  })
  @Matches(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  cutOffTime!: string;

  @TextField({ max: 8000, description: '通报文字，一行一段；数据表作为附件' })
  text!: string;

  @UuidListField({ min: 1, max: MANY_UNITS, description: '主送单位，各自签收' })
  recipientUnitIds!: string[];

  @DateField({ optional: true, description: RECEIPT_DATE })
  receiptDate!: CivilDate;
}

export class CircularPresentedBody implements CircularPresentedForm {
  @ChoiceField({ choices: MEETINGS, description: '哪一种会议：plenary 领导小组全体会议，topical 专题会议' })
  meeting!: Meeting;

  @DateField({ description: '会议日期' })
  heldDate!: CivilDate;

  @TextField({ max: 120, description: '会议名称' })
  meetingTitle!: string;

  @TextField({ max: 2000, optional: true, description: '会上的意见' })
  note!: string;
}

export class CircularCaseBody implements CircularCaseForm {
  @TextField({ max: 20_000, description: '案例正文，一行一段' })
  text!: string;

  @UuidListField({
    min: 1,
    max: MANY_UNITS,
    description: '通报范围：只发这些单位；失职渎职案例，范围以外看不到',
  })
  recipientUnitIds!: string[];

  @DateField({ optional: true, description: RECEIPT_DATE })
  receiptDate!: CivilDate;
}

/** Total: a form of the domain without a body class does not compile. */
export const CIRCULAR_FORM_BODIES: Record<CircularFormKey, new () => object> = {
  circularLaunch: CircularLaunchBody,
  circularSource: CircularSourceBody,
  circularOpinions: CircularOpinionsBody,
  circularAddressees: CircularAddresseesBody,
  circularFigures: CircularFiguresBody,
  circularPresented: CircularPresentedBody,
  circularCase: CircularCaseBody,
};
