import type { EntityManager } from 'typeorm';
import type { NamedCandidate } from '../../domain/honours/documents.js';
import { unitsByIds } from '../organisation/unit.repository.js';
import type { CandidateRow } from './candidate.store.js';

/** Candidates as a document names them, units by the names they have today. */
export async function namedIn(
  manager: EntityManager,
  candidates: readonly CandidateRow[],
): Promise<NamedCandidate[]> {
  const units = await unitsByIds(
    manager,
    candidates.map(({ subject }) => subject.unitId),
  );
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return candidates.map(({ awardId, name, subject, post, deeds }) => ({
    ...{ awardId, name, post, deeds },
    unit: names.get(subject.unitId) ?? '',
  }));
}
