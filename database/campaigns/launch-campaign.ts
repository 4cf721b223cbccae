import { leadFor } from '../../domain/campaign/draft.js';
import type { CampaignLaunchForm, CampaignPlan } from '../../domain/campaign/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { filingUnitsOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { startProcess } from '../processes/start-process.js';
import { checkPlan } from './check-plan.js';
import { insertCampaign } from './campaign.store.js';

/**
 * Writes the plan, and starts the campaign of each county it was launched for.
 * @throws Refusal LAUNCH_CHECK for a plan with an error in it, whoever launches: no other door leads past 方案体检
 */
export async function launchCampaign(context: EffectContext, form: CampaignLaunchForm): Promise<void> {
  const { manager, now, process } = context;
  const { acknowledged: _, ...plan } = form;
  const { regionCode } = process;
  const findings = await checkPlan(manager, { regionCode, plan, now, except: process.id });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error) throw new Refusal('LAUNCH_CHECK', {}, error.where);
  await insertCampaign(manager, process.id, regionCode, plan);
  for (const code of [...new Set(plan.countyCodes)].sort()) await startInCounty(context, code, plan);
}

/** The county's office runs it with the city's plan, in its own name and with its own units. */
async function startInCounty(
  { manager, now, process, actor }: EffectContext,
  regionCode: string,
  plan: CampaignPlan,
): Promise<void> {
  const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
    regionCode,
  ]);
  const units = await filingUnitsOf(manager, regionCode, civilDateOf(now));
  const actions = plan.actions.map(({ topic, title }) => {
    const leadUnitId = leadFor(topic, units);
    return { topic, title, ...(leadUnitId === undefined ? {} : { leadUnitId }) };
  });
  await startProcess(
    manager,
    {
      kind: 'campaign',
      businessKey: `campaign:${regionCode}:${process.id}`,
      regionCode,
      year: process.year,
      title: `${regionLabel(region?.name ?? '')}：${plan.title}`,
      parentId: process.id,
      async write(child) {
        await insertCampaign(manager, child.process.id, regionCode, {
          ...plan,
          actions,
          countyCodes: [],
          unitIds: [],
        });
        return {};
      },
    },
    actor,
    now,
  );
}
