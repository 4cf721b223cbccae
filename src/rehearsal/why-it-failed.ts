import type { RefusalCode } from '../../domain/errors/catalogue.js';
import { Refusal, sentenceOf } from '../../domain/errors/refusal.js';

/** Longer reasons are for the log. */
const LONGEST_REASON = 300;

/** Why a rehearsal wasn't finished, as whoever ordered it reads it: the refusal's own sentence, or the innermost cause. */
export function whyItFailed(error: unknown): { code: RefusalCode; sentence: string } {
  if (error instanceof Refusal) return { code: error.code, sentence: error.message };
  const reason = innermost(error).message.slice(0, LONGEST_REASON);
  return { code: 'REHEARSAL_FAILED', sentence: sentenceOf('REHEARSAL_FAILED', { reason }) };
}

/** A failed workflow hides its reason in a chain of causes. */
function innermost(error: unknown): Error {
  const { cause } = error as Error;
  return cause instanceof Error ? innermost(cause) : (error as Error);
}
