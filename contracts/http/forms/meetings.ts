import {
  ATTENDANCE,
  type Attendance,
  type AttendanceEntry,
  type AttendanceForm,
  type ConferenceForm,
  type ConsultationForm,
  type Disposition,
  type DispositionsForm,
  type MaterialForm,
  type MatterForm,
  type MeetingFormKey,
  type MinutesForm,
  type PostponementForm,
} from '../../../domain/meetings/forms.js';
import { MEETING_KINDS, type MeetingKind } from '../../../domain/meetings/kinds.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import {
  ChoiceField,
  DateField,
  NestedField,
  NestedListField,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '../field.js';

const startsAt = { description: '会议时间，+08:00', example: '2027-05-12T09:00+08:00', max: 30 };

export class ConsultationBody implements ConsultationForm {
  @TextField({ min: 2, max: 100, description: '会议名称' })
  title!: string;

  @ChoiceField({
    choices: Object.keys(MEETING_KINDS),
    optional: true,
    description: '会议种类：topical 专题协商（不填即是），group 领导小组会议，joint 联席会议',
  })
  meetingKind?: MeetingKind;

  @TextListField({ min: 1, max: 20, each: 300, description: '议题，按讨论的先后' })
  agenda!: string[];

  @UuidListField({ max: 20, optional: true, description: '参会领导的职务：组长、副组长、成员' })
  leaderPositionIds: string[] = [];

  @UuidListField({ max: 100, optional: true, description: '参会单位' })
  unitIds: string[] = [];

  @TextField(startsAt)
  startsAt!: string;

  @TextField({ max: 100, description: '会议地点' })
  place!: string;

  @TextField({ max: 1000, description: '召开理由' })
  reason!: string;
}

export class ConferenceBody implements ConferenceForm {
  @TextField({ min: 2, max: 100, description: '会议名称' })
  title!: string;

  @TextListField({ min: 1, max: 20, each: 300, description: '会商内容' })
  topics!: string[];

  @UuidListField({ max: 200, optional: true, description: '参会单位；不填则全部单位的联络员参加' })
  unitIds: string[] = [];

  @TextField(startsAt)
  startsAt!: string;

  @TextField({ max: 100, description: '会议地点' })
  place!: string;

  @DateField({ description: '书面材料报送的最后一天，含当日', example: '2027-05-10' })
  materialDueDate!: CivilDate;
}

export class PostponementBody implements PostponementForm {
  @TextField({ ...startsAt, description: '改到什么时间，+08:00' })
  startsAt!: string;

  @TextField({ max: 100, optional: true, description: '会议地点；不填则不变' })
  place!: string;
}

export class AttendanceEntryBody implements AttendanceEntry {
  @UuidField({ optional: true, description: '领导的职务' })
  positionId!: string;

  @UuidField({ optional: true, description: '单位' })
  unitId!: string;

  @ChoiceField({ choices: ATTENDANCE, description: '出席情况：present 出席，substitute 代会，absent 请假' })
  attendance!: Attendance;

  @TextField({ max: 50, optional: true, description: '代会人；代会时必填' })
  substitute!: string;

  @TextField({ max: 200, optional: true, description: '事由；请假时必填' })
  reason!: string;
}

export class AttendanceBody implements AttendanceForm {
  @NestedListField(() => AttendanceEntryBody, { min: 1, max: 200, description: '出席登记；每个与会者一项' })
  entries!: AttendanceEntryBody[];

  @TextListField({ max: 50, each: 50, optional: true, description: '列席' })
  observers: string[] = [];
}

export class MatterBody implements MatterForm {
  @TextField({ min: 2, max: 200, description: '议定事项' })
  title!: string;

  @UuidField({ optional: true, description: '牵头单位；送审前必填' })
  leadUnitId!: string;

  @UuidListField({ max: 40, optional: true, description: '配合单位' })
  cooperatingUnitIds: string[] = [];

  @TextField({ max: 2000, optional: true, description: '办理措施；送审前必填' })
  measures!: string;

  @DateField({ optional: true, description: '办理时限，含当日；送审前必填', example: '2027-08-31' })
  limitDate!: CivilDate;
}

export class MinutesBody implements MinutesForm {
  @TextField({ max: 8000, description: '会议情况' })
  summary!: string;

  @NestedListField(() => MatterBody, { max: 50, optional: true, description: '议定事项' })
  matters: MatterBody[] = [];
}

export class MaterialBody implements MaterialForm {
  @TextField({ max: 4000, description: '取得成绩' })
  achievements!: string;

  @TextField({ max: 4000, description: '存在问题' })
  problems!: string;

  @TextField({ max: 4000, description: '下步打算' })
  nextSteps!: string;

  @TextListField({ max: 20, each: 500, optional: true, description: '意见建议' })
  suggestions: string[] = [];
}

export class DispositionBody implements Disposition {
  @UuidField({ description: '意见建议' })
  suggestionId!: string;

  @NestedField(() => MatterBody, { optional: true, description: '列为议定事项，交单位限时办理' })
  matter!: MatterBody;

  @TextField({ max: 2000, optional: true, description: '答复；不列为议定事项的' })
  answer!: string;
}

export class DispositionsBody implements DispositionsForm {
  @NestedListField(() => DispositionBody, { min: 1, max: 500, description: '逐条处理意见建议' })
  dispositions!: DispositionBody[];
}

/** Total: a form of the domain without a body class does not compile. */
export const MEETING_FORM_BODIES: Record<MeetingFormKey, new () => object> = {
  consultation: ConsultationBody,
  conference: ConferenceBody,
  postponement: PostponementBody,
  attendance: AttendanceBody,
  minutes: MinutesBody,
  material: MaterialBody,
  dispositions: DispositionsBody,
};
