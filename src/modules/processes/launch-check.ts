import type { EntityManager } from 'typeorm';
import { checkPlan } from '../../../database/campaigns/check-plan.js';
import type { ProcessKind } from '../../../domain/blueprints/index.js';
import type { CampaignLaunchForm } from '../../../domain/campaign/forms.js';
import { refuseFindings } from '../../http/refuse-findings.js';

export interface LaunchToCheck {
  kind: ProcessKind;
  regionCode: string;
  form: unknown;
  now: Date;
}

/**
 * 方案体检 of what has a plan, whichever endpoint launches it.
 * @throws InvalidRequest LAUNCH_CHECK, LAUNCH_WARNINGS naming each field
 */
export async function checkBeforeLaunch(
  manager: EntityManager,
  { kind, regionCode, form, now }: LaunchToCheck,
): Promise<void> {
  if (kind !== 'campaign') return;
  const { acknowledged, ...plan } = form as CampaignLaunchForm;
  refuseFindings(await checkPlan(manager, { regionCode, plan, now }), acknowledged);
}
