import type { EntityManager } from 'typeorm';
import type { StageKey } from '../../domain/campaign/stages.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { figuresByTopic, type TopicFigures } from './figures.repository.js';

export interface CampaignSummary {
  id: string;
  title: string;
  regionCode: string;
  regionName: string;
  parentId: string | null;
  state: string;
  outcome: string | null;
  /** It runs, and does not stand still (挂起). */
  clockRuns: boolean;
  fromDate: CivilDate;
  toDate: CivilDate;
}

/** Campaigns by id, in the order that was asked. */
export function campaignSummaries(
  manager: EntityManager,
  ids: readonly string[],
): Promise<CampaignSummary[]> {
  return manager.query(
    `select p.id, p.title, p.region_code as "regionCode", r.name as "regionName", p.parent_id as "parentId", p.state, p.outcome,
       p.state = 'running' and p.paused_at is null as "clockRuns",
       c.from_date::text as "fromDate", c.to_date::text as "toDate"
     from process p join campaign c on c.process_id = p.id join region r on r.code = p.region_code
     where p.id = any($1::uuid[]) order by array_position($1::uuid[], p.id)`,
    [ids],
  );
}

/** What a light is made of. */
export interface StageFacts {
  key: StageKey;
  title: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  /** Instants as PostgreSQL writes them into JSON. */
  openedAt: string | null;
  closedAt: string | null;
}

export interface CountyCampaign extends CampaignSummary {
  stages: StageFacts[];
  figures: Omit<TopicFigures, 'campaignId'>[];
}

/** The campaigns that a city started for its counties, each with its stages and figures, in one query. `$1` is the instant. */
export async function countyCampaigns(
  manager: EntityManager,
  cityId: string,
  at: Date,
): Promise<CountyCampaign[]> {
  return manager.query(
    `with county as (select id from process where parent_id = $2 and kind = 'campaign'),
       figures as (${figuresByTopic('array(select id from county)')})
     select p.id, p.title, p.region_code as "regionCode", r.name as "regionName", p.parent_id as "parentId", p.state, p.outcome,
       p.state = 'running' and p.paused_at is null as "clockRuns",
       c.from_date::text as "fromDate", c.to_date::text as "toDate",
       (select jsonb_agg(jsonb_build_object('key', s.key, 'title', s.title, 'fromDate', s.from_date, 'toDate', s.to_date,
          'openedAt', s.opened_at, 'closedAt', s.closed_at) order by s.ordinal) from campaign_stage s where s.campaign_id = p.id) as stages,
       coalesce((select jsonb_agg(to_jsonb(f) - 'campaignId' order by f.topic) from figures f where f."campaignId" = p.id), '[]') as figures
     from process p join campaign c on c.process_id = p.id join region r on r.code = p.region_code
     where p.id in (select id from county) order by p.region_code, p.id`,
    [at, cityId],
  );
}

/** How many were asked and have handed in, by step. */
export function handedInCounts(
  manager: EntityManager,
  campaignId: string,
): Promise<{ key: StageKey; asked: number; done: number }[]> {
  return manager.query(
    `select s.key, count(distinct a.unit_id)::int as asked, count(distinct a.unit_id) filter (where a.state = 'done')::int as done
     from step s join assignment a on a.step_id = s.id and a.state <> 'cancelled'
     where s.process_id = $1 and s.key in ('mobilise', 'visit', 'interim', 'final') group by s.key`,
    [campaignId],
  );
}

export interface StageMove {
  at: Date;
  stage: StageKey;
  title: string;
  before: { from: CivilDate; to?: CivilDate };
  after: { from: CivilDate; to?: CivilDate };
}

/** What was re-scheduled while the campaign ran, as the record has it, oldest first. */
export function stageMoves(manager: EntityManager, campaignId: string): Promise<StageMove[]> {
  return manager.query(
    `select at, body->>'stage' as stage, body->>'title' as title, body->'before' as before, body->'after' as after
     from audit_entry where process_id = $1 and kind = 'stageRescheduled' order by seq`,
    [campaignId],
  );
}

/** Documents that the campaign issued, oldest first. */
export function documentsOf(
  manager: EntityManager,
  campaignId: string,
): Promise<{ id: string; number: string; title: string }[]> {
  return manager.query(
    `select id, number, title from document where process_id = $1 and state = 'issued' and kind = 'circular' order by issued_at, serial`,
    [campaignId],
  );
}

/** Where findings were carried to, by item. */
export function carriesOf(
  manager: EntityManager,
  itemIds: readonly string[],
): Promise<{ itemId: string; toStage: string }[]> {
  return manager.query(
    `select item_id as "itemId", to_stage as "toStage" from campaign_carry where item_id = any($1::uuid[]) order by at, to_stage desc`,
    [itemIds],
  );
}
