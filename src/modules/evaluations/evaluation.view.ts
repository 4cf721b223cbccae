import type {
  AssessedIndicatorView,
  CorrectionView,
  EvaluatedSubjectView,
  EvaluationObjectionView,
  VetoMarkView,
} from '../../../contracts/http/evaluations.js';
import type {
  Correction,
  MarkedVeto,
  NewScore,
  SubjectRow,
} from '../../../database/evaluation/evaluation.store.js';
import type { ObjectionRow } from '../../../database/evaluation/objection.store.js';
import type { WithdrawnVeto } from '../../../database/vetoes/veto.repository.js';
import { ruleInWords } from '../../../domain/evaluation/rule-words.js';
import type { PlacedIndicator } from '../../../domain/evaluation/standard.js';
import { VETO_ITEMS, type VetoItem } from '../../../domain/evaluation/veto-items.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

/** @param told whether the result may be known to whoever asks */
export function subjectView(row: SubjectRow, told: boolean): EvaluatedSubjectView {
  const { kind, unitId, regionCode, name, response, resultDocumentId } = row;
  return {
    ...{ kind, unitId, regionCode, name, response },
    handedInAt: formatInstantOrNull(row.handedInAt),
    points: told ? row.points : null,
    grade: told ? row.grade : null,
    vetoed: told ? row.vetoed : null,
    documentId: told ? resultDocumentId : null,
    frozenAt: formatInstantOrNull(row.frozenAt),
    sha256: row.resultSha256?.toString('hex') ?? null,
  };
}

type Score = NewScore & { points?: number | null; reason?: string | null };

export function indicatorView(
  { key, dimension, text, points: full, evidence }: PlacedIndicator,
  score: Score | undefined,
  corrections: readonly Correction[],
  told: boolean,
): AssessedIndicatorView {
  return {
    ...{ key, dimension, text, full, rule: evidence.kind, ruleLabel: ruleInWords(evidence, full) },
    asks: evidence.kind === 'manual' ? evidence.asks : null,
    met: score?.systemMet ?? null,
    total: score?.systemTotal ?? null,
    system: score?.systemPoints ?? null,
    claimed: score?.claimed ?? null,
    statement: score?.statement ?? null,
    points: told ? (score?.points ?? null) : null,
    reason: told ? (score?.reason ?? null) : null,
    records: score?.records ?? [],
    corrections: told ? corrections.filter(({ indicator }) => indicator === key).map(correctionView) : [],
  };
}

function correctionView({
  stage,
  before,
  after,
  reason,
  correctedAt,
  correctedBy,
}: Correction): CorrectionView {
  return { stage, before, after, reason, at: formatInstant(correctedAt), by: correctedBy };
}

/** A result stands on what was confirmed when it was given; where that was taken back since, it says so. */
export const vetoView = (
  { item, eventId, reason }: MarkedVeto,
  withdrawn: readonly WithdrawnVeto[],
): VetoMarkView => ({
  ...{ item, label: VETO_ITEMS[item], eventId, reason },
  withdrawnAt: formatInstantOrNull(withdrawn.find(({ id }) => id === eventId)?.withdrawnAt ?? null),
});

export function objectionView(
  row: ObjectionRow,
  subject: Pick<SubjectRow, 'unitId' | 'name'>,
  indicator: PlacedIndicator | undefined,
  points: number | null,
  told: boolean,
): EvaluationObjectionView {
  const veto = row.indicator.startsWith('veto:') ? VETO_ITEMS[row.indicator.slice(5) as VetoItem] : null;
  return {
    ...{ id: row.id, unitId: subject.unitId, subject: subject.name, indicator: row.indicator },
    text: veto ?? indicator?.text ?? row.indicator,
    full: indicator?.points ?? null,
    ...{ points, asked: row.asked, reason: row.reason, assignmentId: row.assignmentId },
    objectedAt: formatInstant(row.objectedAt),
    upheld: told ? row.upheld : null,
    newPoints: told ? row.points : null,
    answer: told ? row.answer : null,
    confirmedAt: formatInstantOrNull(row.confirmedAt),
  };
}
