import type {
  StandardBody,
  StandardLine,
  StandardView,
} from '../../../contracts/http/evaluation-standards.js';
import type { StandardInForce, StandardRow } from '../../../database/evaluation/standard.repository.js';
import { checkStandard } from '../../../domain/evaluation/check-standard.js';
import type { EvidenceRule } from '../../../domain/evaluation/evidence.js';
import type { EvaluationStandard } from '../../../domain/evaluation/standard.js';
import { formatInstantOrNull } from '../../../domain/time/zone.js';

/** The one the product comes with is version 0 of nobody. */
export type AnyStandard = Pick<StandardRow, 'body' | 'sha256' | 'state'> & {
  [Key in 'id' | 'regionCode' | 'version' | 'effectiveFrom' | 'publishedAt' | 'changedAt']:
    StandardRow[Key] | null;
};

export const builtIn = ({ body, sha256 }: Pick<StandardInForce, 'body' | 'sha256'>): AnyStandard => ({
  ...{ id: null, regionCode: null, version: 0, state: 'published', body, sha256 },
  ...{ effectiveFrom: null, publishedAt: null, changedAt: null },
});

export function standardLine(row: AnyStandard, region: string | null, inForce: boolean): StandardLine {
  const { id, regionCode, version, state, effectiveFrom } = row;
  return {
    ...{ id, regionCode, region, version, state, effectiveFrom, inForce, title: row.body.title },
    publishedAt: formatInstantOrNull(row.publishedAt),
    changedAt: formatInstantOrNull(row.changedAt),
  };
}

export function standardView(
  row: AnyStandard,
  region: string | null,
  inForce: boolean,
  editable: boolean,
): StandardView {
  return {
    ...standardLine(row, region, inForce),
    sha256: row.sha256.toString('hex'),
    standard: row.body as StandardBody,
    findings: row.state === 'draft' ? checkStandard(row.body) : [],
    editable: editable && row.state === 'draft',
  };
}

/** What came over the wire, with nothing but what its kind of rule has: a draft may still lack it, and its findings say so. */
export function standardOf({ title, dimensions, vetoes, grades }: StandardBody): EvaluationStandard {
  return {
    title,
    dimensions: dimensions.map(({ key, indicators }) => ({
      key,
      indicators: indicators.map(({ key: name, text, points, appliesTo, evidence }) => ({
        ...{ key: name, text, points, appliesTo },
        evidence: ruleOf(evidence),
      })),
    })),
    vetoes: [...vetoes],
    grades: grades.map(({ label, from }) => ({ label, from })),
  };
}

type RuleBody = StandardBody['dimensions'][number]['indicators'][number]['evidence'];

function ruleOf({ kind, source, n, steps, asks }: RuleBody): EvidenceRule {
  const from = source as NonNullable<typeof source>;
  switch (kind) {
    case 'presence':
      return { kind, source: from };
    case 'atLeast':
      return { kind, source: from, n: n ?? 0 };
    case 'share':
      return { kind, source: from, steps: (steps ?? []).map(({ percent, points }) => ({ percent, points })) };
    case 'manual':
      return { kind, asks: asks ?? '' };
  }
}
