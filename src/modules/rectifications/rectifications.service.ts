import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  RectificationAccountView,
  RectificationDetailView,
  RectificationFilter,
  RectificationPage,
  RectificationQuery,
} from '../../../contracts/http/rectifications.js';
import {
  listRectifications,
  rectificationAccount,
  visibleRectification,
} from '../../../database/rectifications/rectification-list.repository.js';
import { decidedIn } from '../../../database/steps/decided.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { tableFile } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { rectificationDetailView, rectificationView } from './rectification.view.js';
import { accountTable } from './write-account.js';

/** More than one table of a year's inspections; what is beyond is narrowed by its source. */
const MOST_ROWS = 5000;
/** More than anybody sends to and fro about one problem; of more, the latest. */
const MOST_SAID = 100;

@Injectable()
export class RectificationsService {
  constructor(private readonly database: Database) {}

  async list(
    principal: Principal,
    { limit, cursor, ...wanted }: RectificationQuery,
  ): Promise<RectificationPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { limitAt: new Date(values[0] as string), id: values[1] as string } : null;
    const now = this.database.now();
    const rows = await listRectifications(this.database.manager, scopeOf(principal), wanted, now, {
      limit: limit + 1,
      after,
    });
    const page = pageOf(rows, limit, ({ limitAt, id }) => [limitAt.toISOString(), id]);
    return { ...page, items: page.items.map((row) => rectificationView(row, now)) };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<RectificationDetailView> {
    const { manager } = this.database;
    const row = await visibleRectification(manager, scopeOf(principal), id);
    const asked = { processId: id, step: undefined, after: null, limit: MOST_SAID };
    const decided = await decidedIn(manager, asked);
    return rectificationDetailView(row, decided, this.database.now());
  }

  async account(principal: Principal, filter: RectificationFilter): Promise<RectificationAccountView> {
    const now = this.database.now();
    return {
      subjects: await rectificationAccount(this.database.manager, scopeOf(principal), filter, now),
    };
  }

  /** @throws Refusal INVALID_FIELD where a table would be too long to be read */
  async table(principal: Principal, filter: RectificationFilter): Promise<StreamableFile> {
    const now = this.database.now();
    const rows = await listRectifications(this.database.manager, scopeOf(principal), filter, now, {
      limit: MOST_ROWS + 1,
      after: null,
    });
    if (rows.length > MOST_ROWS)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '发现问题的督查', reason: `超过 ${MOST_ROWS} 个问题，请按一次督查导出` },
        'source',
      );
    const views = rows.map((row) => rectificationView(row, now));
    return tableFile(accountTable('整改台账', views), 'xlsx', civilDateOf(now));
  }
}
