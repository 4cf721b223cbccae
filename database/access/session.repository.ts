import type { EntityManager } from 'typeorm';

/** Hashes and last moments of one pair of tokens; the tokens themselves are never stored. */
export interface SessionKeys {
  accessHash: Buffer;
  accessExpiresAt: Date;
  refreshHash: Buffer;
  refreshExpiresAt: Date;
}

export interface SessionRow {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** Why a session ended, for whoever looks into it later. */
export type RevokedBecause = 'loggedOut' | 'refreshReused' | 'passwordChanged' | 'administrator';

/** Sessions nobody can use any more are kept this long, as a trace of who was logged in. */
const KEEP_ENDED = '30 days';

export async function insertSession(
  manager: EntityManager,
  id: string,
  personId: string,
  keys: SessionKeys,
  at: Date,
): Promise<void> {
  await manager.query(
    `insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, created_at, last_used_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, personId, keys.accessHash, keys.accessExpiresAt, keys.refreshHash, keys.refreshExpiresAt, at],
  );
  await manager.query(
    `delete from session where person_id = $1 and refresh_expires_at < $2::timestamptz - interval '${KEEP_ENDED}'`,
    [personId, at],
  );
}

/**
 * Gives the session of a refresh token a new pair; the old pair is worthless from here on. Of two calls with the same token one
 * gets the session, the other nothing. Returns whose session it is.
 */
export async function rotateSession(
  manager: EntityManager,
  refreshHash: Buffer,
  keys: SessionKeys,
  at: Date,
): Promise<string | undefined> {
  const [rows]: [{ personId: string }[], number] = await manager.query(
    `update session s
        set access_hash = $2, access_expires_at = $3, refresh_hash = $4, refresh_expires_at = $5,
            previous_refresh_hash = s.refresh_hash, last_used_at = $6
       from person p
      where s.refresh_hash = $1 and s.revoked_at is null and s.refresh_expires_at > $6
        and p.id = s.person_id and (p.disabled_at is null or p.disabled_at > $6)
      returning s.person_id as "personId"`,
    [refreshHash, keys.accessHash, keys.accessExpiresAt, keys.refreshHash, keys.refreshExpiresAt, at],
  );
  return rows[0]?.personId;
}

/** Windows of one browser that renew together do it within this time. */
const SHARED_SECONDS = 20;

/** Whether this refresh token has just been exchanged for a new one. */
export async function renewedWithin(manager: EntityManager, refreshHash: Buffer, at: Date): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `select 1 from session where previous_refresh_hash = $1 and revoked_at is null
        and last_used_at > $2::timestamptz - interval '${SHARED_SECONDS} seconds'`,
    [refreshHash, at],
  );
  return rows.length > 0;
}

/** Ends the session whose refresh token was used a second time: one of the two users stole it. */
export async function revokeReused(manager: EntityManager, refreshHash: Buffer, at: Date): Promise<number> {
  return revoke(manager, `previous_refresh_hash = $3`, [refreshHash], 'refreshReused', at);
}

/** Ends the sessions that these tokens belong to, of either kind, used up or not. */
export async function revokeByHash(manager: EntityManager, hashes: Buffer[], at: Date): Promise<number> {
  const which = `(access_hash = any($3) or refresh_hash = any($3) or previous_refresh_hash = any($3))`;
  return revoke(manager, which, [hashes], 'loggedOut', at);
}

export async function liveSessionsOf(
  manager: EntityManager,
  personId: string,
  at: Date,
): Promise<SessionRow[]> {
  return manager.query(
    `select id, created_at as "createdAt", last_used_at as "lastUsedAt", refresh_expires_at as "expiresAt"
       from session where person_id = $1 and revoked_at is null and refresh_expires_at > $2
      order by last_used_at desc, id`,
    [personId, at],
  );
}

export async function revokeSession(
  manager: EntityManager,
  personId: string,
  id: string,
  at: Date,
): Promise<boolean> {
  return (await revoke(manager, `person_id = $3 and id = $4`, [personId, id], 'loggedOut', at)) > 0;
}

/** @param except a session that stays */
export async function revokeSessionsOf(
  manager: EntityManager,
  personId: string,
  because: RevokedBecause,
  at: Date,
  except: string | null = null,
): Promise<number> {
  return revoke(manager, `person_id = $3 and id is distinct from $4::uuid`, [personId, except], because, at);
}

async function revoke(
  manager: EntityManager,
  which: string,
  params: unknown[],
  because: RevokedBecause,
  at: Date,
): Promise<number> {
  const [, count]: [unknown, number] = await manager.query(
    `update session set revoked_at = $1, revoked_because = $2 where revoked_at is null and ${which}`,
    [at, because, ...params],
  );
  return count;
}
