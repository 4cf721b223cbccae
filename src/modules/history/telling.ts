import type { EntityManager } from 'typeorm';
import { namesById, type HistoryRow } from '../../../database/audit/history.repository.js';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import type { Telling } from '../../../domain/history/sentence.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';

type Told = Pick<HistoryRow, 'kind' | 'body'>;

/** What the sentences of these records need: the process's own words, and today's names for ids. */
export async function tellingOf(
  manager: EntityManager,
  blueprint: ProcessBlueprint | undefined,
  rows: readonly Told[],
): Promise<Telling> {
  const names = await namesById(manager, idsIn(rows));
  return {
    blueprint,
    unit: (id) => names.units.get(id) ?? '（未知单位）',
    position: (id) => names.positions.get(id) ?? '（未知职务）',
    region: (code) => regionLabel(names.regions.get(code) ?? code),
  };
}

/** Every id in these records that a sentence may name. */
function idsIn(rows: readonly Told[]): { units: string[]; positions: string[]; regions: string[] } {
  const units = new Set<string>();
  const positions = new Set<string>();
  const regions = new Set<string>();
  const add = (to: Set<string>, value: unknown) => {
    if (typeof value === 'string') to.add(value);
  };
  for (const { kind, body } of rows) {
    add(units, body['unitId']);
    add(kind === 'positionHandedOver' ? positions : units, body['successorId']);
    add(positions, body['positionId']);
    if (kind === 'reportedUp' || kind === 'forwardedBelow') add(regions, body['to']);
    for (const id of listOf(body['unitIds'])) add(units, id);
    for (const owner of listOf(body['owners'])) add(units, (owner as { unitId?: unknown } | null)?.unitId);
  }
  return { units: [...units], positions: [...positions], regions: [...regions] };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
