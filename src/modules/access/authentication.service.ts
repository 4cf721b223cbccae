import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ownerOfAccessToken, positionsOf } from '../../../database/access/principal.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { Database, PRODUCTION_DATA_SOURCE } from '../../workspace/database.service.js';
import { realNow } from './real-time.js';
import { hashOfToken } from './tokens.js';

const BEARER = /^Bearer ([\w-]{43})$/i;

@Injectable()
export class AuthenticationService {
  constructor(
    @Inject(PRODUCTION_DATA_SOURCE) private readonly production: DataSource,
    private readonly database: Database,
  ) {}

  /**
   * Who is asking. People log in to the installation, so the session is production's; which positions they hold is the
   * workspace's to say, on its own civil date.
   *
   * @throws Refusal UNAUTHENTICATED
   */
  async principalOf(authorization: string | undefined): Promise<Principal> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal('UNAUTHENTICATED');
    const day = civilDateOf(this.database.now());
    const owner = await ownerOfAccessToken(this.production, hashOfToken(token), realNow(), day);
    if (owner === undefined) throw new Refusal('UNAUTHENTICATED');
    if (this.database.manager === this.production.manager) return owner;
    return { ...owner, ...(await positionsOf(this.database.manager, owner.personId, day)) };
  }
}
