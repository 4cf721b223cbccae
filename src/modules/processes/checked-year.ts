import type { EntityManager } from 'typeorm';
import { prepareYear } from '../../../database/annual-cycles/prepare-year.js';
import { checkPlan } from '../../../domain/annual-cycle/check-plan.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import { refuseFindings } from '../../http/refuse-findings.js';

/**
 * A year's launch form with its plan complete, once 方案体检 has nothing against it: whichever endpoint launches a year comes by here.
 *
 * @throws Refusal what `checkPlan` throws
 * @throws InvalidRequest LAUNCH_CHECK, LAUNCH_WARNINGS
 */
export async function checkedYear(
  manager: EntityManager,
  region: { code: string; label: string },
  year: number,
  form: AnnualPlanForm,
  now: Date,
  path: string,
): Promise<AnnualPlanForm> {
  const { entries, findings } = await prepareYear(manager, region, year, form.entries, now);
  checkPlan(entries, year, path === '' ? 'entries' : `${path}.entries`);
  refuseFindings(findings, form.acknowledged ?? []);
  return { ...form, entries };
}
