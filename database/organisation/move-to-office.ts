import type { EntityManager } from 'typeorm';
import { civilDateOf } from '../../domain/time/zone.js';
import { openWorkOf } from '../steps/participants.js';
import { eachRunning, recordHandOver, type WorkMoved } from './hand-over-work.js';
import { reassign } from './move-work.js';
import { officeOwnersOf } from './position.repository.js';
import { officeOf, unitById } from './unit.repository.js';

/**
 * A unit is abolished and nobody took it over: what its own people still owed is the office's, which is told whose it was and settles who
 * does it (变更单), or names a successor. Lists that it owed for itself are owed by nobody.
 */
export async function moveWorkToOffice(
  manager: EntityManager,
  unitId: string,
  now: Date,
): Promise<{ moved: number }> {
  const unit = await unitById(manager, unitId);
  const owed = (await openWorkOf(manager, unitId)).filter(({ filing }) => !filing);
  let moved = 0;
  await eachRunning(
    manager,
    owed.map(({ processId }) => processId),
    async (process) => {
      const on = civilDateOf(now);
      const office = await officeOf(manager, process.regionCode, on);
      const [owner] = office ? await officeOwnersOf(manager, [office.id], on) : [];
      if (!owner) return;
      const work: WorkMoved[] = await manager.query(
        `select a.id, a.step_id as "stepId", s.key as "stepKey", s.round, a.unit_id as "unitId", a.position_id as "positionId",
           $3::uuid as "toPositionId", a.state = 'open' as open, a.deadline_at as deadline
         from assignment a join step s on s.id = a.step_id join position o on o.id = a.position_id
         where a.id = any($1::uuid[]) and a.process_id = $2 and a.state in ('open', 'waiting') and o.unit_id = a.unit_id order by a.id`,
        [owed.map(({ assignmentId }) => assignmentId), process.id, owner.positionId],
      );
      for (const { id } of work) await reassign(manager, id, owner.positionId);
      moved += work.length;
      const nobody = { actor: null, personId: null, personName: null, successorOf: () => null };
      const reason = `${unit?.name ?? ''}已撤销，没有接替的单位`;
      await recordHandOver(manager, process, work, { ...nobody, reason, about: unit?.shortName }, now);
    },
  );
  return { moved };
}
