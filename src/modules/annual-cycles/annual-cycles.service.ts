import { Injectable } from '@nestjs/common';
import {
  type AlarmPage,
  type AlarmQuery,
  type AnnualCheckBody,
  type AnnualCheckView,
  type AnnualCycleDetailView,
  type AnnualCyclePage,
  type AnnualCycleQuery,
  type AnnualDraftQuery,
  type AnnualDraftView,
} from '../../../contracts/http/annual-cycles.js';
import { ALARM_WORDS, listAlarms } from '../../../database/annual-cycles/alarm.store.js';
import {
  carriedInto,
  cycleById,
  entriesOnPage,
  latestCycle,
  listCycles,
} from '../../../database/annual-cycles/cycle.repository.js';
import { prepareYear } from '../../../database/annual-cycles/prepare-year.js';
import { isNextYearWanted } from '../../../database/annual-cycles/schedule.repository.js';
import { readyRegions, type RegionReadiness } from '../../../database/processes/ready-regions.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import { PLANNABLE_KINDS } from '../../../domain/annual-cycle/plannable.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { checkedForm } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import { WHOLE } from '../../http/place.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { carriedView, cycleView, findingView, planEntryView, yearEntryView } from './cycle.view.js';
import { officeFor, requireSeen } from './office-of.js';

/** What is to be read of the years: their drafts, how they run, what is behind. */
@Injectable()
export class AnnualCyclesService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, FORBIDDEN */
  async draft(principal: Principal, { regionCode, year }: AnnualDraftQuery): Promise<AnnualDraftView> {
    const { manager } = this.database;
    const region = await this.region(principal, regionCode);
    const { entries, findings } = await prepareYear(manager, region, year, undefined, this.database.now());
    const latest = await latestCycle(manager, regionCode, year);
    return {
      ...{ regionCode, region: region.label, year, missing: region.missing },
      entries: entries.map(planEntryView),
      kinds: PLANNABLE_KINDS.map((kind) => {
        const { label, launch } = blueprintOf(kind);
        return { kind, label, once: launch.once, form: launch.form ?? null };
      }),
      findings: findings.map(findingView),
      launched: latest?.year === year ? latest.id : null,
      launchNextYear: await isNextYearWanted(manager, regionCode),
    };
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, and what the plan's forms are refused for */
  async check(
    principal: Principal,
    { regionCode, year, entries }: AnnualCheckBody,
  ): Promise<AnnualCheckView> {
    refuseClassified(entries, 'entries');
    const region = await this.region(principal, regionCode);
    const plan = checkedForm('annualPlan', entries ? { entries } : {}, WHOLE) as AnnualPlanForm;
    const { findings } = await prepareYear(
      this.database.manager,
      region,
      year,
      plan.entries,
      this.database.now(),
    );
    return { findings: findings.map(findingView) };
  }

  /** @throws Refusal NOT_FOUND for a region outside the scope */
  async list(
    principal: Principal,
    { regionCode, year, limit, cursor }: AnnualCycleQuery,
  ): Promise<AnnualCyclePage> {
    requireSeen(principal, regionCode, 'regionCode');
    const values = decodeCursor(cursor, [cursorChecks.integer, cursorChecks.text]);
    const after = values ? { year: values[0] as number, code: values[1] as string } : null;
    const rows = await listCycles(
      this.database.manager,
      { below: regionCode, year },
      { limit: limit + 1, after },
    );
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.year, row.regionCode]);
    return { items: items.map(cycleView), nextCursor };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<AnnualCycleDetailView> {
    const { manager } = this.database;
    const now = this.database.now();
    const cycle = await cycleById(manager, id);
    if (!cycle) throw new Refusal('NOT_FOUND');
    requireSeen(principal, cycle.regionCode);
    const { regionCode, year } = cycle;
    const [entries, carriedIn, carriedOut] = await Promise.all([
      entriesOnPage(manager, id, now),
      carriedInto(manager, regionCode, year),
      carriedInto(manager, regionCode, year + 1),
    ]);
    return {
      ...cycleView(cycle),
      entries: entries.map((entry) => yearEntryView(entry, now)),
      carriedIn: carriedIn.map(carriedView),
      carriedOut: carriedOut.map(carriedView),
      launchNextYear: await isNextYearWanted(manager, regionCode),
    };
  }

  async alarms(principal: Principal, { all, processId, limit, cursor }: AlarmQuery): Promise<AlarmPage> {
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listAlarms(this.database.manager, scopeOf(principal).regions, {
      ...{ open: all !== true, processId, limit: limit + 1, after },
    });
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.raisedAt.toISOString(), row.id]);
    return {
      items: items.map(({ raisedAt, clearedAt, ...alarm }) => ({
        ...alarm,
        message: ALARM_WORDS[alarm.kind],
        raisedAt: formatInstant(raisedAt),
        clearedAt: formatInstantOrNull(clearedAt),
      })),
      nextCursor,
    };
  }

  private async region(principal: Principal, regionCode: string): Promise<RegionReadiness> {
    officeFor(principal, regionCode, 'regionCode');
    const today = civilDateOf(this.database.now());
    const [region] = await readyRegions(this.database.manager, [regionCode], today, true);
    if (!region) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    return region;
  }
}
