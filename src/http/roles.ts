import { SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Role } from '../../contracts/http/access.js';
import type { PositionKind } from '../../domain/organisation/kinds.js';
import type { Principal } from './principal.js';

/** Total: a new kind of position without a role does not compile. */
export const ROLE_OF: Record<PositionKind, Role> = {
  groupLeader: 'leader',
  deputyLeader: 'leader',
  groupMember: 'leader',
  officeDirector: 'office',
  officeDeputy: 'office',
  officeStaff: 'office',
  unitLeader: 'unitLeader',
  liaison: 'liaison',
  militaryLiaison: 'militaryLiaison',
  auditor: 'auditor',
  systemAdministrator: 'systemAdministrator',
};

export const PUBLIC = 'yushui:public';
export const ROLES_WANTED = 'yushui:roles';
export const OWN_ACCOUNT = 'yushui:own-account';
export const GUARDED_ELSEWHERE = 'yushui:guarded-elsewhere';

const both = (...decorators: MethodDecorator[]): MethodDecorator => {
  return (target, key, descriptor) => decorators.forEach((decorate) => decorate(target, key, descriptor));
};

/** Open to everybody. Everything without this mark is closed. */
export const Public = (): MethodDecorator =>
  both(SetMetadata(PUBLIC, true), ApiExtension('x-yushui-public', true));

/** Only for people who hold a position of one of these roles. Which of them may act on which thing: the services, by scope. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES_WANTED, roles);

/** A change to nothing but one's own session or password: open to auditors too. */
export const OwnAccount = (): MethodDecorator =>
  both(SetMetadata(OWN_ACCOUNT, true), ApiExtension('x-yushui-own-account', true));

/** The endpoint's own guard decides, for instance because a machine may ask with a token of its own. */
export const GuardedElsewhere = (): MethodDecorator => SetMetadata(GUARDED_ELSEWHERE, true);

/** By one's own positions: whoever stands for somebody signs for him and gets none of his roles. */
export function rolesOf(principal: Principal): Set<Role> {
  return new Set(principal.positions.map(({ kind }) => ROLE_OF[kind]));
}

/** Whether all this person may do is look (审计员, DOMAIN section 1). */
export function isReadOnly(principal: Principal): boolean {
  return principal.positions.length > 0 && principal.positions.every(({ kind }) => kind === 'auditor');
}
