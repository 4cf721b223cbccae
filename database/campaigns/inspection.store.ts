import type { EntityManager } from 'typeorm';
import type { CampaignInspectionForm, InspectionProblem } from '../../domain/campaign/forms.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface InspectionRow {
  seq: number;
  onDate: CivilDate;
  openedAt: Date | null;
  heldAt: Date | null;
  summary: string | null;
  inspectedUnitIds: string[];
  countyCodes: string[];
  problems: (InspectionProblem & { itemId?: string })[];
}

const INSPECTION = `i.seq, i.on_date::text as "onDate", i.opened_at as "openedAt", i.held_at as "heldAt", i.summary,
  i.inspected_unit_ids as "inspectedUnitIds", i.county_codes as "countyCodes", i.problems`;

export function inspectionsOf(manager: EntityManager, campaignId: string): Promise<InspectionRow[]> {
  return manager.query(
    `select ${INSPECTION} from campaign_inspection i where i.campaign_id = $1 order by i.seq`,
    [campaignId],
  );
}

/** The next planned one is asked for. */
export async function openInspection(manager: EntityManager, campaignId: string, now: Date): Promise<void> {
  await manager.query(
    `update campaign_inspection set opened_at = $2 where campaign_id = $1
       and seq = (select min(seq) from campaign_inspection where campaign_id = $1 and opened_at is null)`,
    [campaignId, now],
  );
}

/** Writes what the inspection that is asked for found. @returns its number */
export async function holdInspection(
  manager: EntityManager,
  campaignId: string,
  held: Omit<CampaignInspectionForm, 'problems'> & { problems: InspectionRow['problems']; at: Date },
): Promise<number> {
  const [rows]: [{ seq: number }[], number] = await manager.query(
    `update campaign_inspection set held_at = $2, summary = $3, inspected_unit_ids = $4, county_codes = $5, problems = $6
     where campaign_id = $1 and seq = (select min(seq) from campaign_inspection
       where campaign_id = $1 and opened_at is not null and held_at is null) returning seq`,
    [
      campaignId,
      held.at,
      held.summary,
      held.inspectedUnitIds,
      held.countyCodes,
      JSON.stringify(held.problems),
    ],
  );
  return rows[0]?.seq ?? 0;
}

export async function moveInspection(
  manager: EntityManager,
  campaignId: string,
  seq: number,
  onDate: CivilDate,
): Promise<void> {
  await manager.query(`update campaign_inspection set on_date = $3 where campaign_id = $1 and seq = $2`, [
    campaignId,
    seq,
    onDate,
  ]);
}
