import type { EntityManager } from 'typeorm';
import { findCampaign, type CampaignRow } from '../../../database/campaigns/campaign.store.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';

/** A campaign the person may see. @throws Refusal NOT_FOUND for any other process, and for what lies outside */
export async function visibleCampaign(
  manager: EntityManager,
  principal: Principal,
  id: string,
): Promise<VisibleProcess & { campaign: CampaignRow }> {
  const process = await visibleProcess(manager, scopeOf(principal), id);
  const campaign = await findCampaign(manager, id);
  if (!campaign) throw new Refusal('NOT_FOUND');
  return { ...process, campaign };
}
