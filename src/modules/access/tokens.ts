import { createHash, randomBytes } from 'node:crypto';
import type { SessionKeys } from '../../../database/access/session.repository.js';

/** How long an access token is good for. */
export const ACCESS_MINUTES = 30;
/** How long a session may go unused; each refresh starts it anew. */
export const REFRESH_HOURS = 12;

/** A fresh pair of tokens, for the person, and their hashes, for the database. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  keys: SessionKeys;
}

export function newTokenPair(at: Date): TokenPair {
  const accessToken = newToken();
  const refreshToken = newToken();
  return {
    accessToken,
    refreshToken,
    keys: {
      accessHash: hashOfToken(accessToken),
      accessExpiresAt: new Date(at.getTime() + ACCESS_MINUTES * 60_000),
      refreshHash: hashOfToken(refreshToken),
      refreshExpiresAt: new Date(at.getTime() + REFRESH_HOURS * 3_600_000),
    },
  };
}

/** 256 random bits need no slow hash: there is nothing to guess. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
