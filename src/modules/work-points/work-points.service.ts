import { Injectable, type StreamableFile } from '@nestjs/common';
import type {
  PointDetailView,
  PointFilterQuery,
  PointSetPage,
  PointSetQuery,
  PointSetView,
  PointView,
  ReceivedPointView,
} from '../../../contracts/http/work-points.js';
import { regionNames } from '../../../database/circulars/coverage.repository.js';
import { unitsByIds } from '../../../database/organisation/unit.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import {
  pointsAbove,
  pointsBelow,
  seesPoint,
  type ChainPoint,
} from '../../../database/work-points/chain.repository.js';
import { pointsOfSets, setsBelow } from '../../../database/work-points/coverage.repository.js';
import { unitsOf } from '../../../database/work-points/draft-points.js';
import {
  leadLinesOf,
  pointLine,
  pointLinesOf,
  receiptsMissingOf,
  replyLinesOf,
  reportLinesOf,
  type PointLine,
  type ReceiptLine,
} from '../../../database/work-points/point-list.repository.js';
import { listPointSets } from '../../../database/work-points/set-list.repository.js';
import { MATTER_STATES } from '../../../domain/blueprints/decided-matter.blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf } from '../../../domain/time/light.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { SPLIT_STATUSES } from '../../../domain/work-points/coverage.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen, type Scope } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { preparesSet, pointSetOf } from '../../../database/work-points/set.store.js';
import { xlsxFile } from '../ledger/ledger-export.service.js';
import { coveredPoints } from './coverage.view.js';
import { noticeView } from './notice.view.js';
import { pointFigures, pointView, setLine, type PointFacts } from './point.view.js';
import { writePoints } from './write-points.js';

/** Shows work points. Acts on them are assignments like any other. */
@Injectable()
export class WorkPointsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR */
  async sets(principal: Principal, { limit, cursor, ...filter }: PointSetQuery): Promise<PointSetPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const page = { limit: limit + 1, after, now: this.database.now() };
    const rows = await listPointSets(this.database.manager, scopeOf(principal), filter, page);
    const { items, nextCursor } = pageOf(rows, limit, ({ launchedAt, id }) => [launchedAt.toISOString(), id]);
    return { items: items.map(setLine), nextCursor };
  }

  /** @throws Refusal NOT_FOUND for what is no set of work points, or none of the viewer's */
  async one(principal: Principal, id: string, filter: PointFilterQuery): Promise<PointSetView> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = scopeOf(principal);
    const { kind } = await visibleProcess(manager, scope, id);
    const [row] =
      kind === 'workPoints'
        ? await listPointSets(manager, scope, { id }, { limit: 1, after: null, now })
        : [];
    if (!row) throw new Refusal('NOT_FOUND');
    const whole = seesRegion(scope, row.regionCode);
    const [set, lines, missing] = await Promise.all([
      pointSetOf(manager, id),
      pointLinesOf(manager, id),
      receiptsMissingOf(manager, id),
    ]);
    const own = unitsSeen(scope, 'workPoints');
    const shown = whole ? missing : missing.filter(({ unitId }) => own.includes(unitId));
    const facts = await this.factsOf(lines, [
      ...shown.map(({ unitId }) => unitId),
      ...set.copyUnitIds,
      ...unitsOf(set.draftedPoints ?? []),
    ]);
    const told = whole || set.supervisedFrom !== null || (await preparesSet(manager, id, own));
    const points = lines.map((line) => pointView(line, facts, isInside(scope, line), now));
    return {
      ...setLine(row),
      notice: told
        ? noticeView(set, row.year, await regionNames(manager, set.regionCodes), facts.unit)
        : null,
      figures: pointFigures(points),
      sections: [...new Set(points.map(({ section }) => section))].filter((section) => section !== ''),
      items: points.filter((point) => fits(point, filter)),
      receipts: shown.map((line) => receiptView(line, facts, now)),
      received: whole && row.fromSetId !== null ? await this.received(id, row.fromSetId) : [],
    };
  }

  /** @throws Refusal NOT_FOUND */
  async point(principal: Principal, id: string): Promise<PointDetailView> {
    const { manager } = this.database;
    const scope = scopeOf(principal);
    const line = await pointLine(manager, id);
    if (!line || !(await seesPoint(manager, scope, line))) throw new Refusal('NOT_FOUND');
    const [facts, above, below, [set]] = await Promise.all([
      this.factsOf([line]),
      pointsAbove(manager, scope, id),
      pointsBelow(manager, scope, id),
      manager.query<{ title: string }[]>(`select title from process where id = $1`, [line.setId]),
    ]);
    return {
      ...pointView(line, facts, isInside(scope, line), this.database.now()),
      setTitle: set?.title ?? '',
      regionCode: line.regionCode,
      above: above.map(chainView),
      below: below.map(chainView),
    };
  }

  /** What the query selects, as a table. @throws Refusal NOT_FOUND */
  async table(principal: Principal, id: string, filter: PointFilterQuery): Promise<StreamableFile> {
    const set = await this.one(principal, id, filter);
    const date = civilDateOf(this.database.now());
    const filledBy = principal.positions[0]?.unitName ?? '';
    const title = `${set.title}落实情况`;
    return xlsxFile(await writePoints({ title, filledBy, date, points: set.items }), `${title}${date}`);
  }

  /** Everything about points, a query for each kind of fact, whatever their number. */
  private async factsOf(lines: readonly PointLine[], more: readonly string[] = []): Promise<PointFacts> {
    const { manager } = this.database;
    const ids = lines.map(({ id }) => id);
    const [leads, replies, reports] = await Promise.all([
      leadLinesOf(manager, ids),
      replyLinesOf(manager, ids),
      reportLinesOf(manager, ids),
    ]);
    // Who reported before it handed its work over stands with its name too.
    const unitIds = [
      ...lines.flatMap(({ leadUnitIds, cooperatingUnitIds }) => [...leadUnitIds, ...cooperatingUnitIds]),
      ...reports.map(({ unitId }) => unitId),
      ...more,
    ];
    const units = new Map((await unitsByIds(manager, [...new Set(unitIds)])).map((unit) => [unit.id, unit]));
    return {
      leads,
      replies,
      reports,
      unit(id) {
        const { name = '', shortName = '' } = units.get(id) ?? {};
        return { id, name, shortName };
      },
    };
  }

  /** The points that came from above, with what this level made of each. */
  private async received(id: string, fromSetId: string): Promise<ReceivedPointView[]> {
    const { manager } = this.database;
    const [[own], upper, ours] = await Promise.all([
      setsBelow(manager, id),
      pointsOfSets(manager, [fromSetId]),
      pointsOfSets(manager, [id]),
    ]);
    if (!own) return [];
    const covered = coveredPoints(own, upper, ours);
    return covered.flatMap(({ pointId, status, reason }) => {
      const point = upper.find((one) => one.id === pointId);
      if (!point) return [];
      const { number, section, title, text, quantities, limitAt } = point;
      const told = { id: pointId, number, section, title, text, quantities };
      return [
        { ...told, limitAt: formatInstant(limitAt), status, statusLabel: SPLIT_STATUSES[status], reason },
      ];
    });
  }
}

/** What units report of a point is for them, the office and the leaders; others know what the notice says and how far it is. */
function isInside(
  scope: Scope,
  {
    regionCode,
    leadUnitIds,
    cooperatingUnitIds,
  }: Pick<PointLine, 'regionCode' | 'leadUnitIds' | 'cooperatingUnitIds'>,
): boolean {
  const own = unitsSeen(scope, 'workPoint');
  return (
    seesRegion(scope, regionCode) || [...leadUnitIds, ...cooperatingUnitIds].some((id) => own.includes(id))
  );
}

function fits(point: PointView, { unit, light, state, section }: PointFilterQuery): boolean {
  const units = [...point.leads, ...point.cooperating].map((one) => one.unit.id);
  return (
    (unit === undefined || units.includes(unit)) &&
    (light === undefined || point.light === light) &&
    (state === undefined || point.state === state) &&
    (section === undefined || point.section === section)
  );
}

function receiptView({ unitId, deadline, warnAt }: ReceiptLine, facts: PointFacts, now: Date) {
  return {
    unit: facts.unit(unitId),
    deadline: formatInstantOrNull(deadline),
    light: lightOf({ deadline, warnAt, now }).light,
  };
}

function chainView({ region, state, visible, ...point }: ChainPoint): PointDetailView['above'][number] {
  return {
    ...point,
    region: regionLabel(region),
    visible,
    state: visible ? state : null,
    stateLabel: visible ? MATTER_STATES[state] : null,
  };
}
