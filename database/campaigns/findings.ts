import type { FindingsForm } from '../../domain/campaign/forms.js';
import { TOPICS } from '../../domain/campaign/topics.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { itemIdOf } from '../steps/ids.js';
import { changeItem, insertItems } from '../needs/need-item.store.js';

/** Told when a unit filed findings after the office had arranged the others. */
export const FILED_LATE = 'filedLate';

/**
 * What a unit found on its visits, in place of what it filed in an earlier round (双拥在基层 三（二）). “Nothing found” is a hand-in too.
 * @throws Refusal FILING_EMPTY, FILING_NOTHING_WITH_ITEMS
 */
export async function fileFindings(context: EffectContext, decided: Decided): Promise<void> {
  const { manager, now, process } = context;
  const { step, assignment } = decided;
  const { nothing, findings } = decided.form as FindingsForm;
  if (nothing && findings.length > 0)
    throw new Refusal('FILING_NOTHING_WITH_ITEMS', { count: findings.length }, 'form.findings');
  if (!nothing && findings.length === 0) throw new Refusal('FILING_EMPTY', {}, 'form.findings');
  const replaced: { id: string }[] = await manager.query(
    `select i.id from need_item i join need_item_origin o on o.item_id = i.id
     where i.campaign_id = $1 and i.region_code = $2 and o.unit_id = $3 and i.state = 'filed'`,
    [process.id, process.regionCode, assignment.unitId],
  );
  for (const { id } of replaced) await changeItem(manager, id, { state: 'withdrawn' }, now);
  await insertItems(
    manager,
    findings.map(({ topic, title, detail }, index) => ({
      id: itemIdOf(assignment.id, index),
      regionCode: process.regionCode,
      year: process.year,
      dualListId: null,
      campaignId: process.id,
      side: TOPICS[topic].side,
      kind: topic,
      title: title.trim(),
      detail: detail.trim(),
      state: 'filed',
      filedLate: assignment.deadlineAt !== null && assignment.deadlineAt < now,
      reportedFrom: null,
      origin: { unitId: assignment.unitId, assignmentId: assignment.id },
    })),
    now,
  );
  if (step.status === 'closed' && findings.length > 0)
    await tell(manager, now, process, { name: FILED_LATE, id: assignment.id });
}
