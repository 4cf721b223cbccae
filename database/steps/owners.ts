import type { NamedRole, OwnerRole, StandingRole } from '../../domain/blueprints/blueprint.js';
import type { PositionKind } from '../../domain/organisation/kinds.js';
import { civilDateOf } from '../../domain/time/zone.js';
import {
  ownerPositionsOf,
  positionsOf,
  type PositionWithHolders,
} from '../organisation/position.repository.js';
import { filingUnitsOf, leadingGroupOf, officeOf, unitsByIds } from '../organisation/unit.repository.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';

/** Who owes an assignment: the unit, and the position that holds its work. */
export interface Owner {
  unitId: string;
  positionId: string;
  /** Where it is not the step's own. */
  deadline?: Date;
  /** Short name of the unit that nobody answers for: the office does in its stead, and is told whose it is. */
  inSteadOf?: string | undefined;
}

/**
 * The positions that hold a role on the day of the context's instant. A unit without a holder of any of its own positions is owed
 * by the office in its stead: no assignment is ever without an owner. Empty when the role has nobody to ask (no cooperating units).
 */
export async function ownersOf(context: EffectContext, role: OwnerRole, key: string): Promise<Owner[]> {
  const standing = STANDING[role as StandingRole] as
    ((context: EffectContext) => Promise<Owner[]>) | undefined;
  return standing ? standing(context) : namedOwners(context, role as NamedRole, key);
}

/** Total: a role that the engine resolves by itself and has no line here does not compile. */
const STANDING: Record<StandingRole, (context: EffectContext) => Promise<Owner[]>> = {
  filingUnits: async (context) => {
    const units = await filingUnitsOf(context.manager, context.process.regionCode, civilDateOf(context.now));
    return unitOwners(
      context,
      units.map(({ id }) => ({ unitId: id })),
    );
  },
  office: (context) => officePositions(context),
  officeStaff: async (context) => (await officePositions(context)).slice(0, 1),
  officeReview: async (context) => {
    const reviewers = await officePositions(context, ['officeDeputy', 'officeDirector']);
    return reviewers.length > 0 ? reviewers : (await officePositions(context)).slice(0, 1);
  },
  officeDirector: async (context) => {
    const [director] = await officePositions(context, ['officeDirector']);
    return director ? [director] : (await officePositions(context)).slice(-1);
  },
  groupLeader: (context) => groupPositions(context, ['groupLeader']),
  groupLeaders: (context) => groupPositions(context, ['groupLeader', 'deputyLeader']),
  groupAndMembers: (context) => groupPositions(context, ['groupLeader', 'deputyLeader', 'groupMember']),
};

async function namedOwners(context: EffectContext, role: NamedRole, key: string): Promise<Owner[]> {
  const { units = [], positions = [] } =
    (await effectsOf(context.process.kind).namedOwners?.(context, role, key)) ?? {};
  // Nobody has claimed it: the 组长 answers for what nobody answers for.
  if (role === 'claimer' && positions.length === 0) return STANDING.groupLeader(context);
  const rows: { id: string; unit_id: string }[] =
    positions.length === 0
      ? []
      : await context.manager.query(`select id, unit_id from position where id = any($1::uuid[])`, [
          positions.map(({ positionId }) => positionId),
        ]);
  const unitOf = new Map(rows.map((row) => [row.id, row.unit_id]));
  const direct = positions.flatMap(({ positionId, ...rest }): Owner[] => {
    const unitId = unitOf.get(positionId);
    return unitId ? [{ positionId, unitId, ...rest }] : [];
  });
  return [...direct, ...(await unitOwners(context, units))];
}

async function unitOwners(
  context: EffectContext,
  units: readonly { unitId: string; deadline?: Date }[],
): Promise<Owner[]> {
  if (units.length === 0) return [];
  const unitIds = units.map(({ unitId }) => unitId);
  const found = await ownerPositionsOf(context.manager, unitIds, civilDateOf(context.now));
  const owners = new Map(found.map(({ unitId, positionId }) => [unitId, positionId]));
  const missing = unitIds.filter((unitId) => !owners.has(unitId));
  const [office] = missing.length > 0 ? await officePositions(context) : [];
  const names = new Map(
    missing.length > 0
      ? (await unitsByIds(context.manager, missing)).map(({ id, shortName }) => [id, shortName])
      : [],
  );
  return units.flatMap((unit): Owner[] => {
    const own = owners.get(unit.unitId);
    if (own) return [{ ...unit, positionId: own }];
    return office ? [{ ...unit, positionId: office.positionId, inSteadOf: names.get(unit.unitId) }] : [];
  });
}

/** The office's filled positions, who does the daily work first: 工作人员, 副主任, 主任. */
async function officePositions(
  { manager, now, process }: EffectContext,
  kinds: readonly PositionKind[] = ['officeStaff', 'officeDeputy', 'officeDirector'],
): Promise<Owner[]> {
  const office = await officeOf(manager, process.regionCode);
  if (!office) return [];
  const positions = await positionsOf(manager, office.id, kinds, civilDateOf(now));
  const owners = filled(positions);
  if (owners.length === 0 && !kinds.includes('officeStaff')) return [];
  // Nobody in the office today: the work waits on the position for whoever is appointed, the ladder tells those above.
  return owners.length > 0
    ? owners
    : positions.slice(0, 1).map(({ positionId, unitId }) => ({ positionId, unitId }));
}

async function groupPositions(
  context: EffectContext,
  kinds: readonly ('groupLeader' | 'deputyLeader' | 'groupMember')[],
): Promise<Owner[]> {
  const { manager, now, process } = context;
  const group = await leadingGroupOf(manager, process.regionCode);
  const owners = group ? filled(await positionsOf(manager, group.id, kinds, civilDateOf(now))) : [];
  return owners.length > 0 ? owners : (await officePositions(context)).slice(0, 1);
}

const ORDER = ['officeStaff', 'officeDeputy', 'officeDirector', 'groupLeader', 'deputyLeader', 'groupMember'];

function filled(positions: PositionWithHolders[]): Owner[] {
  return positions
    .filter(({ holders }) => holders.length > 0)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.positionId.localeCompare(b.positionId))
    .map(({ positionId, unitId }) => ({ positionId, unitId }));
}
