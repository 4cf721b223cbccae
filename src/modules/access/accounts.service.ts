import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type {
  AccountRequest,
  LoginAccountView,
  PasswordChangeRequest,
  SessionsRevoked,
} from '../../../contracts/http/access.js';
import { accountOf, putAccount, setPassword } from '../../../database/access/account.repository.js';
import { belongsToRegions } from '../../../database/access/principal.repository.js';
import { revokeSessionsOf } from '../../../database/access/session.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import { LoginThrottle } from './login-throttle.js';
import { normalizedLogin } from './login-name.js';
import { hashPassword, passwordMatches } from './password-hash.js';
import { refuseWeakPassword } from './password-policy.js';
import { realNow } from './real-time.js';

@Injectable()
export class AccountsService {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Ends the person's other sessions. @throws Refusal LOGIN_THROTTLED, INVALID_FIELD, PASSWORD_WEAK */
  async changePassword(
    principal: Principal,
    change: PasswordChangeRequest,
    address: string,
  ): Promise<SessionsRevoked> {
    const { personId, sessionId } = principal;
    const at = realNow();
    const account = await accountOf(this.production.manager, personId, at);
    if (account === undefined) throw new Refusal('NOT_FOUND');
    // Whoever found an open console must not get to guess here what they may not guess at login.
    await this.throttle.attempt(account.login, address);
    if (!(await passwordMatches(account.passwordHash, change.currentPassword))) {
      throw new Refusal(
        'INVALID_FIELD',
        { field: '现在的密码', reason: '与现在的密码不符' },
        'currentPassword',
      );
    }
    await this.throttle.succeeded(account.login, address);
    refuseWeakPassword(change.newPassword, account.login, 'newPassword');
    if (change.newPassword === change.currentPassword) {
      throw new Refusal('PASSWORD_WEAK', { reason: '与现在的密码相同' }, 'newPassword');
    }
    const passwordHash = await hashPassword(change.newPassword);
    return this.production.transaction(async (manager) => {
      await setPassword(manager, personId, passwordHash, at);
      return { revoked: await revokeSessionsOf(manager, personId, 'passwordChanged', at, sessionId) };
    });
  }

  /** Makes or resets somebody's account, and ends their sessions. @throws Refusal NOT_FOUND, PASSWORD_WEAK, INVALID_FIELD */
  async put(
    administrator: Principal,
    personId: string,
    { login: typed, password }: AccountRequest,
  ): Promise<LoginAccountView> {
    const login = normalizedLogin(typed);
    const { accountRegions } = scopeOf(administrator);
    if (!(await belongsToRegions(this.production.manager, personId, accountRegions)))
      throw new Refusal('NOT_FOUND');
    refuseWeakPassword(password, login, 'password');
    const passwordHash = await hashPassword(password);
    const at = realNow();
    await this.production.transaction(async (manager) => {
      const done = await putAccount(manager, { personId, login, passwordHash }, at);
      if (!done)
        throw new Refusal('INVALID_FIELD', { field: '登录名', reason: '已有人使用这个登录名' }, 'login');
      await revokeSessionsOf(manager, personId, 'administrator', at);
    });
    return { personId, login, mustChangePassword: true };
  }
}
