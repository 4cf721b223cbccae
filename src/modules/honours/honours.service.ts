import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  HonourDecisionBody,
  HonourDetailView,
  HonourFilter,
  HonourPage,
  HonourQuery,
  HonourView,
} from '../../../contracts/http/honours.js';
import { decideTitle } from '../../../database/honours/decide-title.js';
import { honourHistory, listHonours } from '../../../database/honours/honour-list.repository.js';
import { actorOf } from '../../../database/steps/acting.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import {
  civilDateOf,
  InvalidCivilDateError,
  parseCivilDate,
  type CivilDate,
} from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { changeView, honourView } from './honour.view.js';
import { registerTable } from './write-register.js';

/** More than a province's titles of many years; what is beyond is narrowed. */
const MOST_ROWS = 5000;

/** The register of titles, as they stand today or stood on a day. */
@Injectable()
export class HonoursService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR, INVALID_DATE */
  async list(principal: Principal, { limit, cursor, on, ...wanted }: HonourQuery): Promise<HonourPage> {
    const values = decodeCursor(cursor, [isDay, cursorChecks.uuid]);
    const after = values ? { namedOn: values[0] as string, id: values[1] as string } : null;
    const day = this.dayOf(on);
    const rows = await listHonours(this.database.manager, scopeOf(principal), wanted, day, {
      limit: limit + 1,
      after,
    });
    const page = pageOf(rows, limit, ({ namedOn, id }) => [namedOn, id]);
    return { ...page, items: page.items.map((row) => honourView(row, day)) };
  }

  /** @throws Refusal NOT_FOUND */
  one(principal: Principal, id: string): Promise<HonourDetailView> {
    return this.detailOf(this.database.manager, principal, id);
  }

  private async detailOf(
    manager: EntityManager,
    principal: Principal,
    id: string,
  ): Promise<HonourDetailView> {
    const scope = scopeOf(principal);
    const day = this.dayOf(undefined);
    const [row] = await listHonours(manager, scope, { id }, day, { limit: 1, after: null });
    if (!row) throw new Refusal('NOT_FOUND');
    const history = await honourHistory(manager, id);
    return {
      ...honourView(row, day),
      history: history.map((change) => changeView(change, seesRegion(scope, change.decisionRegionCode))),
    };
  }

  /** 主任 of the region that named it. @throws Refusal NOT_FOUND, FORBIDDEN, and as `decideTitle` */
  decide({ key, principal }: ChangeRequest, id: string, body: HonourDecisionBody): Promise<HonourDetailView> {
    refuseClassified(body.reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const { regionCode } = await this.detailOf(manager, principal, id);
      const director = principal.positions.find(
        (own) => own.kind === 'officeDirector' && own.regionCode === regionCode,
      );
      if (!director) throw new Refusal('FORBIDDEN');
      await decideTitle(manager, id, body, { actor: actorOf(signerOf(principal), director), now });
      return this.detailOf(manager, principal, id);
    });
  }

  /** @throws Refusal INVALID_DATE, INVALID_FIELD where a table would be too long to be read */
  async table(principal: Principal, { on, ...wanted }: HonourFilter): Promise<StreamableFile> {
    const day = this.dayOf(on);
    const rows = await listHonours(this.database.manager, scopeOf(principal), wanted, day, {
      limit: MOST_ROWS + 1,
      after: null,
    });
    if (rows.length > MOST_ROWS)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '称号种类', reason: `超过 ${MOST_ROWS} 个称号，请按种类或者地区导出` },
        'kind',
      );
    const views: HonourView[] = rows.map((row) => honourView(row, day));
    return tableFile(registerTable(views), 'xlsx', day);
  }

  private dayOf(on: string | undefined): CivilDate {
    if (on === undefined) return civilDateOf(this.database.now());
    try {
      return parseCivilDate(on);
    } catch (error) {
      if (error instanceof InvalidCivilDateError) throw new Refusal('INVALID_DATE', { field: '日期' }, 'on');
      throw error;
    }
  }
}

const isDay = (value: unknown): boolean => {
  try {
    return typeof value === 'string' && parseCivilDate(value) !== undefined;
  } catch {
    return false;
  }
};
