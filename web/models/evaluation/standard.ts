import type { Schemas } from '../../api/schemas.js';

type Standard = Schemas['StandardBody'];
type Rule = Schemas['EvidenceRuleBody'];

/** Points of the indicators that a kind of subject is asked: 100 when it is right. */
export function fullPoints({ dimensions }: Pick<Standard, 'dimensions'>, kind: 'region' | 'unit'): number {
  const asked = dimensions.flatMap(({ indicators }) =>
    indicators.filter(({ appliesTo }) => appliesTo === 'both' || appliesTo === kind),
  );
  return asked.reduce((sum, { points }) => sum + Math.round((points || 0) * 10), 0) / 10;
}

/** Another kind of rule begins with something that can be worked on. */
export function ruleOfKind(kind: Rule['kind'], from: Rule, points: number): Rule {
  const source = from.source ?? 'dualListFiled';
  switch (kind) {
    case 'presence':
      return { kind, source };
    case 'atLeast':
      return { kind, source, n: from.n ?? 2 };
    case 'share':
      return { kind, source, steps: from.steps?.length ? from.steps : [{ percent: 100, points }] };
    case 'manual':
      return { kind, asks: from.asks ?? '' };
  }
}

/** A key nobody has yet. */
export function freshKey({ dimensions }: Pick<Standard, 'dimensions'>): string {
  const taken = new Set(dimensions.flatMap(({ indicators }) => indicators.map(({ key }) => key)));
  for (let n = 1; ; n += 1) if (!taken.has(`item-${n}`)) return `item-${n}`;
}

/** What is said about a place of the standard, and about everything in it. */
export function findingsAt(
  findings: readonly Schemas['StandardFindingView'][],
  path: string,
): Schemas['StandardFindingView'][] {
  return findings.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
}
