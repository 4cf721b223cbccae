import { Refusal } from '../../../domain/errors/refusal.js';

/** It is not any more what the order was written about. */
export function moved(what: string, seen: string | null | undefined, present: string | null): Refusal {
  return new Refusal('CHANGE_MOVED', { what, seen: seen ?? '无', present: present ?? '无' });
}
