import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../domain/errors/refusal.js';
import { overTls } from '../../http/over-tls.js';
import { ACCESS_MINUTES, REFRESH_HOURS } from './tokens.js';

export const ACCESS_COOKIE = 'yushui_access';
export const REFRESH_COOKIE = 'yushui_refresh';
/** A page of another site can't set it without asking first, and is told no. */
export const CONSOLE_HEADER = 'x-yushui-console';

const ACCESS_PATH = '/api';
/** Renewing and logging out see it, nothing else does. */
const REFRESH_PATH = '/api/v1/console/session';
const READING = new Set(['GET', 'HEAD']);

/** Puts a pair of tokens where no script can read them. Behind TLS they never travel without. */
export function keepTokens(
  request: FastifyRequest,
  reply: FastifyReply,
  { accessToken, refreshToken }: { accessToken: string; refreshToken: string },
): void {
  const common = { httpOnly: true, sameSite: 'strict', secure: overTls(request) } as const;
  reply
    .setCookie(ACCESS_COOKIE, accessToken, { ...common, path: ACCESS_PATH, maxAge: ACCESS_MINUTES * 60 })
    .setCookie(REFRESH_COOKIE, refreshToken, {
      ...common,
      path: REFRESH_PATH,
      maxAge: REFRESH_HOURS * 3_600,
    });
}

export function dropTokens(reply: FastifyReply): void {
  reply.clearCookie(ACCESS_COOKIE, { path: ACCESS_PATH }).clearCookie(REFRESH_COOKIE, { path: REFRESH_PATH });
}

export const tokensOf = ({ cookies }: FastifyRequest): (string | undefined)[] => [
  cookies[ACCESS_COOKIE],
  cookies[REFRESH_COOKIE],
];

/**
 * What a request shows for itself: its Authorization header, or the console's cookie.
 * @throws Refusal FOREIGN_PAGE for a change by cookie that the console's own pages did not send
 */
export function authorizationOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  const token = request.cookies[ACCESS_COOKIE];
  if (authorization !== undefined || token === undefined) return authorization;
  if (!READING.has(request.method)) refuseForeign(request);
  return `Bearer ${token}`;
}

/** @throws Refusal FOREIGN_PAGE */
export function refuseForeign({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  if (headers[CONSOLE_HEADER] === undefined || (site !== undefined && site !== 'same-origin'))
    throw new Refusal('FOREIGN_PAGE');
}
