import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import {
  GUARDED_ELSEWHERE,
  isReadOnly,
  OWN_ACCOUNT,
  PUBLIC,
  ROLES_WANTED,
  rolesOf,
} from '../../http/roles.js';
import type { Role } from '../../../contracts/http/access.js';
import { AuthenticationService } from './authentication.service.js';
import { authorizationOf } from './session-cookies.js';

const READING = new Set(['GET', 'HEAD']);

/** Stands before every endpoint: closed unless it says otherwise. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: AuthenticationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.marked(context, PUBLIC) || this.marked(context, GUARDED_ELSEWHERE)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.authentication.principalOf(authorizationOf(request));
    this.refuseReaderWhoChanges(context, principal, request.method);
    this.refuseOtherRoles(context, principal);
    request.principal = principal;
    return true;
  }

  private refuseReaderWhoChanges(context: ExecutionContext, principal: Principal, method: string): void {
    if (READING.has(method) || this.marked(context, OWN_ACCOUNT)) return;
    if (isReadOnly(principal)) throw new Refusal('READ_ONLY_ROLE');
  }

  private refuseOtherRoles(context: ExecutionContext, principal: Principal): void {
    const wanted = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES_WANTED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (wanted === undefined) return;
    const held = rolesOf(principal);
    if (!wanted.some((role) => held.has(role))) throw new Refusal('FORBIDDEN');
  }

  private marked(context: ExecutionContext, mark: string): boolean {
    return this.reflector.get<boolean | undefined>(mark, context.getHandler()) === true;
  }
}
