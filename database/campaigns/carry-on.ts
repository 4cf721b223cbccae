import type { StageKey } from '../../domain/campaign/stages.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import type { EffectContext } from '../processes/effects.js';
import { lockProcess } from '../steps/step.store.js';

/**
 * What is not solved goes on, and says so: in each item's own record, in the campaign's, and in the table that the figures count.
 * @param reasons by item, why it was not solved
 */
export async function carryOn(
  { manager, now, process, actor, record }: EffectContext,
  from: StageKey,
  to: 'consolidate' | 'account',
  reasons: ReadonlyMap<string, string>,
): Promise<void> {
  if (reasons.size === 0) return;
  for (const [itemId, reason] of reasons) {
    await manager.query(
      `insert into campaign_carry (campaign_id, item_id, from_stage, to_stage, reason, at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [process.id, itemId, from, to, reason || null, now],
    );
    const item = await lockProcess(manager, itemId);
    if (!item) continue;
    const fact: AuditFact = {
      kind: 'carriedOver',
      actor,
      body: { fromStage: from, toStage: to, campaignId: process.id, reason: reason || undefined },
    };
    await appendAudit(manager, now, [{ head: item.head, facts: [fact] }]);
  }
  record({ kind: 'itemsCarriedOver', body: { toStage: to, items: [...reasons.keys()] } });
}
