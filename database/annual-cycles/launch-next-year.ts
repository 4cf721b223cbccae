import type { EntityManager } from 'typeorm';
import { planOfNextYear } from '../../domain/annual-cycle/next-year.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { annualCycle } from '../../domain/blueprints/annual-cycle.blueprint.js';
import { Refusal, sentenceOf } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { launchProcess } from '../processes/launch-process.js';
import { readyRegions } from '../processes/ready-regions.js';
import { calendarOf } from '../steps/step-rules.js';
import { raiseAlarms } from './alarm.store.js';
import { latestCycle } from './cycle.repository.js';
import { entriesOf } from './entry.store.js';
import { prepareYear } from './prepare-year.js';
import { isNextYearWanted } from './schedule.repository.js';
import { yearAlarm } from './watch-years.js';

/** launched, there already, no longer wanted, or not possible: then an alarm says why. */
export type NextYear = 'launched' | 'already' | 'unwanted' | 'refused';

/**
 * Launches a region's year by itself, with the plan of the year before on the new year's dates. Its errors block it as they block a
 * person; its warnings don't, for nobody is there to click them away.
 */
export async function launchNextYear(
  manager: EntityManager,
  { regionCode, year }: { regionCode: string; year: number },
  now: Date,
): Promise<NextYear> {
  return manager.transaction(async (tx) => {
    if (!(await isNextYearWanted(tx, regionCode))) return 'unwanted';
    const businessKey = `annualCycle:${regionCode}:${year}`;
    const there: unknown[] = await tx.query(`select 1 from process where business_key = $1`, [businessKey]);
    if (there.length > 0) return 'already';
    const [region] = await readyRegions(tx, [regionCode], civilDateOf(now), true);
    if (!region) return 'unwanted';
    const { label, missing } = region;
    const refuse = async (detail: string): Promise<NextYear> => {
      await raiseAlarms(tx, [yearAlarm(regionCode, label, year, detail)], now);
      return 'refused';
    };
    if (missing.length > 0)
      return refuse(sentenceOf('REGION_NOT_READY', { region: label, missing: missing.join('；') }));
    const plan = await planBefore(tx, region, year);
    const { entries, findings } = await prepareYear(tx, region, year, plan, now);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return refuse(errors.map(({ message, mend }) => `${message}${mend}`).join('\n'));
    const title = `${label}${year}年${annualCycle.label}`;
    try {
      const launched = await tx.transaction((inner) =>
        launchProcess(
          inner,
          { kind: 'annualCycle', businessKey, regionCode, year, title },
          { form: { entries }, unitId: null },
          null,
          now,
        ),
      );
      return launched ? 'launched' : 'already';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse(error.message);
    }
  });
}

/** The plan of the year before, moved; undefined, and so the offered one, for a region that has no year yet. */
async function planBefore(
  manager: EntityManager,
  { code, label }: { code: string; label: string },
  year: number,
): Promise<PlanEntry[] | undefined> {
  const before = await latestCycle(manager, code, year - 1);
  if (!before) return undefined;
  const calendar = await calendarOf(manager);
  let entries = (await entriesOf(manager, before.id)).map(({ key, kind, title, date, form }): PlanEntry => ({
    ...{ key, kind, title, date },
    ...(form === null ? {} : { form }),
  }));
  for (let from = before.year; from < year; from += 1)
    entries = planOfNextYear(entries, { region: label, year: from, calendar });
  return entries;
}
