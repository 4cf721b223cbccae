import { Injectable } from '@nestjs/common';
import type { PositionQuery } from '../../../contracts/http/organisation-changes.js';
import type { PositionPage } from '../../../contracts/http/organisation.js';
import { positionsWithin } from '../../../database/organisation/directory.repository.js';
import type { PositionKind } from '../../../domain/organisation/kinds.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { directoryOf } from './organisation-access.js';
import { dayOf } from './request-dates.js';

const LEADERS: readonly PositionKind[] = ['groupLeader', 'deputyLeader', 'groupMember'];

/** Whom work can be addressed to. */
@Injectable()
export class PositionsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR */
  async list(
    principal: Principal,
    { region, unit, leaders, q, id, cursor, limit }: PositionQuery,
  ): Promise<PositionPage> {
    const { text, uuid, integer } = cursorChecks;
    const after = decodeCursor(cursor, [text, integer, uuid, uuid]) as
      [string, number, string, string] | undefined;
    const rows = await positionsWithin(this.database.manager, {
      regions: directoryOf(principal),
      regionCode: region,
      unitId: unit,
      kinds: leaders === true ? LEADERS : undefined,
      text: q?.trim(),
      on: dayOf(undefined, this.database.now()),
      ids: id,
      after: after && { regionCode: after[0], place: after[1], unitId: after[2], positionId: after[3] },
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit, (row) => [
      row.regionCode,
      row.place,
      row.unitId,
      row.positionId,
    ]);
    return { items: items.map(({ place: _, ...row }) => row), nextCursor };
  }
}
