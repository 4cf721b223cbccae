import type { DataSource, EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import { isLadderPolicy, type LadderPolicy } from '../../domain/time/ladder.js';
import { loadCalendar } from '../calendar/calendar.repository.js';

/** How stale a cached calendar or policy may be: a change is followed by an explicit re-projection anyway. */
const FRESH_MS = 10_000;
const calendars = new WeakMap<DataSource, { at: number; calendar: WorkingCalendar }>();

/** The working calendar, read once per ten seconds and data source. */
export async function calendarOf(manager: EntityManager): Promise<WorkingCalendar> {
  const source = manager.connection;
  const cached = calendars.get(source);
  if (cached && performance.now() - cached.at < FRESH_MS) return cached.calendar;
  // On the caller's own connection: when all of the pool's are in transactions, one more would never be free.
  const calendar = await loadCalendar(manager);
  calendars.set(source, { at: performance.now(), calendar });
  return calendar;
}

export function forgetCalendar(source: DataSource): void {
  calendars.delete(source);
}

export interface PolicyVersion {
  id: string;
  policy: LadderPolicy;
}

const POLICY_NAMESPACE = '7b0b1c52-5f0e-4d58-9d5c-1f9a4f2f6a11';

/**
 * The ladder in force for a step in a region: the region's own, else the installation's, newest version first. The blueprint's
 * ladder becomes version 1 the first time it is needed, so that a later release can't change what a running step was opened with.
 */
export async function currentPolicy(
  manager: EntityManager,
  kind: string,
  key: string,
  regionCode: string,
  now: Date,
): Promise<PolicyVersion> {
  const [found]: PolicyVersion[] = await manager.query(
    `select id, policy from ladder_policy
     where process_kind = $1 and step_key = $2 and (region_code = $3 or region_code is null)
     order by region_code is null, version desc limit 1`,
    [kind, key, regionCode],
  );
  if (found) return found;
  const policy = stepBlueprintOf(kind, key).ladder;
  const id = uuidv5(`${kind}/${key}/1`, POLICY_NAMESPACE);
  await manager.query(
    `insert into ladder_policy (id, process_kind, step_key, version, policy, created_at) values ($1, $2, $3, 1, $4, $5) on conflict do nothing`,
    [id, kind, key, JSON.stringify(policy), now],
  );
  return { id, policy };
}

/** Policies never change once written, so they are kept for the life of the process. */
const policies = new Map<string, LadderPolicy>();

export async function policiesById(
  manager: EntityManager,
  ids: string[],
): Promise<Map<string, LadderPolicy>> {
  const missing = ids.filter((id) => !policies.has(id));
  if (missing.length > 0) {
    const rows: PolicyVersion[] = await manager.query(
      `select id, policy from ladder_policy where id = any($1::uuid[])`,
      [missing],
    );
    for (const { id, policy } of rows) if (isLadderPolicy(policy)) policies.set(id, policy);
  }
  return new Map(ids.flatMap((id) => (policies.has(id) ? [[id, policies.get(id) as LadderPolicy]] : [])));
}
