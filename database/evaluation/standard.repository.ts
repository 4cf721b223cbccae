import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { BUILT_IN_STANDARD } from '../../domain/evaluation/built-in-standard.js';
import type { EvaluationStandard } from '../../domain/evaluation/standard.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface StandardInForce {
  /** Null: the one the product comes with, version 0. */
  id: string | null;
  regionCode: string | null;
  version: number;
  body: EvaluationStandard;
  sha256: Buffer;
}

export interface StandardRow {
  id: string;
  regionCode: string;
  /** Null for a draft. */
  version: number | null;
  state: 'draft' | 'published';
  body: EvaluationStandard;
  sha256: Buffer;
  effectiveFrom: CivilDate | null;
  createdAt: Date;
  changedAt: Date;
  publishedAt: Date | null;
}

const STANDARD = `s.id, s.region_code as "regionCode", s.version, s.state, s.body, s.sha256, s.effective_from::text as "effectiveFrom",
  s.created_at as "createdAt", s.changed_at as "changedAt", s.published_at as "publishedAt"`;

export const hashOfJson = (body: unknown): Buffer =>
  createHash('sha256')
    .update(canonicalize(body) as string)
    .digest();

/** The standard a region is measured by on a day: the nearest one that was published at the region or above, else the built-in one. */
export async function standardInForce(
  manager: EntityManager,
  regionCode: string,
  on: CivilDate,
): Promise<StandardInForce> {
  const [row]: StandardInForce[] = await manager.query(
    `select s.id, s.region_code as "regionCode", s.version, s.body, s.sha256 from evaluation_standard s
     where s.state = 'published' and starts_with($1, s.region_code) and s.effective_from <= $2
     order by length(s.region_code) desc, s.version desc limit 1`,
    [regionCode, on],
  );
  return (
    row ?? {
      id: null,
      regionCode: null,
      version: 0,
      body: BUILT_IN_STANDARD,
      sha256: hashOfJson(BUILT_IN_STANDARD),
    }
  );
}

/** Versions of a region and of those above it, the nearest region and the newest version first. */
export function standardsFor(manager: EntityManager, regionCode: string): Promise<StandardRow[]> {
  return manager.query(
    `select ${STANDARD} from evaluation_standard s where s.region_code = $1 or (s.state = 'published' and starts_with($1, s.region_code))
     order by length(s.region_code) desc, s.version desc nulls first`,
    [regionCode],
  );
}

export async function findStandard(manager: EntityManager, id: string): Promise<StandardRow | null> {
  const [row]: StandardRow[] = await manager.query(
    `select ${STANDARD} from evaluation_standard s where s.id = $1`,
    [id],
  );
  return row ?? null;
}

/** @returns the draft's id, or null when the region has a draft already */
export async function insertDraft(
  manager: EntityManager,
  { regionCode, body, by }: { regionCode: string; body: EvaluationStandard; by: string },
  now: Date,
): Promise<string | null> {
  const rows: { id: string }[] = await manager.query(
    `insert into evaluation_standard (id, region_code, body, sha256, state, created_at, created_by, changed_at)
     values ($1, $2, $3, $4, 'draft', $5, $6, $5) on conflict (region_code) where state = 'draft' do nothing returning id`,
    [uuidv7(), regionCode, JSON.stringify(body), hashOfJson(body), now, by],
  );
  return rows[0]?.id ?? null;
}

/** @returns false when it is no draft (any more), or somebody changed it since `seen` */
export async function changeDraft(
  manager: EntityManager,
  { id, body, seen }: { id: string; body: EvaluationStandard; seen: Buffer },
  now: Date,
): Promise<boolean> {
  const [, changed]: [unknown[], number] = await manager.query(
    `update evaluation_standard set body = $2, sha256 = $3, changed_at = $5 where id = $1 and state = 'draft' and sha256 = $4`,
    [id, JSON.stringify(body), hashOfJson(body), seen, now],
  );
  return changed === 1;
}

/** @returns false when it is no draft (any more) */
export async function dropDraft(manager: EntityManager, id: string): Promise<boolean> {
  const [, dropped]: [unknown[], number] = await manager.query(
    `delete from evaluation_standard where id = $1 and state = 'draft'`,
    [id],
  );
  return dropped === 1;
}

/**
 * Publishes what `seen` is the hash of, as the region's next version. The draft's row lock orders who publish at the same instant.
 * @returns the version; null when it is no draft (any more) or somebody changed it since
 */
export async function publishDraft(
  manager: EntityManager,
  { id, seen, effectiveFrom, by }: { id: string; seen: Buffer; effectiveFrom: CivilDate; by: string },
  now: Date,
): Promise<number | null> {
  const [rows]: [{ version: number }[], number] = await manager.query(
    `update evaluation_standard s set state = 'published', effective_from = $3, published_at = $4, published_by = $5,
       version = 1 + coalesce((select max(o.version) from evaluation_standard o where o.region_code = s.region_code), 0)
     where s.id = $1 and s.state = 'draft' and s.sha256 = $2 returning s.version`,
    [id, seen, effectiveFrom, now, by],
  );
  return rows[0]?.version ?? null;
}

/** From which day on the region's newest version is in force; null when it has published none. */
export async function lastEffectiveFrom(
  manager: EntityManager,
  regionCode: string,
): Promise<CivilDate | null> {
  const [row]: { day: CivilDate }[] = await manager.query(
    `select effective_from::text as day from evaluation_standard where region_code = $1 and state = 'published' order by version desc limit 1`,
    [regionCode],
  );
  return row?.day ?? null;
}
