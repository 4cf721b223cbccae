import type { EntityManager } from 'typeorm';
import { enqueue } from '../processes/outbox.repository.js';

/** Advisory-lock space of the clocks: shared while a step's checkpoint is written, exclusive while a clock is armed. */
const LOCK_SPACE = 0x5953;

/**
 * Makes sure the clock looks at a step in time: wakes it if it means to sleep longer. The shared lock lasts until the commit, so
 * a clock that is just being armed either sees the new checkpoint or is woken.
 */
export async function armClock(
  manager: EntityManager,
  clock: number,
  checkAt: Date | null,
  now: Date,
): Promise<void> {
  if (!checkAt) return;
  // Two statements, sent together: the lock is held before the snapshot that reads `armed_until` is taken.
  const [, early]: [unknown, unknown[]] = await Promise.all([
    manager.query(`select pg_advisory_xact_lock_shared($1, $2)`, [LOCK_SPACE, clock]),
    manager.query(`select 1 from clock where id = $1 and armed_until > $2`, [clock, checkAt]),
  ]);
  if (early.length > 0)
    await enqueue(manager, now, [{ kind: 'signal', workflowId: `clock:${clock}`, signal: 'wake' }]);
}

/** Reads when the clock's next step is due and writes down that the clock sleeps until then. */
export function sleepUntilNext(manager: EntityManager, clock: number, longest: Date): Promise<Date | null> {
  return manager.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock($1, $2)`, [LOCK_SPACE, clock]);
    const [row]: { next: Date | null }[] = await tx.query(
      `select min(check_at) as next from step where clock = $1 and check_at is not null`,
      [clock],
    );
    const next = row?.next ?? null;
    const armed = next && next < longest ? next : longest;
    await tx.query(
      `insert into clock (id, armed_until) values ($1, $2) on conflict (id) do update set armed_until = excluded.armed_until`,
      [clock, armed],
    );
    return next;
  });
}

/** Clocks that have something due: a rehearsal serves only these. */
export async function dueClocks(manager: EntityManager, now: Date): Promise<number[]> {
  const rows: { clock: number }[] = await manager.query(
    `select distinct clock from step where check_at <= $1 order by clock`,
    [now],
  );
  return rows.map(({ clock }) => clock);
}

/** When any clock has to look next. */
export async function nextCheckAt(manager: EntityManager): Promise<Date | null> {
  const [row]: { next: Date | null }[] = await manager.query(
    `select min(check_at) as next from step where check_at is not null`,
  );
  return row?.next ?? null;
}
