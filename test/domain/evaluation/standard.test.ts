import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUILT_IN_STANDARD } from '../../../domain/evaluation/built-in-standard.js';
import { checkStandard } from '../../../domain/evaluation/check-standard.js';
import { DIMENSION_KEYS } from '../../../domain/evaluation/dimensions.js';
import { EVIDENCE_SOURCE_KEYS, figureOf } from '../../../domain/evaluation/evidence.js';
import { resultOf, VETOED_GRADE } from '../../../domain/evaluation/result.js';
import { indicatorsFor, sumOf, type EvaluationStandard } from '../../../domain/evaluation/standard.js';
import { VETO_ITEM_KEYS } from '../../../domain/evaluation/veto-items.js';

const copy = (): EvaluationStandard => structuredClone(BUILT_IN_STANDARD);
const paths = (standard: EvaluationStandard): string[] => checkStandard(standard).map(({ path }) => path);

describe('the built-in standard', () => {
  it('holds by its own rules: every dimension, 100 points for a region and for a unit, every source used once at least', () => {
    expect(checkStandard(BUILT_IN_STANDARD)).toEqual([]);
    expect(BUILT_IN_STANDARD.dimensions.map(({ key }) => key)).toEqual(DIMENSION_KEYS);
    for (const kind of ['region', 'unit'] as const)
      expect(sumOf(indicatorsFor(BUILT_IN_STANDARD, kind).map(({ points }) => points))).toBe(100);
    const all = BUILT_IN_STANDARD.dimensions.flatMap(({ indicators }) => indicators);
    expect(all.length).toBeGreaterThanOrEqual(35);
    expect(all.length).toBeLessThanOrEqual(45);
    const used = new Set(
      all.flatMap(({ evidence }) => (evidence.kind === 'manual' ? [] : [evidence.source])),
    );
    expect(EVIDENCE_SOURCE_KEYS.filter((source) => !used.has(source))).toEqual([]);
  });
});

describe('checkStandard', () => {
  it.each<[string, string, (standard: EvaluationStandard) => void]>([
    ['a dimension twice', 'dimensions.1.key', (s) => (s.dimensions[1]!.key = 'organisation')],
    [
      'an indicator’s key twice',
      'dimensions.1.indicators.0.key',
      (s) => (s.dimensions[1]!.indicators[0]!.key = 'liaison'),
    ],
    [
      'an indicator without words',
      'dimensions.0.indicators.0.text',
      (s) => (s.dimensions[0]!.indicators[0]!.text = ' '),
    ],
    [
      'hundredths of a point',
      'dimensions.0.indicators.0.points',
      (s) => (s.dimensions[0]!.indicators[0]!.points = 3.05),
    ],
    ['a sum that is not 100', 'dimensions', (s) => (s.dimensions[0]!.indicators[1]!.points = 5)],
    [
      'a source nobody knows',
      'dimensions.0.indicators.0.evidence.source',
      (s) => (s.dimensions[0]!.indicators[0]!.evidence = { kind: 'presence', source: 'rumour' as never }),
    ],
    [
      'a source that says nothing of units',
      'dimensions.0.indicators.2.evidence.source',
      (s) => (s.dimensions[0]!.indicators[2]!.appliesTo = 'both'),
    ],
    [
      'steps that rise',
      'dimensions.0.indicators.0.evidence.steps.1',
      (s) =>
        (s.dimensions[0]!.indicators[0]!.evidence = {
          kind: 'share',
          source: 'liaisonFiled',
          steps: [
            { percent: 80, points: 3 },
            { percent: 90, points: 1 },
          ],
        }),
    ],
    [
      'a best step below all points',
      'dimensions.0.indicators.0.evidence.steps.0.points',
      (s) =>
        (s.dimensions[0]!.indicators[0]!.evidence = {
          kind: 'share',
          source: 'liaisonFiled',
          steps: [{ percent: 80, points: 2 }],
        }),
    ],
    [
      'no times at all',
      'dimensions.0.indicators.1.evidence.n',
      (s) => (s.dimensions[0]!.indicators[1]!.evidence = { kind: 'atLeast', source: 'groupMeetings', n: 0 }),
    ],
    [
      'nothing to ask by hand',
      'dimensions.0.indicators.5.evidence.asks',
      (s) => (s.dimensions[0]!.indicators[5]!.evidence = { kind: 'manual', asks: '' }),
    ],
    ['a veto item nobody knows', 'vetoes.0', (s) => (s.vetoes[0] = 'weather' as never)],
    ['a veto item twice', 'vetoes.1', (s) => (s.vetoes[1] = s.vetoes[0]!)],
    ['grades out of order', 'grades.1.from', (s) => (s.grades[1]!.from = 95)],
    ['no grade for nothing', 'grades.3.from', (s) => (s.grades[3]!.from = 10)],
  ])('finds %s', (_, path, spoil) => {
    const standard = copy();
    spoil(standard);
    expect(paths(standard)).toContain(path);
  });
});

describe('figureOf', () => {
  const records = (met: number, total: number) => Array.from({ length: total }, (_, i) => ({ met: i < met }));

  it('gives all for one, a part for too few, the best step that is reached', () => {
    expect(figureOf({ kind: 'presence', source: 'research' }, 2, records(1, 3)).points).toBe(2);
    expect(figureOf({ kind: 'presence', source: 'research' }, 2, records(0, 3)).points).toBe(0);
    expect(figureOf({ kind: 'atLeast', source: 'visits', n: 3 }, 2, records(2, 2)).points).toBe(1.3);
    expect(figureOf({ kind: 'atLeast', source: 'visits', n: 3 }, 2, records(7, 7)).points).toBe(2);
    const share = {
      kind: 'share',
      source: 'dualListFiled',
      steps: [
        { percent: 100, points: 4 },
        { percent: 90, points: 2.7 },
      ],
    } as const;
    expect(figureOf({ ...share, steps: [...share.steps] }, 4, records(9, 10)).points).toBe(2.7);
    expect(figureOf({ ...share, steps: [...share.steps] }, 4, records(8, 10)).points).toBe(0);
  });

  it('counts nothing owed as nothing missed', () => {
    expect(
      figureOf({ kind: 'share', source: 'needItemsClosed', steps: [{ percent: 100, points: 3 }] }, 3, []),
    ).toEqual({ met: 0, total: 0, points: 3 });
  });

  it('never gives less than nothing or more than all, and never less for one more that is met', () => {
    const rule = fc.constantFrom(
      ...BUILT_IN_STANDARD.dimensions
        .flatMap(({ indicators }) => indicators)
        .filter(({ evidence }) => evidence.kind !== 'manual'),
    );
    fc.assert(
      fc.property(rule, fc.nat(40), fc.nat(40), ({ evidence, points }, met, missing) => {
        if (evidence.kind === 'manual') return;
        const figure = figureOf(evidence, points, records(met, met + missing));
        const more = figureOf(evidence, points, records(met + 1, met + 1 + missing));
        expect(figure.points).toBeGreaterThanOrEqual(0);
        expect(figure.points).toBeLessThanOrEqual(points);
        if (met + missing > 0) expect(more.points).toBeGreaterThanOrEqual(figure.points);
      }),
    );
  });
});

describe('resultOf', () => {
  const tenths = fc.array(
    fc.nat(1000).map((n) => n / 10),
    { maxLength: 60 },
  );
  const items = fc.subarray(VETO_ITEM_KEYS);

  it('lets no points make up for a veto item of the standard', () => {
    fc.assert(
      fc.property(tenths, items, items, (points, vetoes, confirmed) => {
        const result = resultOf({ grades: BUILT_IN_STANDARD.grades, vetoes }, points, confirmed);
        const struck = confirmed.some((item) => vetoes.includes(item));
        expect(result.vetoed).toBe(struck);
        expect(result.grade === VETOED_GRADE).toBe(struck);
        // More points change nothing about it.
        const more = resultOf({ grades: BUILT_IN_STANDARD.grades, vetoes }, [...points, 100], confirmed);
        if (struck) expect(more.grade).toBe(VETOED_GRADE);
      }),
    );
  });

  it('takes the best grade that is reached, at its edge too', () => {
    const grade = (...points: number[]) => resultOf(BUILT_IN_STANDARD, points, []).grade;
    expect([grade(90), grade(89.9), grade(60), grade(0.1, 0.2), grade()]).toEqual([
      '优秀',
      '良好',
      '合格',
      '不合格',
      '不合格',
    ]);
  });
});
