/** Logins are stored and compared in this form. */
export function normalizedLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
