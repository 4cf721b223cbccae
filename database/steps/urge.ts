import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { actorOf, beginAct, type Acting, type Signer } from './acting.js';
import { notify } from './notify.js';

/** One person can be urged about one thing once in this time: a second call in the same morning helps nobody. */
export const URGE_COOLDOWN_MS = 4 * 60 * 60_000;

const OFFICE_AND_LEADERS = ['officeDirector', 'officeDeputy', 'officeStaff', 'groupLeader', 'deputyLeader'];

/**
 * 催办: tells whoever owes the assignment, now, and records who asked.
 * @throws Refusal NOT_FOUND, PROCESS_PAUSED, ASSIGNMENT_NOT_OPEN, URGE_COOLDOWN
 */
export async function urge(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  now: Date,
): Promise<{ until: string }> {
  const acting = await beginAct(manager, assignmentId);
  const { process, step, assignment } = acting;
  const position = await positionToUrgeFrom(manager, signer, acting);
  if (!position) throw new Refusal('NOT_FOUND');
  await refusePaused(manager, process);
  if (assignment.status !== 'open') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  const until = assignment.urgedAt && new Date(assignment.urgedAt.getTime() + URGE_COOLDOWN_MS);
  if (until && until > now) throw new Refusal('URGE_COOLDOWN', { until: formatInstant(until) });

  await manager.query(`update assignment set urged_at = $2 where id = $1`, [assignmentId, now]);
  const body = { step: step.key, round: step.round, assignmentId, unitId: assignment.unitId };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'urged', actor: actorOf(signer, position), body }] },
  ]);
  await notify(manager, now, [
    {
      kind: 'urged',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId,
      positionIds: [assignment.positionId],
      deadline: assignment.deadlineAt,
      about: position.unitName,
    },
  ]);
  return { until: formatInstant(new Date(now.getTime() + URGE_COOLDOWN_MS)) };
}

/** The office and the leaders of the region may urge; so may who waits for it: the raising unit, and the lead its cooperating units. */
async function positionToUrgeFrom(
  manager: EntityManager,
  signer: Signer,
  { process, step }: Acting,
): Promise<Signer['positions'][number] | undefined> {
  const office = signer.positions.find(
    ({ kind, regionCode }) => OFFICE_AND_LEADERS.includes(kind) && process.regionCode.startsWith(regionCode),
  );
  if (office) return office;
  const waiting: { unit_id: string }[] = await manager.query(
    `select unit_id from need_item_origin where item_id = $1
     union select lead_unit_id from need_item where id = $1 and $2 = 'cooperate' and lead_unit_id is not null
     union select raising_unit_id from coordination_matter where id = $1`,
    [process.id, step.key],
  );
  return signer.positions.find(({ unitId }) => waiting.some(({ unit_id }) => unit_id === unitId));
}
