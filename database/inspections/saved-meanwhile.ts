import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import { personName } from '../organisation/person.repository.js';

/** What somebody saved on top of an older version, refused: he is told who was there before him. */
export async function savedMeanwhile(
  manager: EntityManager,
  code: 'FINDINGS_CHANGED' | 'DRAFT_CHANGED',
  savedBy: string | null,
  savedAt: Date | null,
): Promise<Refusal> {
  const who = (await personName(manager, savedBy)) ?? '有人';
  const at = savedAt ? formatInstant(savedAt) : '此前';
  return new Refusal(code, { who, at }, 'form.version');
}
