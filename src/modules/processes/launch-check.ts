import type { EntityManager } from 'typeorm';
import { prepareYear } from '../../../database/annual-cycles/prepare-year.js';
import { checkPlan as checkCampaign } from '../../../database/campaigns/check-plan.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import type { ProcessKind } from '../../../domain/blueprints/index.js';
import type { CampaignLaunchForm } from '../../../domain/campaign/forms.js';
import { refuseFindings } from '../../http/refuse-findings.js';

export interface LaunchToCheck {
  kind: ProcessKind;
  region: { code: string; label: string };
  year: number;
  form: unknown;
  now: Date;
  /** Where the form stands in the body: `form`, or '' for a body that is the form. */
  path: string;
}

/**
 * The form of a launch, its plan complete, once 方案体检 has nothing against it: whichever endpoint launches what has a plan comes by here.
 *
 * @throws InvalidRequest LAUNCH_CHECK, LAUNCH_WARNINGS naming each field
 */
export async function checkedPlan(manager: EntityManager, launch: LaunchToCheck): Promise<unknown> {
  switch (launch.kind) {
    case 'annualCycle':
      return checkedYear(manager, launch);
    case 'campaign': {
      const { acknowledged, ...plan } = launch.form as CampaignLaunchForm;
      const { region, now } = launch;
      // Its findings name their place from the body on: every endpoint takes it as `form`.
      refuseFindings(await checkCampaign(manager, { regionCode: region.code, plan, now }), acknowledged);
      return launch.form;
    }
    default:
      return launch.form;
  }
}

async function checkedYear(
  manager: EntityManager,
  { region, year, form, now, path }: LaunchToCheck,
): Promise<AnnualPlanForm> {
  const given = form as AnnualPlanForm;
  const { entries, findings } = await prepareYear(manager, region, year, given.entries, now);
  refuseFindings(findings, given.acknowledged ?? [], path);
  return { ...given, entries };
}
