import { ApiProperty } from '@nestjs/swagger';
import {
  POSITION_KINDS,
  type PositionKind,
  type RegionLevel,
  UNIT_KINDS,
  type UnitKind,
} from '../../domain/organisation/kinds.js';
import { UnitRef } from './ledger.js';
import { PageOf } from './page.js';
import { ProxyView } from './proxies.js';

/** The answers of the organisation's endpoints. Requests are in organisation-changes.ts. All dates are +08:00 days. */
export class RegionView {
  @ApiProperty({ example: '530925' })
  code!: string;

  @ApiProperty({ description: '全称', example: '双江拉祜族佤族布朗族傣族自治县' })
  name!: string;

  @ApiProperty({ description: '简称', example: '双江自治县' })
  label!: string;

  @ApiProperty({ type: Number, description: '1 省 … 5 村', example: 3 })
  level!: RegionLevel;

  @ApiProperty({ type: String, nullable: true, example: '5309' })
  parentCode!: string | null;
}

export class RegionPage extends PageOf(RegionView) {}

export class UnitView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '530925' })
  regionCode!: string;

  @ApiProperty({ example: '双江自治县教育体育局' })
  name!: string;

  @ApiProperty({ example: '县教育体育局' })
  shortName!: string;

  @ApiProperty({ enum: UNIT_KINDS, enumName: 'UnitKind' })
  kind!: UnitKind;

  @ApiProperty({ format: 'date' })
  activeFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '最后一天；未定则为 null' })
  activeTo!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '并入（接替）的单位' })
  successorId!: string | null;
}

export class UnitPage extends PageOf(UnitView) {}

/** Only shown to the office, to the unit itself and to the person. */
export class ContactView {
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
}

export class HolderView {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ format: 'uuid' })
  appointmentId!: string;

  @ApiProperty({ format: 'date' })
  validFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validTo!: string | null;

  @ApiProperty({
    type: ContactView,
    nullable: true,
    description: '只有双拥办、本单位和本人可见，否则为 null',
  })
  contact!: ContactView | null;
}

export class UnitPositionView {
  @ApiProperty({ format: 'uuid' })
  positionId!: string;

  @ApiProperty({ enum: POSITION_KINDS, enumName: 'PositionKind' })
  kind!: PositionKind;

  @ApiProperty({ example: '联络员' })
  title!: string;

  @ApiProperty({ type: [HolderView], description: '所查日期的任职者；空缺则为空' })
  holders!: HolderView[];
}

/** A position as somebody chooses it. */
export class PositionRow {
  @ApiProperty({ format: 'uuid' })
  positionId!: string;

  @ApiProperty({ enum: POSITION_KINDS, enumName: 'PositionKind' })
  kind!: PositionKind;

  @ApiProperty({ example: '联络员' })
  title!: string;

  @ApiProperty({ format: 'uuid' })
  unitId!: string;

  @ApiProperty({ example: '县教育体育局' })
  unit!: string;

  @ApiProperty({ example: '530925' })
  regionCode!: string;

  @ApiProperty({ type: [String], description: '现任；空缺则为空' })
  people!: string[];
}

export class PositionPage extends PageOf(PositionRow) {}

export class MembershipView {
  @ApiProperty({ format: 'uuid' })
  groupUnitId!: string;

  @ApiProperty({ format: 'uuid' })
  unitId!: string;

  @ApiProperty({ format: 'date' })
  validFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validTo!: string | null;
}

export class UnitDetail extends UnitView {
  @ApiProperty({ format: 'date', description: '所查日期' })
  on!: string;

  @ApiProperty({ type: UnitRef, nullable: true, description: '并入（接替）的单位' })
  successor!: UnitRef | null;

  @ApiProperty({ type: [UnitPositionView] })
  positions!: UnitPositionView[];

  @ApiProperty({ type: [MembershipView], description: '加入领导小组的起止，含以往' })
  memberships!: MembershipView[];
}

export class LeadingGroupMemberView extends UnitView {
  @ApiProperty({ format: 'date', description: '何时起为成员单位' })
  memberFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  memberTo!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '联络员姓名；未备案则为 null' })
  liaisonName!: string | null;
}

export class LeadingGroupDetail {
  @ApiProperty({ type: RegionView })
  region!: RegionView;

  @ApiProperty({ format: 'date', description: '所查日期' })
  on!: string;

  @ApiProperty({ type: UnitView })
  group!: UnitView;

  @ApiProperty({ type: UnitView, nullable: true })
  office!: UnitView | null;

  @ApiProperty({ type: [UnitPositionView], description: '组长、副组长、成员' })
  leaders!: UnitPositionView[];

  @ApiProperty({ type: [LeadingGroupMemberView] })
  members!: LeadingGroupMemberView[];
}

export class AppointmentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  personName!: string;

  @ApiProperty({ format: 'uuid' })
  positionId!: string;

  @ApiProperty({ enum: POSITION_KINDS, enumName: 'PositionKind' })
  kind!: PositionKind;

  @ApiProperty({ example: '联络员' })
  title!: string;

  @ApiProperty({ format: 'uuid' })
  unitId!: string;

  @ApiProperty()
  unitName!: string;

  @ApiProperty({ example: '530925' })
  regionCode!: string;

  @ApiProperty({ format: 'date' })
  validFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '最后一天' })
  validTo!: string | null;
}

/** What stays with the position after somebody left it. */
export class AppointmentEnded extends AppointmentView {
  @ApiProperty({ description: '次日起无人任职' })
  vacant!: boolean;

  @ApiProperty({ description: '留在该职务上、尚未办结的任务数' })
  openAssignments!: number;
}

export class PersonEntry {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: '已停用' })
  disabled!: boolean;

  @ApiProperty({
    type: ContactView,
    nullable: true,
    description: '只有双拥办、本单位和本人可见，否则为 null',
  })
  contact!: ContactView | null;

  @ApiProperty({ type: [AppointmentView], description: '现任和即将担任的职务；单独查询某人时含以往' })
  appointments!: AppointmentView[];
}

export class PersonPage extends PageOf(PersonEntry) {}

export class OpenAssignmentView {
  @ApiProperty({ format: 'uuid' })
  assignmentId!: string;

  @ApiProperty({ format: 'uuid' })
  positionId!: string;

  @ApiProperty({ format: 'uuid' })
  processId!: string;

  @ApiProperty()
  processKind!: string;

  @ApiProperty()
  processTitle!: string;

  @ApiProperty()
  stepKey!: string;

  @ApiProperty({ enum: ['open', 'waiting'], description: '待办，或者还没有轮到' })
  state!: 'open' | 'waiting';

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deadlineAt!: Date | null;
}

export class Responsibilities {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: '已停用' })
  disabled!: boolean;

  @ApiProperty({ type: [AppointmentView], description: '现任和即将担任的职务' })
  appointments!: AppointmentView[];

  @ApiProperty({
    type: [OpenAssignmentView],
    description: '这些职务上尚未办结的任务，最急的在前（最多 500 项）',
  })
  openAssignments!: OpenAssignmentView[];

  @ApiProperty({ type: [ProxyView], description: '委托别人或代别人签批的，生效中和将生效的' })
  proxies!: ProxyView[];

  @ApiProperty({ description: '可以停用：没有现任或即将担任的职务' })
  mayBeDisabled!: boolean;
}

/** What one departure did. */
export class DepartureView {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty({ type: [AppointmentView], description: '随之结束的任职' })
  ended!: AppointmentView[];

  @ApiProperty({ type: [AppointmentView], description: '接任者的任职' })
  appointed!: AppointmentView[];

  @ApiProperty({ description: '移交的未办任务数，每项工作的过程记录里都有' })
  handedOver!: number;

  @ApiProperty({ description: '随之结束的代理数' })
  proxiesEnded!: number;
}
