import { ApiProperty } from '@nestjs/swagger';
import {
  POSITION_KINDS,
  UNIT_KINDS,
  type PositionKind,
  type UnitKind,
} from '../../domain/organisation/kinds.js';
import { TextField } from './field.js';

export const ROLES = [
  'office',
  'leader',
  'unitLeader',
  'liaison',
  'militaryLiaison',
  'auditor',
  'systemAdministrator',
] as const;

/** What an endpoint may ask for. */
export type Role = (typeof ROLES)[number];

export class LoginRequest {
  @TextField({ max: 100, description: '登录名', example: 'liaison.education' })
  login!: string;

  @TextField({ max: 200, description: '密码' })
  password!: string;
}

export class RefreshRequest {
  @TextField({ max: 200, description: '续登凭证；最近一次得到的 refreshToken，每个只能用一次' })
  refreshToken!: string;
}

export class PasswordChangeRequest {
  @TextField({ max: 200, description: '现在的密码' })
  currentPassword!: string;

  @TextField({ max: 200, description: '新密码：至少 10 个字符并含三类字符，或者至少 16 个字符；不含登录名' })
  newPassword!: string;
}

export class AccountRequest {
  @TextField({ max: 100, description: '登录名，不分大小写', example: 'liaison.education' })
  login!: string;

  @TextField({ max: 200, description: '初始密码；本人首次登录后应修改' })
  password!: string;
}

export class LoginAccountView {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty({ example: 'liaison.education' })
  login!: string;

  @ApiProperty({ description: '密码是别人设的，本人还没有改过' })
  mustChangePassword!: boolean;
}

export class PersonView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class ActingForView {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  personName!: string;
}

/** A position held today. */
export class PositionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: POSITION_KINDS, enumName: 'PositionKind' })
  kind!: PositionKind;

  @ApiProperty({ example: '联络员' })
  title!: string;

  @ApiProperty({ format: 'uuid' })
  unitId!: string;

  @ApiProperty({ example: '双江自治县教育局' })
  unitName!: string;

  @ApiProperty({ enum: UNIT_KINDS, enumName: 'UnitKind' })
  unitKind!: UnitKind;

  @ApiProperty({ description: '行政区划代码', example: '530925' })
  regionCode!: string;

  @ApiProperty({ description: '1 省 … 5 村', example: 3 })
  regionLevel!: number;
}

/** 代理: somebody else's position that the person signs for today. */
export class ProxiedPositionView extends PositionView {
  @ApiProperty({ type: ActingForView, description: '代谁' })
  actingFor!: ActingForView;

  @ApiProperty({ type: [String], nullable: true, description: '限于哪几种工作；null 为全部' })
  kinds!: string[] | null;
}

export class MeView {
  @ApiProperty({ type: PersonView })
  person!: PersonView;

  @ApiProperty({ type: [PositionView], description: '今天担任的职务' })
  positions!: PositionView[];

  @ApiProperty({ type: [ProxiedPositionView], description: '今天代别人签批的职务；不带来其他权限' })
  proxied!: ProxiedPositionView[];

  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true })
  roles!: Role[];

  @ApiProperty({ description: '只能查阅（只有审计员职务）' })
  readOnly!: boolean;
}

/** A session of the console: its tokens are in cookies that no script can read. */
export class ConsoleSessionView extends MeView {
  @ApiProperty({ description: '密码是别人设的，请先修改' })
  mustChangePassword!: boolean;
}

export class SessionGranted {
  @ApiProperty({ description: '放在 Authorization: Bearer 之后' })
  accessToken!: string;

  @ApiProperty({ description: '用来换新的一对；每个只能用一次，重复使用会使登录失效' })
  refreshToken!: string;

  @ApiProperty({ format: 'date-time', description: 'accessToken 何时失效' })
  expiresAt!: string;

  @ApiProperty({ type: PersonView })
  person!: PersonView;

  @ApiProperty({ type: [PositionView], description: '今天担任的职务' })
  positions!: PositionView[];

  @ApiProperty({ description: '密码是别人设的，请先修改' })
  mustChangePassword!: boolean;
}

export class SessionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: '最近一次登录或换取新令牌' })
  lastUsedAt!: string;

  @ApiProperty({ format: 'date-time', description: '不再使用的话何时失效' })
  expiresAt!: string;

  @ApiProperty({ description: '就是发出这个请求的登录' })
  current!: boolean;
}

export class SessionsView {
  @ApiProperty({ type: [SessionView] })
  items!: SessionView[];
}

export class SessionsRevoked {
  @ApiProperty({ description: '有几个登录因此失效' })
  revoked!: number;
}
