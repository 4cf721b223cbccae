import type { EntityManager } from 'typeorm';
import { FIVE_ONE_KEYS } from '../../domain/campaign/five-ones.js';
import { HANDED_IN, type StageKey } from '../../domain/campaign/stages.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { factsAt, LATE } from '../needs/ledger.sql.js';
import { unitsByIds } from '../organisation/unit.repository.js';
import { campaignOf } from './campaign.store.js';
import { fiveOnesOf } from './five-ones.store.js';
import { inspectionsOf } from './inspection.store.js';
import { participantsOf } from './participants.js';

export type HandIn = 'inTime' | 'late' | 'missing' | 'notAsked';

/** What one unit did in a campaign, in numbers that an evaluation can count with. */
export interface UnitResult {
  unitId: string;
  unit: string;
  unitKind: string;
  handIns: Record<string, HandIn>;
  /** Findings it filed. */
  findings: number;
  led: { arranged: number; solved: number; open: number; late: number; carried: number };
  fiveOnes: number;
  inspections: { inspected: number; items: number; reminders: number };
  commended: boolean;
}

/** Results of every unit that took part or leads something, as they stand at an instant. */
export async function unitResults(
  manager: EntityManager,
  campaignId: string,
  at: Date,
): Promise<UnitResult[]> {
  const campaign = await campaignOf(manager, campaignId);
  const [participants, handIns, filed, led, inspections, fiveOnes] = [
    await participantsOf(manager, campaign, civilDateOf(at)),
    await handInsOf(manager, campaignId, at),
    await filedBy(manager, campaignId),
    await ledBy(manager, campaignId, at),
    await inspectionsOf(manager, campaignId),
    await fiveOnesOf(manager, [campaignId]),
  ];
  const commended = campaign.approvedAt ? (campaign.commendation?.commended ?? []) : [];
  const ids = new Set([
    ...participants.map(({ id }) => id),
    ...handIns.map(({ unitId }) => unitId),
    ...led.map(({ unitId }) => unitId),
  ]);
  const units = (await unitsByIds(manager, [...ids])).filter(({ kind }) => kind !== 'office');
  units.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name));
  return units.map(({ id, shortName, kind }) => ({
    unitId: id,
    unit: shortName,
    unitKind: kind,
    handIns: Object.fromEntries(
      HANDED_IN.map((stage) => [
        stage,
        handIns.find((one) => one.unitId === id && one.stage === stage)?.how ?? 'notAsked',
      ]),
    ),
    findings: filed.find(({ unitId }) => unitId === id)?.count ?? 0,
    led: ledOf(led.find(({ unitId }) => unitId === id)),
    fiveOnes: FIVE_ONE_KEYS.filter((item) =>
      fiveOnes.some((one) => one.unitId === id && one.item === item && one.done),
    ).length,
    inspections: {
      inspected: inspections.filter(({ inspectedUnitIds }) => inspectedUnitIds.includes(id)).length,
      items: problemsOf(inspections, id, 'item'),
      reminders: problemsOf(inspections, id, 'reminder'),
    },
    commended: commended.some(({ unitId }) => unitId === id),
  }));
}

const KINDS = ['member', 'township', 'military'];

type Inspection = Awaited<ReturnType<typeof inspectionsOf>>[number];
const problemsOf = (inspections: readonly Inspection[], unitId: string, handling: string): number =>
  inspections
    .flatMap(({ problems }) => problems)
    .filter((one) => one.unitId === unitId && one.handling === handling).length;

/** Each hand-in step bears its stage's name. One in time makes up for an earlier round that was returned. */
function handInsOf(
  manager: EntityManager,
  campaignId: string,
  at: Date,
): Promise<{ unitId: string; stage: StageKey; how: HandIn }[]> {
  return manager.query(
    `select a.unit_id as "unitId", s.key as stage,
       case when bool_or(a.state = 'done' and not a.late) then 'inTime' when bool_or(a.state = 'done') then 'late'
         when bool_or(a.state = 'open' and (a.deadline_at is null or a.deadline_at >= $3)) then 'notAsked' else 'missing' end as how
     from step s join assignment a on a.step_id = s.id
     where s.process_id = $1 and s.key = any($2::text[]) and a.state <> 'cancelled' group by a.unit_id, s.key`,
    [campaignId, HANDED_IN, at],
  );
}

function filedBy(manager: EntityManager, campaignId: string): Promise<{ unitId: string; count: number }[]> {
  return manager.query(
    `select o.unit_id as "unitId", count(distinct o.original_id)::int as count from need_item_origin o join need_item i on i.id = o.original_id
     where i.campaign_id = $1 and i.reported_from is null and i.state <> 'withdrawn' group by o.unit_id`,
    [campaignId],
  );
}

type Led = UnitResult['led'] & { unitId: string };
const NONE = { arranged: 0, solved: 0, open: 0, late: 0, carried: 0 };
const ledOf = (led: Led | undefined): UnitResult['led'] => {
  if (!led) return NONE;
  const { unitId: _, ...counts } = led;
  return counts;
};

function ledBy(manager: EntityManager, campaignId: string, at: Date): Promise<Led[]> {
  return manager.query(
    `select f.lead_unit_id as "unitId", count(*)::int as arranged, count(*) filter (where f.finished)::int as solved,
       count(*) filter (where not f.finished and f.state <> 'terminated')::int as open, count(*) filter (where ${LATE})::int as late,
       count(*) filter (where exists (select 1 from campaign_carry y where y.item_id = f.id and y.to_stage = 'consolidate'))::int as carried
     from (${factsAt(false)} where i.campaign_id = $2 and i.reported_from is null and i.lead_unit_id is not null
       and i.state not in ('withdrawn', 'merged')) f group by f.lead_unit_id`,
    [at, campaignId],
  );
}
