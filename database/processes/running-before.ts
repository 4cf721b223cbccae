import type { EntityManager } from 'typeorm';

/** Processes of a kind that were launched before an instant and still run. */
export interface RunningBefore {
  kind: string;
  processes: number;
  /** ISO 8601. */
  oldest: string;
}

/** Whether code that only older processes need may go (CONTRIBUTING, Changing a procedure). */
export async function runningBefore(manager: EntityManager, instant: Date): Promise<RunningBefore[]> {
  const rows: { kind: string; processes: number; oldest: Date }[] = await manager.query(
    `select kind, count(*)::int as processes, min(launched_at) as oldest from process
     where state = 'running' and launched_at < $1 group by kind order by kind`,
    [instant],
  );
  return rows.map(({ oldest, ...row }) => ({ ...row, oldest: oldest.toISOString() }));
}
