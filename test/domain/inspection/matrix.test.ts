import { describe, expect, it, test } from '@jest/globals';
import { checkComplete, checkMatrix, checkVetoChecks } from '../../../domain/inspection/check-findings.js';
import { composeCircularText, spokenDays } from '../../../domain/inspection/compose.js';
import { inspectionCircular } from '../../../domain/inspection/documents.js';
import { checkDraft, draftProblems, filled, placeholdersOf } from '../../../domain/inspection/draft.js';
import { figuresOf, type ListRow } from '../../../domain/inspection/figures.js';
import { hitsOf, levelWords, whoOf, type Finding } from '../../../domain/inspection/matrix.js';
import { DIMENSION_KEYS } from '../../../domain/evaluation/dimensions.js';

const COUNTIES = ['原州区', '西吉县', '隆德县', '泾源县', '彭阳县'].map((name, index) => ({
  seq: index + 1,
  kind: 'region' as const,
  name,
}));
const UNITS = ['市委办', '市民政局', '市财政局', '市文旅局'].map((name, index) => ({
  seq: index + 6,
  kind: 'unit' as const,
  name,
}));
const TARGETS = [...COUNTIES, ...UNITS];
const LISTS = { missingMaterial: [2, 7, 9], noLiaison: [8] };
const WORDS = levelWords('6404');

const finding = (change: Partial<Finding>): Finding => ({
  dimension: 'organisation',
  level: 'regions',
  kind: 'problem',
  text: '未将双拥工作写进年度政府工作报告。',
  scope: 'all',
  named: [],
  measuresAsked: '写进下年的报告',
  limitDate: '2023-12-31',
  ...change,
});

describe('whom a finding is about', () => {
  test.each<[string, Partial<Finding>, string, number[]]>([
    ['everybody of its level', {}, '各县（区）', [1, 2, 3, 4, 5]],
    [
      'all but two, in one line (固原督查通报2023 二（一）)',
      { scope: 'except', named: [1, 5] },
      '除原州区、彭阳县外，其他县（区）',
      [2, 3, 4],
    ],
    ['only these, in the plan’s order', { scope: 'only', named: [4, 2] }, '西吉县、泾源县', [2, 4]],
    [
      'units apart from regions',
      { level: 'units', scope: 'except', named: [6] },
      '除市委办外，其他单位',
      [7, 8, 9],
    ],
    [
      'whoever of the level has not handed in',
      { level: 'units', scope: 'missingMaterial' },
      '有{{missingMaterial}}个单位',
      [7, 9],
    ],
    [
      'counties among them by themselves',
      { scope: 'missingMaterial' },
      '有{{missingRegions}}个县（区）',
      [2],
    ],
    ['whoever filed no liaison', { level: 'units', scope: 'noLiaison' }, '有{{noLiaison}}个单位', [8]],
  ])('%s', (_, change, who, hits) => {
    expect(whoOf(finding(change), TARGETS, WORDS)).toBe(who);
    expect(hitsOf(finding(change), TARGETS, LISTS).map(({ seq }) => seq)).toEqual(hits);
  });
});

describe('a matrix', () => {
  const refused = (change: Partial<Finding>) => () =>
    checkMatrix([finding({}), finding(change)], TARGETS, ['organisation', 'publicity']);
  test.each<[string, Partial<Finding>, string]>([
    ['a dimension that the plan leaves out', { dimension: 'harmony' }, 'form.findings[1].dimension'],
    ['a rule that names nobody', { scope: 'except' }, 'form.findings[1].regionCodes'],
    ['names where the rule needs none', { named: [1] }, 'form.findings[1].regionCodes'],
    ['a highlight of a list', { kind: 'highlight', scope: 'missingMaterial' }, 'form.findings[1].scope'],
    ['liaisons of regions', { scope: 'noLiaison' }, 'form.findings[1].scope'],
    ['a highlight with a limit', { kind: 'highlight' }, 'form.findings[1].limitDate'],
  ])('refuses %s', (_, change, field) => {
    expect(refused(change)).toThrow(expect.objectContaining({ field }));
  });

  it('is whole when every problem hits somebody, says what and by when, and everybody was looked at', () => {
    const checks = TARGETS.map(({ seq }) => ({
      ...{ targetSeq: seq, result: 'clear' as const, item: null, happenedOn: null, account: null },
    }));
    const whole =
      (findings: Finding[], those = checks, lists = LISTS) =>
      () =>
        checkComplete(findings, those, TARGETS, lists, '2023-09-20');
    expect(whole([finding({})])).not.toThrow();
    expect(whole([finding({ measuresAsked: null })])).toThrow(
      expect.objectContaining({ code: 'FORM_REQUIRED', field: 'form.findings[0].measuresAsked' }),
    );
    expect(whole([finding({ limitDate: '2023-09-19' })])).toThrow(
      expect.objectContaining({ code: 'DATE_IN_PAST', field: 'form.findings[0].limitDate' }),
    );
    const listed = finding({ level: 'units', scope: 'noLiaison' });
    expect(whole([listed], checks, { ...LISTS, noLiaison: [] })).toThrow(
      expect.objectContaining({ code: 'FINDING_OF_NOBODY' }),
    );
    expect(whole([], checks.slice(1))).toThrow(
      expect.objectContaining({ code: 'VETO_CHECKS_INCOMPLETE', message: expect.stringContaining('原州区') }),
    );
  });

  it('says of veto items what was found, when and how', () => {
    const found = {
      targetSeq: 1,
      result: 'found' as const,
      item: 'dispute' as const,
      happenedOn: null,
      account: null,
    };
    expect(() => checkVetoChecks([found], '2023-09-20')).toThrow(
      expect.objectContaining({ field: 'form.vetoChecks[0].happenedDate' }),
    );
    expect(() =>
      checkVetoChecks([{ ...found, happenedOn: '2023-09-21', account: '情况' }], '2023-09-20'),
    ).toThrow(expect.objectContaining({ code: 'DATE_IN_FUTURE' }));
    expect(() => checkVetoChecks([{ ...found, result: 'clear' }], '2023-09-20')).toThrow(
      expect.objectContaining({ field: 'form.vetoChecks[0].item' }),
    );
  });
});

describe('the circular', () => {
  const findings = [
    finding({
      kind: 'highlight',
      scope: 'only',
      named: [2],
      text: '开通“双拥号”公交车',
      measuresAsked: null,
      limitDate: null,
    }),
    finding({ scope: 'except', named: [1, 5] }),
    finding({ text: '军地合署办公制度落实不到位' }),
    finding({ dimension: 'publicity', scope: 'only', named: [4], text: '没有户外双拥宣传阵地' }),
    finding({ level: 'units', scope: 'missingMaterial', text: '未按要求报送资料台账' }),
    finding({ level: 'units', scope: 'noLiaison', text: '未报送分管领导和联络员' }),
  ];
  const row = (key: ListRow['key'], { seq, name }: { seq: number; name: string }): ListRow => ({
    ...{ key, targetSeq: seq, name, value: {} },
  });
  const rows = [
    ...COUNTIES.map((one) => row('regions', one)),
    ...UNITS.map((one) => row('units', one)),
    ...COUNTIES.map((one) => row('visitedRegions', one)),
    row('visitedUnits', UNITS[0]!),
    ...UNITS.filter(({ seq }) => LISTS.missingMaterial.includes(seq)).map((one) =>
      row('missingMaterial', one),
    ),
    row('noLiaison', UNITS[2]!),
  ];
  const composed = composeCircularText({
    basis: '年度重点工作督查安排',
    fromDate: '2023-09-11',
    toDate: '2023-09-13',
    teams: [{ name: '第一组', leader: '市领导小组副组长' }],
    dimensions: DIMENSION_KEYS,
    findings,
    targets: TARGETS,
    visited: ['regions', 'units'],
    words: WORDS,
  });
  const placeholders = placeholdersOf(figuresOf(rows), findings, TARGETS, WORDS);

  it('is written level by level and dimension by dimension, its figures from the lists', () => {
    const text = filled(composed, placeholders);
    expect(text).toContain('9月11日至13日');
    expect(text).toContain(
      '对5个县（区）和4个成员单位的双拥工作进行了督查，其中实地督查县（区）5个、成员单位1个',
    );
    expect(text).toContain('督查中没有发现一票否决情形。');
    expect(text).toContain('好的做法：西吉县开通“双拥号”公交车。');
    expect(text).toContain(
      '组织领导方面。一是除原州区、彭阳县外，其他县（区）未将双拥工作写进年度政府工作报告；二是各县（区）军地合署办公制度落实不到位。',
    );
    expect(text).toContain('宣传教育方面。泾源县没有户外双拥宣传阵地。');
    expect(text).toContain('一是有2个单位未按要求报送资料台账；二是有1个单位未报送分管领导和联络员。');
    expect(text).not.toContain('{{');
    expect(text.indexOf('县（区）层面')).toBeLessThan(text.indexOf('成员单位层面'));
  });

  it('lets the words be changed and no figure, no name', () => {
    const check = (text: string) => () => checkDraft(text, composed, placeholders);
    expect(check(composed.replace('好的做法', '一些好的做法'))).not.toThrow();
    expect(check(`${composed}\n还有一个单位值得表扬。`)).not.toThrow();
    expect(check(composed.replace('有{{missingMaterial}}个单位', '有3个单位'))).toThrow(
      expect.objectContaining({ code: 'FIGURES_TYPED', field: 'form.text' }),
    );
    expect(draftProblems(composed.replace('{{who.2}}', '各县（区）'), composed, placeholders)).toEqual([
      expect.stringContaining('第 2 条涉及的对象'),
    ]);
    expect(draftProblems(`${composed}\n另有十三家单位没有动静。`, composed, placeholders)).toEqual([
      '“十三家单位”是手写的数字',
    ]);
    expect(draftProblems(`${composed}{{who.9}}`, composed, placeholders)).toEqual([
      '不认识的占位符{{who.9}}',
    ]);
  });

  it('has its headings as headings, and what has to be put right as an annex', () => {
    const content = inspectionCircular(
      {
        title: '督查通报',
        text: filled(composed, placeholders),
        problems: [
          {
            who: '泾源县',
            dimension: 'publicity',
            text: '没有阵地',
            measuresAsked: '设立',
            limitDate: '2023-12-31',
          },
        ],
      },
      { issuer: '市双拥办', recipients: ['原州区双拥办'], copies: [], date: '2023-10-10' },
    );
    expect(
      content.blocks.filter(({ type }) => type === 'heading').map((block) => 'text' in block && block.text),
    ).toEqual([
      '一、基本情况',
      '二、督查情况',
      '（一）县（区）层面',
      '（二）成员单位层面',
      '三、下一步工作要求',
    ]);
    expect(content.annexes[0]?.blocks[0]).toMatchObject({
      columns: expect.arrayContaining(['时限\n（2023年）']),
      rows: [['1', '宣传教育', '泾源县', '没有阵地', '设立', '12月31日']],
    });
  });

  it('says days as people do', () => {
    expect(spokenDays('2023-09-11', '2023-09-11')).toBe('9月11日');
    expect(spokenDays('2023-09-30', '2023-10-08')).toBe('9月30日至10月8日');
    expect(spokenDays('2023-12-30', '2024-01-03')).toBe('2023年12月30日至2024年1月3日');
  });
});
