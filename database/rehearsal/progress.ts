import type { EntityManager } from 'typeorm';

/** How far a rehearsal is, read from its own tables while it runs. */
export interface RehearsalProgress {
  /** Its present instant. */
  presentAt: Date;
  /** Processes started, and decisions taken so far. */
  processes: number;
  acts: number;
}

/** @returns null before its clock is set */
export async function rehearsalProgress(manager: EntityManager): Promise<RehearsalProgress | null> {
  const [row]: { now: string | null; processes: number; acts: number }[] = await manager.query(
    `select (select value #>> '{}' from setting where name = 'rehearsal-now') as now, (select count(*)::int from process) as processes,
       (select count(*)::int from audit_entry where kind = 'decided') as acts`,
  );
  if (!row?.now) return null;
  return { presentAt: new Date(row.now), processes: row.processes, acts: row.acts };
}
