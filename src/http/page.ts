import type { Page } from '../../contracts/http/page.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { isUuid } from './uuid-param.js';

/** What a list is sorted by, as the cursor carries it. Instants as ISO texts. */
export type CursorValue = string | number | null;

/** Checks one value of a cursor, for a cursor is user input like any other. */
export type CursorCheck = (value: CursorValue) => boolean;

export const cursorChecks = {
  uuid: (value) => typeof value === 'string' && isUuid(value),
  instant: (value) =>
    typeof value === 'string' && ISO_INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
  integer: (value) => Number.isSafeInteger(value),
  text: (value) => typeof value === 'string',
} as const satisfies Record<string, CursorCheck>;

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** For a column that may be null. */
export const orNull =
  (check: CursorCheck): CursorCheck =>
  (value) =>
    value === null || check(value);

export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values a page starts after; undefined for the first page.
 *
 * @throws Refusal INVALID_CURSOR for anything `encodeCursor` did not make for these columns
 */
export function decodeCursor(
  cursor: string | undefined,
  checks: readonly CursorCheck[],
): CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  const values = parsed(cursor);
  const fits =
    Array.isArray(values) &&
    values.length === checks.length &&
    checks.every((check, i) => check(values[i] as CursorValue));
  if (!fits) throw new Refusal('INVALID_CURSOR', {}, 'cursor');
  return values as CursorValue[];
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Makes a page of rows fetched with `limit + 1`: the extra row only says that there is more. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  sortedBy: (row: T) => readonly CursorValue[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(sortedBy(last)) : null,
  };
}
