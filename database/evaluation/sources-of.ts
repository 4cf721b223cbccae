import type { EvidenceSource } from '../../domain/evaluation/evidence.js';
import { indicatorsFor, type EvaluationStandard } from '../../domain/evaluation/standard.js';
import type { Subject } from '../../domain/organisation/subject.js';

/** Sources that a standard asks about these kinds of subject. */
export function sourcesOf(
  standard: EvaluationStandard,
  subjects: readonly Pick<Subject, 'kind'>[],
): Set<EvidenceSource> {
  const kinds = new Set(subjects.map(({ kind }) => kind));
  return new Set(
    [...kinds].flatMap((kind) =>
      indicatorsFor(standard, kind).flatMap(({ evidence }) =>
        evidence.kind === 'manual' ? [] : [evidence.source],
      ),
    ),
  );
}
