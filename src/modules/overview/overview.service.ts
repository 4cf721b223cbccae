import { Injectable } from '@nestjs/common';
import type {
  KindMeasuresView,
  MeasuresView,
  OverviewQuery,
  OverviewStep,
  OverviewStepPage,
  OverviewStepsQuery,
  OverviewView,
  UnitMeasuresView,
} from '../../../contracts/http/overview.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import {
  measuresByRegion,
  measuresByUnit,
  stepsBehind,
  type Moments,
  type OwedStep,
  type UnitMeasures,
} from '../../../database/overview/overview.repository.js';
import { BLUEPRINTS, blueprintOf, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf } from '../../../domain/time/light.js';
import { endOfWeek } from '../../../domain/time/week.js';
import {
  civilDateOf,
  daysBetween,
  formatInstant,
  formatInstantOrNull,
  startOfDay,
} from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, orNull, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';

/** Two weeks of offices in which nobody signed for it or did anything. */
const STALLED_WORKING_DAYS = 10;

/** How the work of a region stands, by unit, and the list behind each figure. */
@Injectable()
export class OverviewService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND for a region the person does not see whole */
  async of(principal: Principal, query: OverviewQuery): Promise<OverviewView> {
    const region = regionAsked(principal, query.region);
    const at = await this.moments();
    const { manager } = this.database;
    const [rows, regions] = await Promise.all([
      measuresByUnit(manager, at, region),
      measuresByRegion(manager, at, region),
    ]);
    return {
      regionCode: region,
      at: formatInstant(at.now),
      stalledAfterWorkingDays: STALLED_WORKING_DAYS,
      weekEndsAt: formatInstant(at.weekEndsAt),
      total: sum(rows),
      units: byUnit(rows),
      kinds: byKind(rows),
      regions: regions.map(({ name, ...figures }) => ({ ...figures, label: regionLabel(name) })),
    };
  }

  /** @throws Refusal NOT_FOUND, INVALID_CURSOR */
  async steps(principal: Principal, query: OverviewStepsQuery): Promise<OverviewStepPage> {
    const region = regionAsked(principal, query.region);
    const { limit, measure, reach, unitId = null, kind = null } = query;
    const values = decodeCursor(query.cursor, [orNull(cursorChecks.instant), cursorChecks.uuid]);
    const at = await this.moments();
    const entries = await stepsBehind(this.database.manager, at, {
      measure,
      region,
      reach,
      unitId,
      kind,
      on: civilDateOf(at.now),
      limit: limit + 1,
      after: values
        ? {
            deadline: values[0] ? new Date(values[0] as string) : null,
            id: values[1] as string,
          }
        : null,
    });
    const { items, nextCursor } = pageOf(entries, limit, ({ deadline, assignmentId }) => [
      deadline?.toISOString() ?? null,
      assignmentId,
    ]);
    return { items: items.map((entry) => owedStepView(entry, at.now)), nextCursor };
  }

  private async moments(): Promise<Moments> {
    const now = this.database.now();
    const calendar = await calendarOf(this.database.manager);
    const stalledSince = calendar.addWorkingDays(civilDateOf(now), -STALLED_WORKING_DAYS);
    return { now, stalledBefore: startOfDay(stalledSince), weekEndsAt: endOfWeek(now) };
  }
}

export function owedStepView(entry: OwedStep, now: Date): OverviewStep {
  const { step, openedAt, acknowledgedAt, deadline, warnAt, ...same } = entry;
  return {
    ...same,
    stepLabel: stepBlueprintOf(entry.kind, step).label,
    openedAt: formatInstant(openedAt),
    days: daysBetween(civilDateOf(openedAt), civilDateOf(now)),
    acknowledged: acknowledgedAt !== null,
    deadline: formatInstantOrNull(deadline),
    light: lightOf({ deadline, warnAt, now }).light,
  };
}

function regionAsked(principal: Principal, asked: string | undefined): string {
  const region = asked ?? principal.positions[0]?.regionCode;
  if (region === undefined || !seesRegion(scopeOf(principal), region)) throw new Refusal('NOT_FOUND');
  return region;
}

const sum = (rows: readonly MeasuresView[]): MeasuresView => ({
  overdue: rows.reduce((total, { overdue }) => total + overdue, 0),
  stalled: rows.reduce((total, { stalled }) => total + stalled, 0),
  dueThisWeek: rows.reduce((total, { dueThisWeek }) => total + dueThisWeek, 0),
});

/** In the order of the rows, which is the units' own. */
function byUnit(rows: readonly UnitMeasures[]): UnitMeasuresView[] {
  const units = new Map<string, UnitMeasures[]>();
  for (const row of rows) units.set(row.unitId, [...(units.get(row.unitId) ?? []), row]);
  return [...units.values()].map((own) => ({ unitId: own[0]!.unitId, unit: own[0]!.unit, ...sum(own) }));
}

function byKind(rows: readonly UnitMeasures[]): KindMeasuresView[] {
  return Object.keys(BLUEPRINTS).flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return own.length === 0 ? [] : [{ kind, kindLabel: blueprintOf(kind).label, ...sum(own) }];
  });
}
