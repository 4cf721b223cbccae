import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type {
  LoginRequest,
  SessionGranted,
  SessionsRevoked,
  SessionsView,
} from '../../../contracts/http/access.js';
import { accountByLogin, accountOf, type AccountRow } from '../../../database/access/account.repository.js';
import { belongsToRegions, positionsHeldBy } from '../../../database/access/principal.repository.js';
import {
  insertSession,
  liveSessionsOf,
  renewedWithin,
  revokeByHash,
  revokeReused,
  revokeSession,
  revokeSessionsOf,
  rotateSession,
} from '../../../database/access/session.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { formatInstant, civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database, PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import { LoginThrottle } from './login-throttle.js';
import { normalizedLogin } from './login-name.js';
import { passwordMatches } from './password-hash.js';
import { realNow } from './real-time.js';
import { hashOfToken, newTokenPair, type TokenPair } from './tokens.js';

/** Who is logged in. Sessions are production's, whatever workspace a request looks at. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly database: Database,
    private readonly throttle: LoginThrottle,
  ) {}

  /** @throws Refusal LOGIN_THROTTLED, LOGIN_FAILED (the same for an unknown login, a wrong password and a disabled person) */
  async login({ login: typed, password }: LoginRequest, address: string): Promise<SessionGranted> {
    const login = normalizedLogin(typed);
    await this.throttle.attempt(login, address);
    const at = realNow();
    const account = await accountByLogin(this.production.manager, login, at);
    const matches = await passwordMatches(account?.passwordHash, password);
    if (account === undefined || !matches || account.disabled) throw new Refusal('LOGIN_FAILED');
    await this.throttle.succeeded(login, address);
    const pair = newTokenPair(at);
    await this.production.transaction((manager) =>
      insertSession(manager, uuid(), account.personId, pair.keys, at),
    );
    return this.granted(this.production.manager, account, pair);
  }

  /** @throws Refusal UNAUTHENTICATED; a token used twice ends the session for both of its users */
  async refresh(refreshToken: string): Promise<SessionGranted> {
    return (await this.renewed(refreshToken)) ?? this.refuseReused(refreshToken);
  }

  /**
   * The same for tokens in cookies, which all windows of a browser share: when two ask at one instant, the one that came second finds the
   * new cookies beside it and needs no pair of its own; whoever stole the old token gets nothing either. Later it counts as stolen.
   */
  async refreshShared(refreshToken: string): Promise<SessionGranted | 'justRenewed'> {
    const renewed = await this.renewed(refreshToken);
    if (renewed !== undefined) return renewed;
    // Asked only after losing: whoever wins meanwhile has committed by now.
    if (await renewedWithin(this.production.manager, hashOfToken(refreshToken), realNow()))
      return 'justRenewed';
    return this.refuseReused(refreshToken);
  }

  private async renewed(refreshToken: string): Promise<SessionGranted | undefined> {
    const at = realNow();
    const pair = newTokenPair(at);
    const { manager } = this.production;
    const personId = await rotateSession(manager, hashOfToken(refreshToken), pair.keys, at);
    const account = personId === undefined ? undefined : await accountOf(manager, personId, at);
    return account && this.granted(manager, account, pair);
  }

  private async refuseReused(refreshToken: string): Promise<never> {
    await revokeReused(this.production.manager, hashOfToken(refreshToken), realNow());
    throw new Refusal('UNAUTHENTICATED');
  }

  /** Whoever leaves a browser: by any token it still has, run out or not. */
  async endByTokens(tokens: readonly (string | undefined)[]): Promise<void> {
    const hashes = tokens.flatMap((token) => (token === undefined ? [] : [hashOfToken(token)]));
    if (hashes.length > 0) await revokeByHash(this.production.manager, hashes, realNow());
  }

  async own({ personId, sessionId }: Principal): Promise<SessionsView> {
    const rows = await liveSessionsOf(this.production.manager, personId, realNow());
    return {
      items: rows.map(({ id, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        createdAt: formatInstant(createdAt),
        lastUsedAt: formatInstant(lastUsedAt),
        expiresAt: formatInstant(expiresAt),
        current: id === sessionId,
      })),
    };
  }

  /** @throws Refusal NOT_FOUND for a session that is not the person's own, or has ended */
  async revokeOwn({ personId }: Principal, id: string): Promise<void> {
    if (!(await revokeSession(this.production.manager, personId, id, realNow())))
      throw new Refusal('NOT_FOUND');
  }

  /** @throws Refusal NOT_FOUND for a person outside of the administrator's regions */
  async revokeAllOf(administrator: Principal, personId: string): Promise<SessionsRevoked> {
    const { manager } = this.production;
    const { accountRegions } = scopeOf(administrator);
    if (!(await belongsToRegions(manager, personId, accountRegions))) throw new Refusal('NOT_FOUND');
    return { revoked: await revokeSessionsOf(manager, personId, 'administrator', realNow()) };
  }

  private async granted(
    manager: EntityManager,
    account: AccountRow,
    pair: TokenPair,
  ): Promise<SessionGranted> {
    const { personId: id, name, mustChangePassword } = account;
    return {
      accessToken: pair.accessToken,
      refreshToken: pair.refreshToken,
      expiresAt: formatInstant(pair.keys.accessExpiresAt),
      person: { id, name },
      positions: await positionsHeldBy(manager, id, civilDateOf(this.database.now())),
      mustChangePassword,
    };
  }
}
