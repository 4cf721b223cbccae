import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { Refusal } from '../../../domain/errors/refusal.js';
import { PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';

/** Attempts in a quarter of an hour. An address may be a whole office behind one gateway. */
const BY_LOGIN = { points: 10, duration: 900 };
const BY_ADDRESS = { points: 100, duration: 900 };

/** Counts attempts in the database, so that more replicas are not more guesses. */
@Injectable()
export class LoginThrottle {
  private readonly byLogin: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(@Inject(PRODUCTION_DATA_SOURCE) dataSource: DataSource) {
    // The table comes from a migration: the application's role may create none.
    const store = {
      storeClient: dataSource,
      storeType: 'typeorm',
      tableName: 'login_throttle',
      tableCreated: true,
    };
    this.byLogin = new RateLimiterPostgres({ ...store, ...BY_LOGIN, keyPrefix: 'login' });
    this.byAddress = new RateLimiterPostgres({ ...store, ...BY_ADDRESS, keyPrefix: 'address' });
  }

  /** Counts an attempt before it is looked at: many at once can't all pass. @throws Refusal LOGIN_THROTTLED */
  async attempt(login: string, address: string): Promise<void> {
    await consume(this.byAddress, address);
    await consume(this.byLogin, login);
  }

  /** The attempt was good and does not count. */
  async succeeded(login: string, address: string): Promise<void> {
    await this.byLogin.delete(hashed(login));
    await this.byAddress.reward(hashed(address));
  }
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(hashed(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal('LOGIN_THROTTLED', { seconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
