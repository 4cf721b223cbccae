import type { EntityManager } from 'typeorm';
import type { UnmetCondition } from '../../domain/campaign/conditions.js';
import { HANDED_IN, STAGE_KEYS, STAGES, type StageKey } from '../../domain/campaign/stages.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { filedFindingsOf, openFindingsOf, owingUnits } from './finding.repository.js';
import { inspectionsOf } from './inspection.store.js';

type Campaign = { id: string; regionCode: string };

/** What a unit has not done yet in a stage, in words. */
const OWED: Partial<Record<StageKey, string>> = {
  mobilise: '没有确认动员',
  visit: '没有报送走访结果',
  interim: '没有报送小结',
  final: '没有报送总结',
};

/** Everything that stands in the way of closing a stage now (DOMAIN 4 “closes when its conditions hold”). */
export async function unmetConditions(
  manager: EntityManager,
  campaign: Campaign,
  stage: StageKey,
): Promise<UnmetCondition[]> {
  return [
    ...(HANDED_IN.includes(stage) ? await unitsOwing(manager, campaign, stage) : []),
    ...(stage === 'visit' ? await findingsWaiting(manager, campaign) : []),
    ...(stage === 'solve' || stage === 'consolidate' ? await itemsOpen(manager, campaign) : []),
    ...(stage === 'inspect' ? await inspectionsOpen(manager, campaign) : []),
    ...(await stagesBefore(manager, campaign, stage)),
    ...(await countiesBehind(manager, campaign, stage)),
  ];
}

async function unitsOwing(
  manager: EntityManager,
  { id }: Campaign,
  stage: StageKey,
): Promise<UnmetCondition[]> {
  const units = await owingUnits(manager, id, stage);
  return units.map((unit) => ({ key: `unit:${unit.id}`, label: `${unit.name}${OWED[stage]}` }));
}

async function findingsWaiting(
  manager: EntityManager,
  { id, regionCode }: Campaign,
): Promise<UnmetCondition[]> {
  const findings = await filedFindingsOf(manager, id, regionCode);
  return findings.map((one) => ({ key: `finding:${one.id}`, label: `“${one.title}”还没有交办` }));
}

async function itemsOpen(manager: EntityManager, { id, regionCode }: Campaign): Promise<UnmetCondition[]> {
  const items = await openFindingsOf(manager, id, regionCode);
  return items.map((one) => ({
    key: `item:${one.id}`,
    label: `${one.lead ?? ''}的“${one.title}”还没有销号`,
  }));
}

async function inspectionsOpen(manager: EntityManager, { id }: Campaign): Promise<UnmetCondition[]> {
  const inspections = await inspectionsOf(manager, id);
  return inspections
    .filter(({ heldAt }) => heldAt === null)
    .map(({ seq }) => ({ key: `inspection:${seq}`, label: `第 ${seq} 次检查还没有完成` }));
}

/** What is not solved must have been handed on before it is followed up, and the campaign ends with its last stage. */
async function stagesBefore(
  manager: EntityManager,
  { id }: Campaign,
  stage: StageKey,
): Promise<UnmetCondition[]> {
  const wanted = stage === 'consolidate' ? ['solve'] : stage === 'final' ? STAGE_KEYS : [];
  const rows: { key: StageKey; title: string }[] = await manager.query(
    `select key, title from campaign_stage where campaign_id = $1 and key = any($2::text[]) and key <> $3 and closed_at is null order by ordinal`,
    [id, wanted, stage],
  );
  return rows.map(({ key, title }) => ({ key: `stage:${key}`, label: `“${title}”阶段还没有结束` }));
}

/** A city's stage: its counties have closed theirs. */
async function countiesBehind(
  manager: EntityManager,
  { id }: Campaign,
  stage: StageKey,
): Promise<UnmetCondition[]> {
  const rows: { code: string; name: string }[] = await manager.query(
    `select p.region_code as code, r.name from process p join campaign_stage s on s.campaign_id = p.id and s.key = $2
       join region r on r.code = p.region_code
     where p.parent_id = $1 and p.state = 'running' and s.closed_at is null order by p.region_code`,
    [id, stage],
  );
  return rows.map(({ code, name }) => ({
    key: `county:${code}`,
    label: `${regionLabel(name)}的“${STAGES[stage].label}”阶段还没有结束`,
  }));
}
