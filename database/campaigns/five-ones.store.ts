import type { EntityManager } from 'typeorm';
import { FIVE_ONES, type FiveOne } from '../../domain/campaign/five-ones.js';
import type { FiveOneReport } from '../../domain/campaign/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { STAGE_OF_STEP } from '../../domain/blueprints/campaign.blueprint.js';

/**
 * “五个一” as a unit reports it with what it hands in (双拥在基层 四（四）); what it leaves out stays as it was.
 * @throws Refusal FIVE_ONES_EVIDENCE for something that is said to be there, and nothing shows it; INVALID_FIELD for one twice
 */
export async function reportFiveOnes(
  { manager, now, process }: EffectContext,
  { step, assignment }: Decided,
  reports: readonly FiveOneReport[],
): Promise<void> {
  if (reports.length === 0) return;
  if (new Set(reports.map(({ item }) => item)).size < reports.length)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '“五个一”', reason: '“五个一”每项只报一次' },
      'form.fiveOnes',
    );
  const files: unknown[] = await manager.query(`select 1 from attachment where assignment_id = $1 limit 1`, [
    assignment.id,
  ]);
  for (const [index, { item, done, evidence }] of reports.entries()) {
    if (done && !evidence?.trim() && files.length === 0)
      throw new Refusal('FIVE_ONES_EVIDENCE', { item: FIVE_ONES[item] }, `form.fiveOnes[${index}].evidence`);
    await manager.query(
      `insert into campaign_five_one (campaign_id, unit_id, item, done, evidence, stage, assignment_id, reported_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (campaign_id, unit_id, item) do update
         set done = excluded.done, evidence = excluded.evidence, stage = excluded.stage, assignment_id = excluded.assignment_id,
           reported_at = excluded.reported_at`,
      [
        process.id,
        assignment.unitId,
        item,
        done,
        evidence?.trim() || null,
        STAGE_OF_STEP[step.key],
        assignment.id,
        now,
      ],
    );
  }
}

export interface FiveOneRow {
  campaignId: string;
  unitId: string;
  item: FiveOne;
  done: boolean;
  evidence: string | null;
  stage: string;
  assignmentId: string;
  reportedAt: Date;
  /** Files that were handed in with it. */
  files: number;
}

export function fiveOnesOf(manager: EntityManager, campaignIds: readonly string[]): Promise<FiveOneRow[]> {
  return manager.query(
    `select f.campaign_id as "campaignId", f.unit_id as "unitId", f.item, f.done, f.evidence, f.stage,
       f.assignment_id as "assignmentId", f.reported_at as "reportedAt",
       (select count(*)::int from attachment a where a.assignment_id = f.assignment_id) as files
     from campaign_five_one f where f.campaign_id = any($1::uuid[]) order by f.unit_id, f.item`,
    [campaignIds],
  );
}
