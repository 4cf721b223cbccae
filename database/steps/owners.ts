import type { OwnerRole } from '../../domain/blueprints/blueprint.js';
import { civilDateOf } from '../../domain/time/zone.js';
import {
  ownerPositionsOf,
  positionsOf,
  type PositionWithHolders,
} from '../organisation/position.repository.js';
import { filingUnitsOf, leadingGroupOf, officeOf } from '../organisation/unit.repository.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';

/** Who owes an assignment: the unit, and the position that holds its work. */
export interface Owner {
  unitId: string;
  positionId: string;
}

/**
 * The positions that hold a role on the day of the context's instant. A unit without a holder of any of its own positions is owed
 * by the office in its stead: no assignment is ever without an owner. Empty when the role has nobody to ask (no cooperating units).
 */
export async function ownersOf(context: EffectContext, role: OwnerRole): Promise<Owner[]> {
  const { manager, now, process } = context;
  const on = civilDateOf(now);
  const effects = effectsOf(process.kind);
  switch (role) {
    case 'filingUnits':
      return unitOwners(
        context,
        await filingUnitsOf(manager, process.regionCode, on).then((units) => units.map(({ id }) => id)),
      );
    case 'leadUnit':
    case 'cooperatingUnits':
    case 'raisingUnits':
      return unitOwners(context, (await effects.unitsOf?.(context, role)) ?? []);
    case 'claimer': {
      const positionId = await effects.claimerPosition?.(context);
      if (!positionId) return groupPositions(context, ['groupLeader']);
      const [row]: { unit_id: string }[] = await manager.query(`select unit_id from position where id = $1`, [
        positionId,
      ]);
      return row ? [{ positionId, unitId: row.unit_id }] : [];
    }
    case 'groupLeader':
      return groupPositions(context, ['groupLeader']);
    case 'groupLeaders':
      return groupPositions(context, ['groupLeader', 'deputyLeader']);
    case 'office':
      return officePositions(context);
    case 'officeStaff':
      return (await officePositions(context)).slice(0, 1);
  }
}

async function unitOwners(context: EffectContext, unitIds: string[]): Promise<Owner[]> {
  if (unitIds.length === 0) return [];
  const found = await ownerPositionsOf(context.manager, unitIds, civilDateOf(context.now));
  const owners = new Map(found.map(({ unitId, positionId }) => [unitId, positionId]));
  const missing = unitIds.filter((unitId) => !owners.has(unitId));
  const [office] = missing.length > 0 ? await officePositions(context) : [];
  return unitIds.flatMap((unitId) => {
    const positionId = owners.get(unitId) ?? office?.positionId;
    return positionId ? [{ unitId, positionId }] : [];
  });
}

/** The office's filled positions, who does the daily work first: 工作人员, 副主任, 主任. */
async function officePositions({ manager, now, process }: EffectContext): Promise<Owner[]> {
  const office = await officeOf(manager, process.regionCode);
  if (!office) return [];
  const positions = await positionsOf(
    manager,
    office.id,
    ['officeStaff', 'officeDeputy', 'officeDirector'],
    civilDateOf(now),
  );
  const owners = filled(positions);
  // Nobody in the office today: the work waits on the position for whoever is appointed, the ladder tells those above.
  return owners.length > 0
    ? owners
    : positions.slice(0, 1).map(({ positionId, unitId }) => ({ positionId, unitId }));
}

async function groupPositions(
  context: EffectContext,
  kinds: ('groupLeader' | 'deputyLeader')[],
): Promise<Owner[]> {
  const { manager, now, process } = context;
  const group = await leadingGroupOf(manager, process.regionCode);
  const owners = group ? filled(await positionsOf(manager, group.id, kinds, civilDateOf(now))) : [];
  return owners.length > 0 ? owners : (await officePositions(context)).slice(0, 1);
}

const ORDER = ['officeStaff', 'officeDeputy', 'officeDirector', 'groupLeader', 'deputyLeader'];

function filled(positions: PositionWithHolders[]): Owner[] {
  return positions
    .filter(({ holders }) => holders.length > 0)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.positionId.localeCompare(b.positionId))
    .map(({ positionId, unitId }) => ({ positionId, unitId }));
}
