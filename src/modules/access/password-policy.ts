import { Refusal } from '../../../domain/errors/refusal.js';

const LEAST = 10;
const CLASSES = 3;
/** From here on length makes up for variety. */
const LONG = 16;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** @throws Refusal PASSWORD_WEAK with what is missing */
export function refuseWeakPassword(password: string, login: string, field: string): void {
  const reason = weaknessOf(password, login);
  if (reason !== undefined) throw new Refusal('PASSWORD_WEAK', { reason }, field);
}

export function weaknessOf(password: string, login: string): string | undefined {
  const length = [...password].length;
  if (length < LEAST) return `至少 ${LEAST} 个字符`;
  if (new Set(password).size < 5) return '重复的字符太多';
  if (password.toLowerCase().includes(login.toLowerCase())) return '不能包含登录名';
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if (length < LONG && kinds < CLASSES)
    return `应含小写字母、大写字母、数字、其他字符中的三类，或者至少 ${LONG} 个字符`;
  return undefined;
}
