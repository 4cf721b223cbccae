import { Injectable } from '@nestjs/common';
import type {
  CircularPage,
  CircularQuery,
  CircularView,
  FigureRowPage,
  FigureRowsQuery,
  FiguresView,
} from '../../../contracts/http/circulars.js';
import { listCirculars } from '../../../database/circulars/circular-list.repository.js';
import { findCircular, namesOf, type CircularRow } from '../../../database/circulars/circular.store.js';
import { regionNames } from '../../../database/circulars/coverage.repository.js';
import {
  figureLines,
  figureRowsOf,
  figureSetOf,
  type FigureSet,
} from '../../../database/circulars/figure.repository.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { countsByUnit, countsOf, FIGURE_KEYS } from '../../../domain/circulars/figures.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { currentStepsOf } from '../processes/current-steps.js';
import { circularLine, circularView, figuresView, rowView } from './circular.view.js';

/** What a circular says, and the figures behind it. */
@Injectable()
export class CircularsService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { limit, cursor, ...filter }: CircularQuery): Promise<CircularPage> {
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listCirculars(manager, scopeOf(principal), filter, { limit: limit + 1, after });
    const page = pageOf(rows, limit, ({ launchedAt, processId }) => [launchedAt.toISOString(), processId]);
    const ids = page.items.map(({ processId }) => processId);
    const waits = await currentStepsOf(manager, principal, ids, this.database.now());
    return { ...page, items: page.items.map((row) => ({ ...circularLine(row), now: waits(row.processId) })) };
  }

  /** @throws Refusal NOT_FOUND: for a unit also as long as nothing was issued to it */
  async one(principal: Principal, processId: string): Promise<CircularView> {
    const { manager } = this.database;
    const { process, circular } = await this.found(principal, processId);
    if (!seesRegion(scopeOf(principal), process.regionCode) && circular.documentId === null)
      throw new Refusal('NOT_FOUND');
    const [recipients, copies, regions, [document]] = await Promise.all([
      namesOf(manager, circular.recipientUnitIds),
      namesOf(manager, circular.copyUnitIds),
      regionNames(manager, circular.regionCodes),
      manager.query<{ content: object }[]>(
        `select content from document where id = $1 and state = 'issued'`,
        [circular.documentId],
      ),
    ]);
    return circularView(process.title, circular, {
      recipients,
      copies,
      regions,
      document: document?.content ?? null,
    });
  }

  /** @throws Refusal NOT_FOUND */
  async figures(principal: Principal, processId: string): Promise<FiguresView> {
    const { manager } = this.database;
    const set = await this.figureSet(principal, processId);
    const rows = await figureRowsOf(manager, processId, set.cutOffAt);
    const byUnit = countsByUnit(rows);
    return figuresView(set, countsOf(rows), await namesOf(manager, [...byUnit.keys()]), byUnit);
  }

  /** @throws Refusal NOT_FOUND, INVALID_CURSOR */
  async rows(
    principal: Principal,
    processId: string,
    key: string,
    { limit, cursor, unitId }: FigureRowsQuery,
  ): Promise<FigureRowPage> {
    if (!(FIGURE_KEYS as string[]).includes(key)) throw new Refusal('NOT_FOUND');
    const [after = 0] = decodeCursor(cursor, [cursorChecks.integer]) ?? [];
    const { cutOffAt } = await this.figureSet(principal, processId);
    const lines = await figureLines(
      this.database.manager,
      { processId, cutOffAt, key, unitId },
      { after: Number(after), limit: limit + 1 },
    );
    const { items, nextCursor } = pageOf(lines, limit, ({ ordinal }) => [ordinal]);
    return { items: items.map(rowView), nextCursor };
  }

  /** The lists name every unit's items: they are for who sees the region whole; a unit has the table of the issued circular. */
  private async figureSet(principal: Principal, processId: string): Promise<FigureSet> {
    const { process } = await this.found(principal, processId);
    if (!seesRegion(scopeOf(principal), process.regionCode)) throw new Refusal('NOT_FOUND');
    const set = await figureSetOf(this.database.manager, processId);
    if (!set) throw new Refusal('NOT_FOUND');
    return set;
  }

  private async found(
    principal: Principal,
    processId: string,
  ): Promise<{ process: VisibleProcess; circular: CircularRow }> {
    const { manager } = this.database;
    const process = await visibleProcess(manager, scopeOf(principal), processId);
    const circular = await findCircular(manager, processId);
    if (!circular) throw new Refusal('NOT_FOUND');
    return { process, circular };
  }
}
