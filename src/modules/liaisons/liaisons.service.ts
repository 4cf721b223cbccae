import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  LiaisonHistory,
  LiaisonQuery,
  LiaisonRegister,
  LiaisonRow,
} from '../../../contracts/http/liaisons.js';
import {
  liaisonRegister,
  liaisonsOfUnit,
  type RegisterRow,
} from '../../../database/liaisons/register.repository.js';
import { regionByCode } from '../../../database/organisation/region.repository.js';
import { unitById } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { LIAISON_STATE_LABELS } from '../../../domain/liaisons/register.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf, formatInstant, formatInstantOrNull, yearOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, seesUnit } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { xlsxFile } from '../ledger/ledger-export.service.js';
import { contactFor } from '../organisation/organisation-access.js';
import { writeRegister } from './write-register.js';

/** Who is liaison where, and who has not said so this year. */
@Injectable()
export class LiaisonsService {
  constructor(private readonly database: Database) {}

  /** Office, leaders and auditor see the region, a unit its own line. @throws Refusal NOT_FOUND */
  async register(principal: Principal, query: LiaisonQuery): Promise<LiaisonRegister> {
    const { manager } = this.database;
    const now = this.database.now();
    const year = query.year ?? yearOf(now);
    const scope = scopeOf(principal);
    const whole = seesRegion(scope, query.region);
    if (!whole && !principal.positions.some(({ regionCode }) => regionCode === query.region))
      throw new Refusal('NOT_FOUND', {}, 'region');
    const unitIds = whole ? null : scope.units;
    const { processId, rows } = await liaisonRegister(
      manager,
      { regionCode: query.region, year, unitIds },
      now,
    );
    const items = rows.map((row) => liaisonRow(principal, row));
    const counts: Record<string, number> = {};
    for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
    return { region: query.region, year, processId, counts, items };
  }

  /** The register as a table; contact data as far as the asker may see it. @throws Refusal NOT_FOUND */
  async table(principal: Principal, query: LiaisonQuery): Promise<StreamableFile> {
    const register = await this.register(principal, query);
    const region = await regionByCode(this.database.manager, query.region);
    const title = `${regionLabel(region?.name ?? '')}${register.year}年双拥工作联络员名册`;
    const date = civilDateOf(this.database.now());
    const filledBy = principal.positions[0]?.unitName ?? '';
    return xlsxFile(await writeRegister({ title, filledBy, date, rows: register.items }), `${title}${date}`);
  }

  /** @throws Refusal NOT_FOUND */
  async history(principal: Principal, unitId: string): Promise<LiaisonHistory> {
    const { manager } = this.database;
    const unit = await unitById(manager, unitId);
    if (!unit || !seesUnit(scopeOf(principal), unit)) throw new Refusal('NOT_FOUND');
    const items = await liaisonsOfUnit(manager, unitId);
    return {
      unitId,
      unit: unit.name,
      items: items.map(({ confirmedAt, ...one }) => ({
        ...one,
        confirmedAt: formatInstantOrNull(confirmedAt),
      })),
    };
  }
}

function liaisonRow(principal: Principal, row: RegisterRow): LiaisonRow {
  const { unit, liaison, state, filing, confirmedAt, deadline } = row;
  const posts = [{ unitId: unit.id, regionCode: unit.regionCode }];
  return {
    unitId: unit.id,
    unit: unit.name,
    shortName: unit.shortName,
    kind: unit.kind,
    liaison: liaison && {
      personId: liaison.personId,
      name: liaison.name,
      since: liaison.since,
      contact: contactFor(
        principal,
        { id: liaison.personId, email: liaison.email, phone: liaison.phone },
        posts,
      ),
    },
    state,
    stateLabel: LIAISON_STATE_LABELS[state],
    filing: filing && { ...filing, filedAt: formatInstant(filing.filedAt) },
    confirmedAt: formatInstantOrNull(confirmedAt),
    deadline: formatInstantOrNull(deadline),
  };
}
