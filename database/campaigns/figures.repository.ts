import type { EntityManager } from 'typeorm';
import type { Topic } from '../../domain/campaign/topics.js';
import { factsAt, LATE } from '../needs/ledger.sql.js';

/** What came of the findings of one topic. */
export interface TopicFigures {
  campaignId: string;
  topic: Topic;
  /** Filed and not taken back or merged. */
  raised: number;
  /** With a unit, a person and a limit. */
  assigned: number;
  solved: number;
  open: number;
  /** Overdue now, or solved too late. */
  late: number;
  /** Went from 排忧解难 into 巩固提高. */
  carried: number;
  /** Kept on account after the campaign. */
  onAccount: number;
  /** Reported to the upper office on the way. */
  reportedUp: number;
}

/**
 * SQL of findings by topic, of each campaign's own region: what a county reported up is the county's. `$1` is the instant; `campaigns` an
 * array of ids.
 */
export const figuresByTopic = (campaigns: string): string => `
  select f.campaign_id as "campaignId", f.kind as topic, count(*)::int as raised,
    count(*) filter (where f.number is not null)::int as assigned,
    count(*) filter (where f.finished)::int as solved,
    count(*) filter (where not f.finished and f.state <> 'terminated')::int as open,
    count(*) filter (where ${LATE})::int as late,
    count(*) filter (where exists (select 1 from campaign_carry y where y.campaign_id = f.campaign_id and y.item_id = f.id and y.to_stage = 'consolidate'))::int as carried,
    count(*) filter (where exists (select 1 from campaign_carry y where y.campaign_id = f.campaign_id and y.item_id = f.id and y.to_stage = 'account'))::int as "onAccount",
    count(*) filter (where exists (select 1 from need_item up where up.reported_from = f.id))::int as "reportedUp"
  from (${factsAt(false)}
    where i.campaign_id = any(${campaigns}) and i.reported_from is null and i.state not in ('withdrawn', 'merged')) f
  join campaign c on c.process_id = f.campaign_id and c.region_code = f.region_code
  group by f.campaign_id, f.kind`;

export function topicFigures(
  manager: EntityManager,
  campaignIds: readonly string[],
  at: Date,
): Promise<TopicFigures[]> {
  return manager.query(`${figuresByTopic('$2::uuid[]')} order by 1, 2`, [at, campaignIds]);
}
