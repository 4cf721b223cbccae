import { startPlanned } from '../../../database/annual-cycles/start-planned.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { defaultPlan } from '../../../domain/annual-cycle/default-plan.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { COUNTY } from '../../support/county.js';
import { createWorld, type World } from '../steps/world.js';

/** A county whose year is driven by hand: the test starts what the workflow would start. */
export interface YearWorld extends World {
  plan2027(): Promise<PlanEntry[]>;
  /** @param which several of a region's years in one test @returns the year's id; null when it is there already */
  launchYear(now: Date, form?: Partial<AnnualPlanForm>, which?: string): Promise<string | null>;
  startDue(yearId: string, now: Date): Promise<{ started: number; failed: number }>;
  /** States by key. */
  states(yearId: string): Promise<Record<string, string>>;
}

export async function createYearWorld(): Promise<YearWorld> {
  const world = await createWorld();
  const { dataSource } = world;
  const years: YearWorld = {
    ...world,
    async plan2027() {
      const calendar = await calendarOf(dataSource.manager);
      return defaultPlan({ region: '双江自治县', year: 2027, calendar });
    },
    async launchYear(now, form = {}, which = '') {
      const entries = form.entries ?? (await years.plan2027());
      const year = Number(entries[0]?.date.slice(0, 4));
      const process = await dataSource.transaction((tx) =>
        launchProcess(
          tx,
          {
            kind: 'annualCycle',
            businessKey: `annualCycle:${COUNTY}:${year}${which}`,
            ...{ regionCode: COUNTY, year, title: `双江自治县${year}年年度工作` },
          },
          { form: { ...form, entries }, unitId: null },
          null,
          now,
        ),
      );
      return process?.id ?? null;
    },
    startDue: (yearId, now) => startPlanned(dataSource.manager, yearId, now),
    async states(yearId) {
      const rows = await world.rows<{ key: string; state: string }>(
        `select key, state from annual_plan_entry where process_id = $1 order by date, key`,
        yearId,
      );
      return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
    },
  };
  return years;
}
