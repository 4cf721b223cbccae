import { Injectable } from '@nestjs/common';
import type { UnitQuery } from '../../../contracts/http/organisation-changes.js';
import type { UnitDetail, UnitPage } from '../../../contracts/http/organisation.js';
import { positionsWithContacts, unitsWithin } from '../../../database/organisation/directory.repository.js';
import { membershipsOf } from '../../../database/organisation/membership.repository.js';
import { unitById } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { directoryOf, refuseOutsideDirectory } from './organisation-access.js';
import { dayOf } from './request-dates.js';
import { positionView } from './views.js';

@Injectable()
export class UnitsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_DATE, INVALID_CURSOR */
  async list(principal: Principal, { region, kind, q, on, id, cursor, limit }: UnitQuery): Promise<UnitPage> {
    const after = decodeCursor(cursor, [cursorChecks.text, cursorChecks.text]) as
      [string, string] | undefined;
    const rows = await unitsWithin(this.database.manager, {
      regions: directoryOf(principal),
      regionCode: region,
      kind,
      text: q?.trim(),
      on: dayOf(on, this.database.now()),
      ids: id,
      after: after && { regionCode: after[0], name: after[1] },
      limit: limit + 1,
    });
    return pageOf(rows, limit, ({ regionCode, name }) => [regionCode, name]);
  }

  /** @throws Refusal NOT_FOUND, INVALID_DATE */
  async one(principal: Principal, id: string, on: string | undefined): Promise<UnitDetail> {
    const day = dayOf(on, this.database.now());
    const { manager } = this.database;
    const unit = await unitById(manager, id);
    if (unit === null) throw new Refusal('NOT_FOUND');
    refuseOutsideDirectory(principal, unit.regionCode);
    const [positions, memberships, successor] = await Promise.all([
      positionsWithContacts(manager, id, day),
      membershipsOf(manager, id),
      unit.successorId === null ? null : unitById(manager, unit.successorId),
    ]);
    return {
      ...unit,
      on: day,
      successor: successor && { id: successor.id, name: successor.name, shortName: successor.shortName },
      positions: positions.map((position) => positionView(principal, unit, position)),
      memberships,
    };
  }
}
