import type { EntityManager } from 'typeorm';
import { checkCampaign, type CampaignToCheck } from '../../domain/campaign/check-campaign.js';
import type { CampaignPlan } from '../../domain/campaign/forms.js';
import type { Finding } from '../../domain/launch-check/finding.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { leadingGroupOf, officeOf } from '../organisation/unit.repository.js';
import { calendarOf } from '../steps/step-rules.js';
import { participantsOf } from './participants.js';

export interface PlanToCheck {
  regionCode: string;
  plan: CampaignPlan;
  now: Date;
  /** The process that is just being launched: it does not collide with itself. */
  except?: string;
}

/** 方案体检 of a campaign's plan, with what the organisation and the calendar say of it today. */
export async function checkPlan(manager: EntityManager, input: PlanToCheck): Promise<Finding[]> {
  const { regionCode, plan, now } = input;
  const today = civilDateOf(now);
  return checkCampaign({
    plan,
    today,
    calendar: await calendarOf(manager),
    regionLacks: await lacksOf(manager, regionCode, today),
    units: await answeringUnits(manager, regionCode, plan, today),
    unknownUnitIds: await unknownUnits(manager, regionCode, plan, today),
    counties: await countiesNamed(manager, regionCode, plan.countyCodes, today),
    running: await runningCampaigns(manager, input),
  });
}

/** What a region lacks to run a campaign: somebody in the office, a 组长. */
async function lacksOf(manager: EntityManager, regionCode: string, on: CivilDate): Promise<string[]> {
  const [office, group] = [await officeOf(manager, regionCode), await leadingGroupOf(manager, regionCode)];
  const held = async (unitId: string | undefined, kinds: Parameters<typeof positionsOf>[2]) =>
    unitId !== undefined &&
    (await positionsOf(manager, unitId, kinds, on)).some(({ holders }) => holders.length > 0);
  return [
    ...((await held(office?.id, ['officeStaff', 'officeDeputy', 'officeDirector']))
      ? []
      : ['双拥办没有在任人员']),
    ...((await held(group?.id, ['groupLeader'])) ? [] : ['领导小组没有组长']),
  ];
}

async function answeringUnits(
  manager: EntityManager,
  regionCode: string,
  { unitIds }: CampaignPlan,
  on: CivilDate,
): Promise<CampaignToCheck['units']> {
  const units = await participantsOf(manager, { regionCode, unitIds }, on);
  const rows: { unitId: string; liaison: boolean; leader: boolean }[] = await manager.query(
    `select po.unit_id as "unitId", bool_or(po.kind in ('liaison', 'militaryLiaison')) as liaison, bool_or(po.kind = 'unitLeader') as leader
     from position po join appointment ap on ap.position_id = po.id join person pe on pe.id = ap.person_id and pe.disabled_at is null
     where po.unit_id = any($1::uuid[]) and ap.valid_from <= $2 and (ap.valid_to is null or ap.valid_to >= $2) group by po.unit_id`,
    [units.map(({ id }) => id), on],
  );
  const held = new Map(rows.map((row) => [row.unitId, row]));
  return units.map(({ id, shortName }) => ({
    id,
    name: shortName,
    hasLiaison: held.get(id)?.liaison ?? false,
    hasLeader: held.get(id)?.leader ?? false,
  }));
}

async function unknownUnits(
  manager: EntityManager,
  regionCode: string,
  { unitIds, actions }: CampaignPlan,
  on: CivilDate,
): Promise<string[]> {
  const asked = [...new Set([...unitIds, ...actions.flatMap(({ leadUnitId }) => leadUnitId ?? [])])];
  const rows: { id: string }[] = await manager.query(
    `select id from unit where id = any($1::uuid[]) and region_code = $2 and kind in ('member', 'township', 'military')
       and active_from <= $3 and (active_to is null or active_to >= $3)`,
    [asked, regionCode, on],
  );
  const known = new Set(rows.map(({ id }) => id));
  return asked.filter((id) => !known.has(id));
}

async function countiesNamed(
  manager: EntityManager,
  regionCode: string,
  codes: readonly string[],
  on: CivilDate,
): Promise<CampaignToCheck['counties']> {
  const rows: { code: string; name: string }[] = await manager.query(
    `select code, name from region where code = any($1::text[]) and parent_code = $2 and level = 3`,
    [codes, regionCode],
  );
  const counties: Record<string, { name: string; lacks: readonly string[] }> = {};
  for (const { code, name } of rows)
    counties[code] = { name: regionLabel(name), lacks: await lacksOf(manager, code, on) };
  return counties;
}

async function runningCampaigns(
  manager: EntityManager,
  { regionCode, plan, except }: PlanToCheck,
): Promise<string[]> {
  const rows: { title: string }[] = await manager.query(
    `select p.title from process p join campaign c on c.process_id = p.id
     where p.region_code = $1 and p.state = 'running' and c.to_date >= $2 and c.from_date <= $3 and ($4::uuid is null or p.id <> $4)
     order by p.launched_at, p.id`,
    [regionCode, plan.fromDate, plan.toDate, except ?? null],
  );
  return rows.map(({ title }) => title);
}
