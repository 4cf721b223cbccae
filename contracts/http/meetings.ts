import { ApiProperty } from '@nestjs/swagger';
import { MATTER_STATES, type MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import { ATTENDANCE, type Attendance } from '../../domain/meetings/forms.js';
import type { Light } from '../../domain/time/light.js';
import { ChoiceField, TextField, UuidField } from './field.js';
import { LIGHTS, UnitRef } from './ledger.js';
import { PageQuery } from './page.js';

const STATES = Object.keys(MATTER_STATES);

/** The list of what meetings decided, and what it can be narrowed by. */
export class MatterQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({ choices: STATES, optional: true, description: '办理状态' })
  state?: MatterState;

  @UuidField({ optional: true, description: '牵头单位' })
  leadUnit?: string;
}

/** One decided matter. Instants are ISO 8601, +08:00. */
export class MatterView {
  @ApiProperty({ format: 'uuid', description: '议定事项的流程编号' }) id!: string;
  @ApiProperty({ format: 'uuid', description: '议定它的会议' }) meetingId!: string;
  @ApiProperty() meetingTitle!: string;
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

export class MatterPage {
  @ApiProperty({ type: [MatterView] }) items!: MatterView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
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
  @ApiProperty({ type: [MaterialView], description: '会前材料；单位只看自己的' }) materials!: MaterialView[];
  @ApiProperty({ type: [SuggestionView], description: '意见建议；单位只看自己的' })
  suggestions!: SuggestionView[];
  @ApiProperty({ type: MinutesView, nullable: true }) minutes!: MinutesView | null;
  @ApiProperty({ type: [MatterView], description: '交办的议定事项' }) matters!: MatterView[];
  @ApiProperty({ type: MatterFiguresView }) figures!: MatterFiguresView;
}
