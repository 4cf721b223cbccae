import type { Nameless } from '../../domain/errors/catalogue.js';

/**
 * PostgreSQL's refusals that are the request's fault, by SQLSTATE: text that is no uuid or number, a number out of range, a date that
 * does not exist, a character no text can hold. Inputs are checked before; this is the net below.
 */
const INVALID_INPUT = new Set(['22P02', '22P03', '22P05', '22003', '22007', '22008', '22021', '22023']);

/** The database is away, full, or asks to try again: whole classes of SQLSTATE, and Node's own connection errors. */
const TRANSIENT_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const CONNECTION_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Driver not Connected|Cannot use a pool after calling end)/;

/** What to answer for an error that came out of the database; undefined if it is something else. */
export function failureOfDatabase(thrown: unknown): Nameless | undefined {
  const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') {
    if (INVALID_INPUT.has(code)) return 'INVALID_REQUEST';
    if (CONNECTION_ERRORS.has(code)) return 'UNAVAILABLE';
    if (/^[0-9A-Z]{5}$/.test(code) && TRANSIENT_CLASSES.has(code.slice(0, 2))) return 'UNAVAILABLE';
  }
  return typeof message === 'string' && CONNECTION_MESSAGES.test(message) ? 'UNAVAILABLE' : undefined;
}
