import { ApiProperty } from '@nestjs/swagger';
import { MATTER_STATES, type MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import { ATTENDANCE, type Attendance } from '../../domain/meetings/forms.js';
import { EVENT_KINDS, MEETING_KINDS, type EventKind, type MeetingKind } from '../../domain/meetings/kinds.js';
import type { Light } from '../../domain/time/light.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, DateField, TextField, UuidField } from './field.js';
import { LIGHTS, UnitRef } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

const STATES = Object.keys(MATTER_STATES);
const KINDS = [...Object.keys(MEETING_KINDS), ...Object.keys(EVENT_KINDS)];
const OPEN_LIGHTS = ['green', 'yellow', 'red'] as const;

/** Meetings and events, and what the list can be narrowed by. */
export class MeetingQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({
    choices: [...KINDS, 'liaison'],
    optional: true,
    description: '会议和例行工作的种类；liaison 联络员会商',
  })
  kind?: MeetingKind | EventKind | 'liaison';

  @ChoiceField({
    choices: ['topicalConsultation', 'liaisonConference', 'plannedEvent'],
    optional: true,
    description: '会议的程序：专题协商（连同领导小组会议、联席会议）、联络员会商、例行工作',
  })
  process?: 'topicalConsultation' | 'liaisonConference' | 'plannedEvent';

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';

  @ChoiceField({
    choices: ['earliest', 'latest'],
    optional: true,
    description: '排列次序：earliest 时间早的在前（默认），latest 晚的在前',
  })
  order?: 'earliest' | 'latest';

  @DateField({ optional: true, description: '从哪一天起' })
  from?: CivilDate;

  @DateField({ optional: true, description: '到哪一天止，含当日' })
  to?: CivilDate;
}

export class AccountQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;
}

/** The list of what meetings decided, and what it can be narrowed by. */
export class MatterQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({ choices: STATES, optional: true, description: '办理状态' })
  state?: MatterState;

  @UuidField({ optional: true, description: '牵头单位' })
  leadUnit?: string;

  @UuidField({ optional: true, description: '牵头或者配合的单位' })
  unit?: string;

  @ChoiceField({
    choices: OPEN_LIGHTS,
    optional: true,
    description: '只看没有办结的：green 时限内，yellow 临近，red 逾期',
  })
  light?: (typeof OPEN_LIGHTS)[number];
}

/** One decided matter. Instants are ISO 8601, +08:00. */
export class MatterView {
  @ApiProperty({ format: 'uuid', description: '议定事项的流程编号' }) id!: string;
  @ApiProperty({ format: 'uuid', description: '议定它的会议' }) meetingId!: string;
  @ApiProperty() meetingTitle!: string;
  @ApiProperty({ enum: KINDS, type: String, nullable: true, description: '来自哪种会议或例行工作' })
  meetingKind!: MeetingKind | EventKind | null;
  @ApiProperty() meetingKindLabel!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: UnitRef }) lead!: UnitRef;
  @ApiProperty({ type: [UnitRef] }) cooperating!: UnitRef[];
  @ApiProperty() measures!: string;
  @ApiProperty({ format: 'date-time' }) limitAt!: string;
  @ApiProperty({ enum: STATES }) state!: MatterState;
  @ApiProperty({ description: '办理状态的名称' }) stateLabel!: string;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty({ description: '没有按时：现在逾期，或者逾期才办成' }) late!: boolean;
  @ApiProperty({ type: String, nullable: true }) result!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '牵头单位报告办成' })
  doneAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '销号或终止' })
  closedAt!: string | null;
}

export class MatterPage extends PageOf(MatterView) {}

/** 挂账: what is open with one unit. */
export class UnitAccountView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ description: '没有销号的事项' }) open!: number;
  @ApiProperty({ description: '时限内' }) green!: number;
  @ApiProperty({ description: '临近时限' }) yellow!: number;
  @ApiProperty({ description: '已经逾期，或者逾期才办成、还没有销号' }) red!: number;
}

export class AccountTotalView {
  @ApiProperty() open!: number;
  @ApiProperty() green!: number;
  @ApiProperty() yellow!: number;
  @ApiProperty() red!: number;
}

/** 挂账销号: open matters of all meetings and events by lead unit, in a fixed order. */
export class AccountView {
  @ApiProperty({ type: [UnitAccountView] }) units!: UnitAccountView[];
  @ApiProperty({ type: AccountTotalView }) total!: AccountTotalView;
}

export class MeetingLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ enum: KINDS, type: String, nullable: true }) meetingKind!: MeetingKind | EventKind | null;
  @ApiProperty({ description: '会议或例行工作的种类' }) meetingKindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startsAt!: string | null;
  @ApiProperty() place!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) heldAt!: string | null;
  @ApiProperty({ description: '没有销号的事项' }) openMatters!: number;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class MeetingPage extends PageOf(MeetingLineView) {}

export class VisitView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty({ description: '单位简称' }) name!: string;
  @ApiProperty({ type: String, nullable: true, description: '了解到的情况；登记以后才有' }) found!:
    string | null;
}

export class ParticipantView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '领导的职务；单位为 null' })
  positionId!: string | null;
  @ApiProperty({ description: '单位简称，或者领导的职务' }) name!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '签收最近一次会议通知' })
  notifiedAt!: string | null;
  @ApiProperty({ enum: ATTENDANCE, nullable: true, type: String }) attendance!: Attendance | null;
  @ApiProperty({ type: String, nullable: true }) attendanceLabel!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '代会人' }) substitute!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '代会或请假的事由' }) reason!: string | null;
  @ApiProperty({ description: '已报送会前材料' }) handedIn!: boolean;
}

export class DraftedMatterView {
  @ApiProperty() title!: string;
  @ApiProperty({ type: UnitRef }) lead!: UnitRef;
  @ApiProperty({ type: [UnitRef] }) cooperating!: UnitRef[];
  @ApiProperty() measures!: string;
  @ApiProperty({ format: 'date' }) limitDate!: string;
}

export class MinutesView {
  @ApiProperty() summary!: string;
  @ApiProperty({ type: String, nullable: true, description: '文号；签发后才有' }) number!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) issuedAt!: string | null;
  @ApiProperty({ type: [DraftedMatterView], description: '纪要里的议定事项' }) matters!: DraftedMatterView[];
}

export class MaterialView {
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty() achievements!: string;
  @ApiProperty() problems!: string;
  @ApiProperty() nextSteps!: string;
  @ApiProperty({ format: 'date-time' }) handedInAt!: string;
}

export class SuggestionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: UnitRef }) unit!: UnitRef;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '列为的议定事项' })
  matterId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '答复' }) answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) disposedAt!: string | null;
}

export class MeetingAskerView {
  @ApiProperty({ format: 'uuid', description: '双清单事项' }) id!: string;
  @ApiProperty() title!: string;
}

export class MatterFiguresView {
  @ApiProperty({ description: '还没有办结' }) open!: number;
  @ApiProperty({ description: '没有按时' }) late!: number;
  @ApiProperty({ description: '已办结' }) closed!: number;
}

/** One meeting with everything that is known of it. */
export class MeetingView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ enum: KINDS, type: String, nullable: true, description: '会议或例行工作的种类' })
  meetingKind!: MeetingKind | EventKind | null;
  @ApiProperty({ type: String, nullable: true }) meetingKindLabel!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ description: '召开理由' }) reason!: string;
  @ApiProperty({ type: [String], description: '议题' }) agenda!: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startsAt!: string | null;
  @ApiProperty() place!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) materialDueAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) heldAt!: string | null;
  @ApiProperty({ type: [String], description: '列席' }) observers!: string[];
  @ApiProperty({ type: MeetingAskerView, nullable: true, description: '提请开会的双清单事项' })
  askedBy!: MeetingAskerView | null;
  @ApiProperty({ type: [ParticipantView] }) participants!: ParticipantView[];
  @ApiProperty({ type: [VisitView], description: '走访的单位和了解到的情况；单位只看自己的' })
  visits!: VisitView[];
  @ApiProperty({ type: [MaterialView], description: '会前材料；单位只看自己的' }) materials!: MaterialView[];
  @ApiProperty({ type: [SuggestionView], description: '意见建议；单位只看自己的' })
  suggestions!: SuggestionView[];
  @ApiProperty({ type: MinutesView, nullable: true }) minutes!: MinutesView | null;
  @ApiProperty({ type: [MatterView], description: '交办的议定事项' }) matters!: MatterView[];
  @ApiProperty({ type: MatterFiguresView }) figures!: MatterFiguresView;
}
