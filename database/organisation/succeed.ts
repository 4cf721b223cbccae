import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { UnitKind } from '../../domain/organisation/kinds.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { Actor } from '../audit/audit-log.js';
import { inspectionsOfUnit } from '../inspections/target.store.js';
import { rectificationsAbout } from '../rectifications/replace-subject.js';
import { handOver, openWorkOf } from '../steps/participants.js';
import { moveWorkToOffice } from './move-to-office.js';
import { unitById, type UnitRow } from './unit.repository.js';

const MERGED: readonly UnitKind[] = ['member', 'township', 'military'];

/**
 * 并入: the successor is written down, and whatever the unit still has a part in is the successor's from now on. Titles stay whose they are.
 * @throws Refusal INVALID_FIELD, POSITION_VACANT
 */
export async function mergeUnit(
  manager: EntityManager,
  actor: Actor,
  { unit, successorId, reason }: { unit: UnitRow; successorId: string; reason: string },
  now: Date,
): Promise<void> {
  const successor = await unitById(manager, successorId);
  const fits =
    successor?.regionCode === unit.regionCode &&
    successor.id !== unit.id &&
    successor.activeTo === null &&
    successor.activeFrom <= civilDateOf(now) &&
    [unit, successor].every(({ kind }) => MERGED.includes(kind));
  if (!fits)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '并入（接替）的单位', reason: '接替的应是本地区存续的其他单位' },
      'successorUnitId',
    );
  await manager.query(`update unit set successor_id = $2 where id = $1`, [unit.id, successorId]);
  await handOver(manager, actor, { unitId: unit.id, successorId, reason }, now);
}

/** A problem that was found with a unit has to be mended by somebody. @throws Refusal UNIT_OWES naming each */
export async function refuseUnmended(manager: EntityManager, { id, name }: UnitRow): Promise<void> {
  const problems = await rectificationsAbout(manager, id);
  if (problems.length === 0) return;
  const titles = problems.map(({ title }) => `“${title}”`).join('、');
  throw new Refusal('UNIT_OWES', { unit: name, titles }, 'successorUnitId');
}

/**
 * What was given to a unit between the word of its end and its last day: once that is over it goes to the successor, else to the office,
 * which is told whose it was. Each unit in a transaction of its own; repeating it finds nothing left.
 */
export async function followEndedUnits(manager: EntityManager, now: Date): Promise<{ moved: number }> {
  const ended: { id: string; successorId: string | null }[] = await manager.query(
    `select u.id, u.successor_id as "successorId" from unit u where u.active_to < $1 and u.kind = any($2::text[])
       and (exists (select 1 from assignment a where a.unit_id = u.id and a.state in ('open', 'waiting'))
         or exists (select 1 from rectification r join process p on p.id = r.id and p.state = 'running' where r.subject_unit_id = u.id)
         or exists (select 1 from inspection_target t join process p on p.id = t.process_id and p.state = 'running'
           where t.unit_id = u.id and t.succeeded_by is null))
     order by u.id`,
    [civilDateOf(now), MERGED],
  );
  let moved = 0;
  for (const { id, successorId } of ended)
    moved += await manager.transaction((tx) => follow(tx, id, successorId, now));
  return { moved };
}

async function follow(
  manager: EntityManager,
  unitId: string,
  successorId: string | null,
  now: Date,
): Promise<number> {
  if (successorId === null) return (await moveWorkToOffice(manager, unitId, now)).moved;
  const parts = [
    ...(await openWorkOf(manager, unitId)).filter(({ filing }) => !filing),
    ...(await rectificationsAbout(manager, unitId)),
    ...(await inspectionsOfUnit(manager, unitId)),
  ];
  if (parts.length === 0) return 0;
  const reason = '该单位已撤销，由接替的单位承担';
  return (await handOver(manager, null, { unitId, successorId, reason }, now)).moved;
}
