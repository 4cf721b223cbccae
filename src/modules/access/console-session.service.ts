import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { ConsoleSessionView, LoginRequest, SessionGranted } from '../../../contracts/http/access.js';
import { accountOf } from '../../../database/access/account.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import { AuthenticationService } from './authentication.service.js';
import { meView } from './me.view.js';
import { realNow } from './real-time.js';
import { dropTokens, keepTokens, REFRESH_COOKIE, refuseForeign, tokensOf } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';

/** Sessions of browsers: what `SessionsService` grants, kept in cookies. */
@Injectable()
export class ConsoleSessionService {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly sessions: SessionsService,
    private readonly authentication: AuthenticationService,
  ) {}

  /** @throws Refusal LOGIN_THROTTLED, LOGIN_FAILED, FOREIGN_PAGE */
  async login(
    body: LoginRequest,
    address: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ConsoleSessionView> {
    refuseForeign(request);
    const granted = await this.sessions.login(body, address);
    // The browser forgets the tokens of whoever was logged in before: his session ends with them.
    await this.sessions.endByTokens(tokensOf(request));
    return this.granted(granted, request, reply);
  }

  /** @throws Refusal UNAUTHENTICATED, FOREIGN_PAGE */
  async refresh(request: FastifyRequest, reply: FastifyReply): Promise<ConsoleSessionView> {
    refuseForeign(request);
    const token = request.cookies[REFRESH_COOKIE];
    if (token === undefined) throw new Refusal('UNAUTHENTICATED');
    const renewed = await this.sessions.refreshShared(token);
    if (renewed === 'justRenewed') throw new Refusal('SESSION_JUST_RENEWED');
    return this.granted(renewed, request, reply);
  }

  /** Leaves nothing behind, also when the access token has run out. @throws Refusal FOREIGN_PAGE */
  async logout(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    refuseForeign(request);
    await this.sessions.endByTokens(tokensOf(request));
    dropTokens(reply);
  }

  async view(principal: Principal): Promise<ConsoleSessionView> {
    const account = await accountOf(this.production.manager, principal.personId, realNow());
    return { ...meView(principal), mustChangePassword: account?.mustChangePassword ?? false };
  }

  private async granted(
    granted: SessionGranted,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ConsoleSessionView> {
    keepTokens(request, reply, granted);
    const principal = await this.authentication.principalOf(`Bearer ${granted.accessToken}`);
    return { ...meView(principal), mustChangePassword: granted.mustChangePassword };
  }
}
