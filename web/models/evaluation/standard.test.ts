import { expect, it } from 'vitest';
import { findingsAt, freshKey, fullPoints, ruleOfKind } from './standard.js';

const indicator = (key: string, points: number, appliesTo: 'both' | 'region' | 'unit') => ({
  ...{ key, points, appliesTo, text: key },
  evidence: { kind: 'manual' as const, asks: '材料' },
});
const standard = {
  dimensions: [
    {
      key: 'organisation' as const,
      indicators: [indicator('item-1', 0.1, 'both'), indicator('b', 0.2, 'region')],
    },
  ],
};

it('adds up what each kind of subject is asked, in tenths', () => {
  expect([fullPoints(standard, 'region'), fullPoints(standard, 'unit')]).toEqual([0.3, 0.1]);
});

it('gives a new indicator a key of its own', () => {
  expect(freshKey(standard)).toBe('item-2');
});

it('keeps of a rule what the other kind has as well', () => {
  const share = ruleOfKind('share', { kind: 'presence', source: 'visits' }, 4);
  expect(share).toEqual({ kind: 'share', source: 'visits', steps: [{ percent: 100, points: 4 }] });
  expect(ruleOfKind('manual', share, 4)).toEqual({ kind: 'manual', asks: '' });
});

it('finds what is said about a place and about what is in it, not about its neighbour', () => {
  const findings = ['dimensions.1.key', 'dimensions.1', 'dimensions.10.key'].map((path) => ({
    path,
    reason: '',
  }));
  expect(findingsAt(findings, 'dimensions.1')).toHaveLength(2);
});
