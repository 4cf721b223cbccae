import { DIMENSIONS, type Dimension } from './dimensions.js';
import { EVIDENCE_SOURCES, figureOf, type EvidenceRecord, type EvidenceSource } from './evidence.js';
import { ruleInWords } from './rule-words.js';
import { indicatorsFor, sumOf, type EvaluationStandard, type PlacedIndicator } from './standard.js';
import type { SubjectKind } from '../organisation/subject.js';

export interface Gap {
  what: string;
  owner: string;
  processId: string | null;
}

export interface DossierIndicator {
  key: string;
  text: string;
  full: number;
  ruleLabel: string;
  met: number | null;
  total: number | null;
  points: number | null;
  statement: string | null;
  records: EvidenceRecord[];
  gaps: Gap[];
}

export interface DossierDimension {
  key: Dimension;
  label: string;
  full: number;
  points: number;
  indicators: DossierIndicator[];
}

/**
 * 迎检备卷: the standard's tree with what is on record, and what is missing with who owes it.
 * @param answers who answers for the subject as a whole: its office, or the unit itself
 * @param statements what it said of the indicators that nobody but itself can prove, where it was evaluated for that year
 */
export function dossierOf(
  standard: EvaluationStandard,
  kind: SubjectKind,
  answers: string,
  records: ReadonlyMap<EvidenceSource, EvidenceRecord[]>,
  statements: ReadonlyMap<string, string>,
): DossierDimension[] {
  const indicators = indicatorsFor(standard, kind);
  return standard.dimensions.flatMap(({ key }): DossierDimension[] => {
    const own = indicators.filter(({ dimension }) => dimension === key);
    if (own.length === 0) return [];
    const filled = own.map((indicator) => fill(indicator, answers, records, statements));
    return [
      {
        ...{ key, label: DIMENSIONS[key], full: sumOf(own.map(({ points }) => points)) },
        points: sumOf(filled.map(({ points }) => points ?? 0)),
        indicators: filled,
      },
    ];
  });
}

function fill(
  { key, text, points: full, evidence }: PlacedIndicator,
  answers: string,
  records: ReadonlyMap<EvidenceSource, EvidenceRecord[]>,
  statements: ReadonlyMap<string, string>,
): DossierIndicator {
  const common = { key, text, full, ruleLabel: ruleInWords(evidence, full) };
  if (evidence.kind === 'manual') {
    const statement = statements.get(key) ?? null;
    const gaps =
      statement === null ? [{ what: `请准备：${evidence.asks}`, owner: answers, processId: null }] : [];
    return { ...common, met: null, total: null, points: null, statement, records: [], gaps };
  }
  const own = records.get(evidence.source) ?? [];
  const { met, total, points } = figureOf(evidence, full, own);
  const { label, missing } = EVIDENCE_SOURCES[evidence.source];
  const owed = own
    .filter((record) => !record.met)
    .map(({ title, owner, processId }) => ({
      what: `${title}：${missing}`,
      owner: owner ?? answers,
      processId,
    }));
  // Once there is enough of it, another one that came to nothing is no gap.
  const wanted = evidence.kind === 'share' ? 0 : evidence.kind === 'presence' ? 1 : evidence.n;
  const short = wanted - met - owed.length;
  const what = evidence.kind === 'atLeast' ? `${label}还差${short}次` : missing;
  const gaps = [
    ...(evidence.kind === 'share' || met < wanted ? owed : []),
    ...(short > 0 ? [{ what, owner: answers, processId: null }] : []),
  ];
  return { ...common, met, total, points, statement: null, records: own, gaps };
}
