import { describe, expect, it, test } from 'vitest';
import { levelWords, type Finding } from '../../../domain/inspection/matrix.js';
import { bodyOf, draftOf, gapsOf, hitBy, merged, restClear, toggled, type Matrix } from './matrix-draft.js';

const matrix = {
  version: 3,
  targets: [
    { seq: 1, kind: 'region', regionCode: '640402', unitId: 'o1', name: '原州区' },
    { seq: 2, kind: 'region', regionCode: '640422', unitId: 'o2', name: '西吉县' },
    { seq: 3, kind: 'unit', regionCode: '6404', unitId: 'u1', name: '市财政局' },
  ],
  missingMaterial: [3],
  noLiaison: [],
  findings: [],
  vetoChecks: [],
} as unknown as Matrix;

const finding = (change: Partial<Finding> = {}): Finding => ({
  ...{
    dimension: 'organisation',
    level: 'regions',
    kind: 'problem',
    scope: 'all',
    text: '没有方案',
    named: [],
  },
  ...{ measuresAsked: '补齐', limitDate: '2023-12-31' },
  ...change,
});

describe('a matrix that is entered', () => {
  it('names targets as the API does, and leaves out what is empty', () => {
    const draft = {
      findings: [
        finding({ scope: 'except', named: [1] }),
        finding({
          kind: 'highlight',
          level: 'units',
          scope: 'only',
          named: [3],
          measuresAsked: null,
          limitDate: null,
        }),
      ],
      checks: restClear({ findings: [], checks: [] }, matrix.targets),
    };
    const body = bodyOf(draft, matrix);
    expect(body.version).toBe(3);
    expect(body.findings[0]).toMatchObject({ regionCodes: ['640402'], unitIds: [], limitDate: '2023-12-31' });
    expect(body.findings[1]).toMatchObject({ regionCodes: [], unitIds: ['u1'] });
    expect(body.findings[1]).not.toHaveProperty('limitDate');
    expect(body.vetoChecks.map(({ regionCode, unitId }) => regionCode ?? unitId)).toEqual([
      '640402',
      '640422',
      'u1',
    ]);
    expect(draftOf({ findings: [], vetoChecks: [] })).toEqual({ findings: [], checks: [] });
  });

  it('shows at once who is hit', () => {
    const words = levelWords('6404');
    expect(hitBy(finding({ scope: 'except', named: [1] }), matrix, words)).toMatchObject({
      ...{ who: '除原州区外，其他县（区）', hits: [{ name: '西吉县' }] },
    });
    expect(hitBy(finding({ level: 'units', scope: 'missingMaterial' }), matrix, words).who).toBe('有1个单位');
    expect(hitBy(finding(), matrix, levelWords('64')).who).toBe('各市（州）');
  });

  test.each<[string, Partial<Finding>, boolean, Partial<Finding>]>([
    ['all, one out', {}, true, { scope: 'except', named: [2] }],
    ['but one, another out', { scope: 'except', named: [1] }, true, { scope: 'except', named: [1, 2] }],
    ['but this one, in again', { scope: 'except', named: [2] }, false, { scope: 'all', named: [] }],
    ['only one, another in', { scope: 'only', named: [1] }, false, { scope: 'only', named: [1, 2] }],
    ['only these, this one out', { scope: 'only', named: [1, 2] }, true, { scope: 'only', named: [1] }],
    ['a list', { scope: 'missingMaterial' }, true, { scope: 'missingMaterial', named: [] }],
  ])('a click on a cell: %s', (_, before, hit, after) => {
    expect(toggled(finding(before), 2, hit)).toMatchObject(after);
  });

  it('says what is not whole yet', () => {
    const gaps = gapsOf(
      {
        findings: [finding(), finding({ limitDate: null }), finding({ level: 'units', scope: 'noLiaison' })],
        checks: [{ targetSeq: 1, result: 'found', item: null, happenedOn: null, account: null }],
      },
      matrix,
    );
    expect(gaps).toEqual([
      '第 3 条没有涉及任何对象',
      '第 2 条没有整改要求或时限',
      '2 个对象没有登记一票否决核查',
      '1 项一票否决情形没有写全',
    ]);
  });
});

describe('two who write at once', () => {
  const [a, b, c, d] = ['甲', '乙', '丙', '丁'].map((text) => finding({ text })) as [
    Finding,
    Finding,
    Finding,
    Finding,
  ];
  const check = (targetSeq: number, result: 'clear' | 'found') => ({
    ...{ targetSeq, result, item: null, happenedOn: null, account: null },
  });

  it('keep what each of them did', () => {
    const seen = { findings: [a, b], checks: [check(1, 'clear')] };
    const mine = { findings: [a, { ...b, text: '乙改' }, c], checks: [check(1, 'found')] };
    const theirs = { findings: [a, b, d], checks: [check(1, 'clear'), check(2, 'clear')] };
    const both = merged(seen, mine, theirs);
    expect(both.findings.map(({ text }) => text)).toEqual(['甲', '丁', '乙改', '丙']);
    expect(both.checks.map(({ targetSeq, result }) => [targetSeq, result])).toEqual([
      [1, 'found'],
      [2, 'clear'],
    ]);
  });
});
