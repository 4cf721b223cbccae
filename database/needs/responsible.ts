import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { holdersOf } from '../organisation/position.repository.js';
import type { NamedOwners } from '../processes/named-owners.js';
import type { NeedItemRow } from './need-item.store.js';

/**
 * The responsible person (责任人) of an item that has one: his position, as long as it is one of the unit that leads and somebody holds it.
 * Null: the unit answers for itself.
 */
export async function responsibleOf(
  manager: EntityManager,
  { leadUnitId, responsiblePositionId }: Pick<NeedItemRow, 'leadUnitId' | 'responsiblePositionId'>,
  now: Date,
): Promise<NamedOwners | null> {
  if (leadUnitId === null || responsiblePositionId === null) return null;
  const answers = await isResponsible(manager, leadUnitId, responsiblePositionId, now);
  return answers ? { positions: [{ positionId: responsiblePositionId }] } : null;
}

/** @throws Refusal INVALID_FIELD for a position that is not the lead unit's, or that nobody holds */
export async function checkResponsible(
  manager: EntityManager,
  leadUnitId: string,
  positionId: string,
  now: Date,
  field: string,
): Promise<void> {
  if (!(await isResponsible(manager, leadUnitId, positionId, now)))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '责任人的职务', reason: '责任人须是责任单位在任的职务' },
      field,
    );
}

async function isResponsible(
  manager: EntityManager,
  unitId: string,
  positionId: string,
  now: Date,
): Promise<boolean> {
  const own: unknown[] = await manager.query(`select 1 from position where id = $1 and unit_id = $2`, [
    positionId,
    unitId,
  ]);
  return own.length > 0 && (await holdersOf(manager, [positionId], civilDateOf(now))).length > 0;
}
