import type { EntityManager } from 'typeorm';
import { eachRunning, recordHandOver, type HandOver, type WorkMoved } from './hand-over-work.js';

const UNDONE = `a.position_id = any($1::uuid[]) and a.state in ('open', 'waiting')`;

/**
 * Whoever holds these positions from now on has their work: it stays with the position, the record of each process says that another
 * person does it, and he is told. Locks one process after another, in the order of their ids.
 */
export async function handOverPositions(
  manager: EntityManager,
  positionIds: readonly string[],
  handOver: HandOver,
  now: Date,
): Promise<{ moved: number }> {
  const found: { process_id: string }[] = await manager.query(
    `select distinct a.process_id from assignment a where ${UNDONE}`,
    [positionIds],
  );
  let moved = 0;
  await eachRunning(
    manager,
    found.map(({ process_id }) => process_id),
    async (process) => {
      const work: WorkMoved[] = await manager.query(
        `select a.id, a.step_id as "stepId", s.key as "stepKey", s.round, a.unit_id as "unitId", a.position_id as "positionId",
           a.position_id as "toPositionId", a.state = 'open' as open, a.deadline_at as deadline
         from assignment a join step s on s.id = a.step_id where ${UNDONE} and a.process_id = $2 order by a.id`,
        [positionIds, process.id],
      );
      moved += work.length;
      await recordHandOver(manager, process, work, handOver, now);
    },
  );
  return { moved };
}
