import { Injectable } from '@nestjs/common';
import type { RegionQuery } from '../../../contracts/http/organisation-changes.js';
import type { RegionPage, RegionView } from '../../../contracts/http/organisation.js';
import { regionByCode, regionsLike } from '../../../database/organisation/region.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import { Database } from '../../workspace/database.service.js';
import { regionView } from './views.js';

/** Divisions are public knowledge: everybody logged in may read all of them. */
@Injectable()
export class RegionsService {
  constructor(private readonly database: Database) {}

  async list({ parent, q, cursor, limit }: RegionQuery): Promise<RegionPage> {
    const [after] = decodeCursor(cursor, [cursorChecks.text]) ?? [];
    const rows = await regionsLike(this.database.manager, {
      parent: parent ?? (q ? undefined : null),
      text: q?.trim(),
      after: after as string | undefined,
      limit: limit + 1,
    });
    return pageOf(rows.map(regionView), limit, ({ code }) => [code]);
  }

  /** @throws Refusal NOT_FOUND */
  async one(code: string): Promise<RegionView> {
    const region = await regionByCode(this.database.manager, code);
    if (region === null) throw new Refusal('NOT_FOUND');
    return regionView(region);
  }
}
