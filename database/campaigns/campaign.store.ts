import type { EntityManager } from 'typeorm';
import type { RecordedException } from '../../domain/campaign/conditions.js';
import type {
  CampaignPlan,
  CommendationForm,
  ContentArea,
  SpecialAction,
} from '../../domain/campaign/forms.js';
import { STAGE_KEYS, type StageKey } from '../../domain/campaign/stages.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';

export interface CampaignRow {
  processId: string;
  regionCode: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  contents: ContentArea[];
  actions: SpecialAction[];
  unitIds: string[];
  mechanism: string | null;
  commendation: CommendationForm | null;
  approvedAt: Date | null;
}

export interface StageRow {
  campaignId: string;
  key: StageKey;
  title: string;
  goal: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  handInDate: CivilDate | null;
  openedAt: Date | null;
  closedAt: Date | null;
  note: string | null;
  exceptions: RecordedException[];
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const CAMPAIGN = `c.process_id as "processId", c.region_code as "regionCode", c.from_date::text as "fromDate", c.to_date::text as "toDate",
  c.contents, c.actions, c.unit_ids as "unitIds", c.mechanism, c.commendation, c.approved_at as "approvedAt"`;
const STAGE = `s.campaign_id as "campaignId", s.key, s.title, s.goal, s.from_date::text as "fromDate", s.to_date::text as "toDate",
  s.hand_in_date::text as "handInDate", s.opened_at as "openedAt", s.closed_at as "closedAt", s.note, s.exceptions`;

export async function findCampaign(manager: EntityManager, id: string): Promise<CampaignRow | null> {
  const [row]: CampaignRow[] = await manager.query(
    `select ${CAMPAIGN} from campaign c where c.process_id = $1`,
    [id],
  );
  return row ?? null;
}

export async function campaignOf(manager: EntityManager, id: string): Promise<CampaignRow> {
  const row = await findCampaign(manager, id);
  if (!row) throw new Error(`no campaign ${id}`);
  return row;
}

/** Stages of campaigns, in the order of the source. */
export function stagesOf(manager: EntityManager, campaignIds: readonly string[]): Promise<StageRow[]> {
  return manager.query(
    `select ${STAGE} from campaign_stage s where s.campaign_id = any($1::uuid[]) order by s.campaign_id, s.ordinal`,
    [campaignIds],
  );
}

export async function stageOf(manager: EntityManager, campaignId: string, key: StageKey): Promise<StageRow> {
  const [row]: StageRow[] = await manager.query(
    `select ${STAGE} from campaign_stage s where s.campaign_id = $1 and s.key = $2`,
    [campaignId, key],
  );
  if (!row) throw new Error(`campaign ${campaignId} has no stage ${key}`);
  return row;
}

/** Writes a campaign as it was launched; stages stand in the order of the source, however they were handed in. */
export async function insertCampaign(
  manager: EntityManager,
  processId: string,
  regionCode: string,
  plan: CampaignPlan,
): Promise<void> {
  await manager.query(
    `insert into campaign (process_id, region_code, from_date, to_date, contents, actions, unit_ids) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      processId,
      regionCode,
      plan.fromDate,
      plan.toDate,
      JSON.stringify(plan.contents),
      JSON.stringify(plan.actions),
      plan.unitIds,
    ],
  );
  for (const [ordinal, key] of STAGE_KEYS.entries()) {
    const stage = plan.stages.find((one) => one.key === key);
    if (!stage) throw new Error(`the plan has no stage ${key}`);
    await manager.query(
      `insert into campaign_stage (campaign_id, key, ordinal, title, goal, from_date, to_date, hand_in_date)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        processId,
        key,
        ordinal,
        stage.title,
        stage.goal,
        stage.fromDate,
        stage.toDate,
        stage.handInDate ?? null,
      ],
    );
    for (const [index, day] of (stage.inspectionDates ?? []).entries())
      await manager.query(`insert into campaign_inspection (campaign_id, seq, on_date) values ($1, $2, $3)`, [
        processId,
        index + 1,
        day,
      ]);
  }
}

export type CampaignChange = Partial<{
  toDate: CivilDate;
  actions: SpecialAction[];
  mechanism: string;
  commendation: CommendationForm;
  approvedAt: Date;
  results: unknown;
}>;

export const changeCampaign = rowChange<CampaignChange>(
  'campaign',
  'process_id',
  {
    toDate: 'to_date',
    actions: 'actions',
    mechanism: 'mechanism',
    commendation: 'commendation',
    approvedAt: 'approved_at',
    results: 'results',
  },
  ['actions', 'commendation', 'results'],
);

/** The first step of a stage was opened: from now on it has begun. */
export async function beginStage(
  manager: EntityManager,
  campaignId: string,
  key: StageKey,
  now: Date,
): Promise<void> {
  await manager.query(
    `update campaign_stage set opened_at = $3 where campaign_id = $1 and key = $2 and opened_at is null`,
    [campaignId, key, now],
  );
}

export async function endStage(
  manager: EntityManager,
  campaignId: string,
  key: StageKey,
  closed: { at: Date; note: string | null; exceptions: RecordedException[] },
): Promise<void> {
  await manager.query(
    `update campaign_stage set closed_at = $3, note = $4, exceptions = $5 where campaign_id = $1 and key = $2`,
    [campaignId, key, closed.at, closed.note, JSON.stringify(closed.exceptions)],
  );
}

export async function moveStage(
  manager: EntityManager,
  campaignId: string,
  key: StageKey,
  days: { fromDate: CivilDate; toDate: CivilDate; handInDate: CivilDate | null },
): Promise<void> {
  await manager.query(
    `update campaign_stage set from_date = $3, to_date = $4, hand_in_date = $5 where campaign_id = $1 and key = $2`,
    [campaignId, key, days.fromDate, days.toDate, days.handInDate],
  );
}

/** What a unit's approved results were, as an evaluation reads them; null before the approval. */
export async function approvedResults<T>(manager: EntityManager, id: string): Promise<T | null> {
  const [row]: { results: T | null }[] = await manager.query(
    `select results from campaign where process_id = $1`,
    [id],
  );
  return row?.results ?? null;
}
