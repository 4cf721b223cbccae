import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Actor } from '../audit/audit-log.js';
import { eachRunning, recordHandOver, type WorkMoved } from './hand-over-work.js';
import { unitById } from './unit.repository.js';

/** What the record says of it: the rule moves the work, nobody chose to. */
const REASON = '该单位已有联络员';

/**
 * SQL: assignments `a` of the unit $1 that somebody else holds in its liaison's stead: its 分管领导, or the office where the unit had
 * nobody at all (database/steps/owners.ts). Not what one of them was given on purpose: 转办, 加签, 委派.
 */
const IN_ITS_STEAD = `a.unit_id = $1 and a.state in ('open', 'waiting') and a.position_id <> $2 and a.asked_by is null
  and exists (select 1 from position po join unit pu on pu.id = po.unit_id where po.id = a.position_id
    and ((po.unit_id = $1 and po.kind = 'unitLeader') or (po.unit_id <> $1 and pu.kind = 'office')))
  and not exists (select 1 from audit_entry e where e.process_id = a.process_id and e.kind = 'transferred'
    and e.body->>'assignmentId' = a.id::text and e.body->>'positionId' = a.position_id::text)`;

/**
 * A unit without a liaison got one: open work that its 分管领导 or the office holds in its stead goes to the liaison's position
 * (五项制度机制 三（四）1: the liaison is who a unit's work runs through). Locks one process after another, in the order of their ids.
 * Repeating it finds nothing left to move.
 *
 * @param actor null when it is nobody's act: the liaison's first day came
 * @param butIn a process in whose effects this is called: it is just being written, and its own work stays where it is signed
 */
export async function moveWorkToLiaison(
  manager: EntityManager,
  unitId: string,
  positionId: string,
  now: Date,
  actor: Actor | null,
  butIn: string | null = null,
): Promise<{ moved: number }> {
  const unit = await unitById(manager, unitId);
  if (!unit) throw new Refusal('NOT_FOUND');
  const found: { process_id: string }[] = await manager.query(
    `select distinct a.process_id from assignment a where ${IN_ITS_STEAD} and a.process_id is distinct from $3::uuid`,
    [unitId, positionId, butIn],
  );
  let moved = 0;
  await eachRunning(
    manager,
    found.map(({ process_id }) => process_id),
    async (process) => {
      const work = await heldInStead(manager, process.id, unitId, positionId);
      for (const { id } of work) await reassign(manager, id, positionId);
      moved += work.length;
      const nobody = { personId: null, personName: null, successorOf: () => null };
      await recordHandOver(manager, process, work, { actor, reason: REASON, ...nobody }, now);
    },
  );
  return { moved };
}

/** Read again under the process's lock: somebody may have signed meanwhile. */
function heldInStead(
  manager: EntityManager,
  processId: string,
  unitId: string,
  positionId: string,
): Promise<WorkMoved[]> {
  return manager.query(
    `select a.id, a.step_id as "stepId", s.key as "stepKey", s.round, a.unit_id as "unitId", a.position_id as "positionId",
       $2::uuid as "toPositionId", a.state = 'open' as open, a.deadline_at as deadline
     from assignment a join step s on s.id = a.step_id where ${IN_ITS_STEAD} and a.process_id = $3 order by a.id`,
    [unitId, positionId, processId],
  );
}

/** Where the liaison had a part in the same step already, this is a round of its own: it owes both. */
export async function reassign(
  manager: EntityManager,
  assignmentId: string,
  positionId: string,
): Promise<void> {
  await manager.query(
    `update assignment a set position_id = $2,
       round = case when exists (select 1 from assignment b where b.step_id = a.step_id and b.unit_id = a.unit_id and b.position_id = $2 and b.round = a.round)
         then 1 + (select max(b.round) from assignment b where b.step_id = a.step_id and b.unit_id = a.unit_id) else a.round end
     where a.id = $1`,
    [assignmentId, positionId],
  );
}
