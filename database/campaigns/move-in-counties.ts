import { RESCHEDULED } from '../../domain/blueprints/notices.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { appendAudit } from '../audit/audit-log.js';
import type { EffectContext } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { tell } from '../processes/tell.js';
import { lockProcess } from '../steps/step.store.js';
import type { StageRow } from './campaign.store.js';

/**
 * Counties whose stage still stood at the city's dates follow the city; one that had adjusted its own, or has begun, keeps them. What a
 * county cannot follow because of its other stages stays as it is: its office sees the city's dates and moves it by hand.
 */
export async function moveInCounties(
  { manager, now, process, actor }: EffectContext,
  before: StageRow,
  move: (county: EffectContext) => Promise<void>,
  key: string,
): Promise<void> {
  const children: { id: string }[] = await manager.query(
    `select p.id from process p join campaign_stage s on s.campaign_id = p.id and s.key = $2
     where p.parent_id = $1 and p.kind = 'campaign' and p.state = 'running' and s.closed_at is null
       and s.from_date = $3 and s.to_date = $4 order by p.region_code`,
    [process.id, before.key, before.fromDate, before.toDate],
  );
  for (const { id } of children) {
    const county = await lockProcess(manager, id);
    if (county?.state !== 'running') continue;
    const context = recording({ manager, now, process: county, actor });
    try {
      await move(context);
    } catch (error) {
      if (error instanceof Refusal) continue;
      throw error;
    }
    await appendAudit(manager, now, [{ head: county.head, facts: context.facts }]);
    await tell(manager, now, county, { name: RESCHEDULED, id: `${key}:${now.toISOString()}` });
  }
}
