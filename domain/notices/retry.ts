/** How often and when a failed delivery is tried again; as data, so that an installation (or a test) can be more patient. */
export interface RetryRule {
  /** Minutes from the first failure to the second attempt, from the second to the third … */
  delaysMinutes: readonly number[];
}

/** Eight attempts over a bit more than ten hours: a mail server that is repaired within a working day loses nothing. */
export const DEFAULT_RETRY: RetryRule = { delaysMinutes: [1, 2, 5, 15, 60, 180, 360] };

/** When to try again after `attempts` attempts (the failed one included); null when it was the last. */
export function retryAt(attempts: number, now: Date, { delaysMinutes }: RetryRule): Date | null {
  const delay = delaysMinutes[attempts - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay * 60_000);
}
