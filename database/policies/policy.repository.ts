import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { LadderPolicy } from '../../domain/time/ladder.js';

export interface StoredPolicy {
  id: string;
  /** Null for the installation's. */
  regionCode: string | null;
  processKind: string;
  stepKey: string;
  version: number;
  policy: LadderPolicy;
  createdAt: Date;
  createdBy: string | null;
}

const POLICY = `l.id, l.region_code as "regionCode", l.process_kind as "processKind", l.step_key as "stepKey", l.version, l.policy,
  l.created_at as "createdAt", (select name from person where id = l.created_by) as "createdBy"`;

/** Every version that counts in a region: its own and the installation's, newest first, the region's before the installation's. */
export function policiesFor(
  manager: EntityManager,
  regionCode: string,
  kind?: string,
): Promise<StoredPolicy[]> {
  return manager.query(
    `select ${POLICY} from ladder_policy l
     where (l.region_code = $1 or l.region_code is null) and ($2::text is null or l.process_kind = $2)
     order by l.process_kind, l.step_key, l.region_code is null, l.version desc`,
    [regionCode, kind ?? null],
  );
}

export interface NewPolicy {
  regionCode: string;
  processKind: string;
  stepKey: string;
  policy: LadderPolicy;
  createdBy: string;
}

/** Writes a region's next version. What is the same as the version in force makes none. @returns the version now in force */
export async function addPolicy(
  manager: EntityManager,
  { regionCode, processKind, stepKey, policy, createdBy }: NewPolicy,
  now: Date,
): Promise<number> {
  // Two offices' clerks saving at once get two versions, not one refusal.
  await manager.query(
    `select pg_advisory_xact_lock(hashtext('yushui-policy:' || $1 || '/' || $2 || '/' || $3))`,
    [regionCode, processKind, stepKey],
  );
  const [latest]: { version: number; same: boolean }[] = await manager.query(
    `select version, policy = $4::jsonb as same from ladder_policy
     where region_code = $1 and process_kind = $2 and step_key = $3 order by version desc limit 1`,
    [regionCode, processKind, stepKey, JSON.stringify(policy)],
  );
  if (latest?.same) return latest.version;
  const version = (latest?.version ?? 0) + 1;
  await manager.query(
    `insert into ladder_policy (id, region_code, process_kind, step_key, version, policy, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [uuidv7(), regionCode, processKind, stepKey, version, JSON.stringify(policy), now, createdBy],
  );
  return version;
}
