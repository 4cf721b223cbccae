import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { PointForm } from '../../../domain/work-points/forms.js';
import { checkPoints, checkSource, checkSplit } from '../../../domain/work-points/check-points.js';
import {
  composePointsForwarding,
  composePointsNotice,
  sourceOfPoints,
} from '../../../domain/work-points/compose-notice.js';
import { isCovered, splitCounts, splitStatus, sumOfCounts } from '../../../domain/work-points/coverage.js';
import { pointLight, pointPercent } from '../../../domain/work-points/light.js';
import {
  lastDayOf,
  quarterLabel,
  quarterOf,
  reportDue,
  reportOpensAbout,
  reportOpensAt,
} from '../../../domain/work-points/quarters.js';
import { checkDocument } from '../../../domain/documents/check.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { anyDate, at, calendar } from '../time/fixtures.js';

const point = (rest: Partial<PointForm> = {}): PointForm => ({
  number: '1',
  section: '',
  title: '开展国防教育',
  text: '开展国防教育。',
  leadUnitIds: ['a'],
  cooperatingUnitIds: [],
  quantities: [],
  ...rest,
});
const refused = (work: () => void): unknown => {
  try {
    work();
    return 'done';
  } catch (error) {
    const { code, field } = error as { code: string; field: string };
    return [code, field];
  }
};

describe('quarters', () => {
  test.each([
    ['2027-01-01', 0, 2027, 1, '2027-03-31'],
    ['2027-03-31', 0, 2027, 1, '2027-03-31'],
    // The quarter whose end is past is not asked for.
    ['2027-04-01', 0, 2027, 2, '2027-06-30'],
    ['2027-04-01', 2, 2027, 4, '2027-12-31'],
    // An open point is carried: it goes on reporting in the next year.
    ['2027-04-01', 3, 2028, 1, '2028-03-31'],
    ['2027-12-31', 12, 2030, 4, '2030-12-31'],
  ] as const)('of a point begun on %s, number %i', (from, n, year, quarter, end) => {
    expect(quarterOf(from, n)).toEqual({ year, quarter });
    expect(lastDayOf({ year, quarter })).toBe(end);
  });

  it('are reported on from ten working days before the last day on, through the whole of that day', () => {
    const third = { year: 2026, quarter: 3 };
    expect(reportDue(third)).toEqual(at('2026-09-30 23:59:59.999'));
    // 国庆 is made up for on Sunday, September 20, a working day, and 中秋 is a day off: the calendar knows, two weeks do not.
    const opens = reportOpensAt(third, calendar);
    expect(calendar.workingDaysBetween(civilDateOf(opens), '2026-09-30')).toBe(10);
    expect(reportOpensAbout(third)).toEqual(at('2026-09-16 09:00:00'));
    expect(quarterLabel(third)).toBe('2026年第三季度');
  });

  it('follow one another, each begun before the one before is a quarter old', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 11 }), (from, n) => {
        const [one, next] = [quarterOf(from, n), quarterOf(from, n + 1)];
        expect(next.year * 4 + next.quarter).toBe(one.year * 4 + one.quarter + 1);
        expect(lastDayOf(quarterOf(from, 0)) >= from).toBe(true);
        expect(reportOpensAbout(next) > reportDue(one)).toBe(true);
      }),
    );
  });
});

describe('the light of a point', () => {
  const limitAt = at('2027-06-30 23:59:59.999');
  const lead = (rest: object = {}) => ({
    deadline: limitAt,
    warnAt: at('2027-06-25 09:00:00'),
    completedAt: null,
    ...rest,
  });
  test.each([
    ['in time', [lead()], '2027-06-01 09:00:00', null, 'green', false],
    ['soon due', [lead()], '2027-06-28 09:00:00', null, 'yellow', false],
    ['overdue', [lead()], '2027-07-01 09:00:00', null, 'red', true],
    [
      'one lead has more time, the other has not',
      [lead({ deadline: at('2027-09-30 23:59:59.999'), warnAt: null }), lead()],
      '2027-07-01 09:00:00',
      null,
      'red',
      true,
    ],
    [
      'the slow one completed in time',
      [lead({ completedAt: at('2027-06-29 09:00:00') })],
      '2027-08-01 09:00:00',
      null,
      'green',
      false,
    ],
    [
      'completed late, for good',
      [lead({ completedAt: at('2027-07-02 09:00:00') })],
      '2027-08-01 09:00:00',
      null,
      'red',
      true,
    ],
    ['terminated in time', [lead()], '2027-08-01 09:00:00', '2027-05-01 09:00:00', 'green', false],
    ['nobody asked yet', [], '2027-07-01 09:00:00', null, 'red', true],
  ] as const)('%s', (_, leads, now, closed, light, late) => {
    expect(
      pointLight(leads, {
        limitAt,
        closedAt: closed === null ? null : at(closed),
        now: at(now),
        paused: false,
      }),
    ).toEqual({
      light,
      late,
    });
  });

  it('is grey while its clock stands still, late or not; who completed in time stays green', () => {
    const clock = { limitAt, closedAt: null, now: at('2027-08-01 09:00:00'), paused: true };
    expect(pointLight([lead()], clock)).toEqual({ light: 'grey', late: false });
    expect(pointLight([lead({ completedAt: at('2027-06-29 09:00:00') })], clock).light).toBe('green');
  });

  it('its percentage is the mean of what its leads said last', () => {
    const reports = [
      { unitId: 'a', percent: 20 },
      { unitId: 'b', percent: 50 },
      { unitId: 'a', percent: 60 },
      // Handed its work over since.
      { unitId: 'gone', percent: 90 },
    ];
    expect(pointPercent(['a', 'b'], reports, [])).toBe(55);
    expect(pointPercent(['a', 'c'], reports, [])).toBe(30);
    expect(pointPercent(['a', 'b'], reports, ['b'])).toBe(80);
    expect(pointPercent([], reports, [])).toBe(0);
  });
});

describe('what the office hands in', () => {
  test('a point has a lead that does not support as well, and a limit to come', () => {
    const check = (...points: PointForm[]) => refused(() => checkPoints(points, '2027-03-02'));
    expect(check(point(), point({ limitDate: '2027-03-02', cooperatingUnitIds: ['b'] }))).toBe('done');
    expect(check(point({ leadUnitIds: [] }))).toEqual(['INVALID_FIELD', 'form.points[0].leadUnitIds']);
    expect(check(point(), point({ cooperatingUnitIds: ['b', 'a'] }))).toEqual([
      'INVALID_FIELD',
      'form.points[1].cooperatingUnitIds',
    ]);
    expect(check(point({ limitDate: '2027-03-01' }))).toEqual(['DATE_IN_PAST', 'form.points[0].limitDate']);
  });

  test('a forwarded notice says who sent it, under which number, and what it is called', () => {
    const source = {
      source: 'forwarded',
      issuer: '省双拥办',
      documentNumber: '云拥办〔2027〕1号',
      sourceTitle: '要点',
    } as const;
    expect(refused(() => checkSource(source))).toBe('done');
    for (const field of ['issuer', 'documentNumber', 'sourceTitle'] as const)
      expect(refused(() => checkSource({ ...source, [field]: ' ' }))).toEqual([
        'FORM_REQUIRED',
        `form.${field}`,
      ]);
    expect(refused(() => checkSource({ source: 'own' }))).toBe('done');
    expect(refused(() => checkSource({}))).toBe('done');
  });

  test('each received point is split or declared, one of the two', () => {
    const received = ['x', 'y'].map((id, index) => ({ id, number: String(index + 1), title: `要点${id}` }));
    const none = (parentPointId: string) => ({ parentPointId, reason: '没有' });
    const of = (id: string) => point({ parentPointId: id });
    const check = (points: PointForm[], declared: { parentPointId: string; reason: string }[]) =>
      refused(() => checkSplit(received, points, declared));
    expect(check([of('x'), of('x')], [none('y')])).toBe('done');
    expect(check([], [none('x'), none('y')])).toBe('done');
    expect(check([of('x')], [])).toEqual(['POINTS_NOT_SPLIT', 'form.points']);
    expect(check([point(), of('x')], [none('y')])).toEqual(['INVALID_FIELD', 'form.points[0].parentPointId']);
    expect(check([of('z')], [none('y')])).toEqual(['INVALID_FIELD', 'form.points[0].parentPointId']);
    expect(check([of('x'), of('y')], [none('y')])).toEqual(['INVALID_FIELD', 'form.none[0].parentPointId']);
    expect(check([of('x')], [none('y'), none('y')])).toEqual(['INVALID_FIELD', 'form.none[1].parentPointId']);
  });
});

describe('what is issued', () => {
  const addressing = {
    issuer: '县双拥办',
    recipients: ['县教育局'],
    copies: [],
    date: '2027-03-02',
  } as const;
  const told = (number: string, section: string, leads: string[], cooperating: string[] = []) => ({
    number,
    section,
    title: `要点${number}`,
    text: `做好${number}。`,
    leads,
    cooperating,
    limitDate: '2027-12-31' as const,
  });
  const points = [
    told('1', '一、宣传教育', ['甲局', '乙局'], ['丙局']),
    told('2', '一、宣传教育', ['甲局']),
    told('（一）', '二、支持部队', ['丙局'], ['甲局', '乙局']),
  ];

  it('own points stand behind the notice, under their sections, each with who does what', () => {
    const notice = composePointsNotice(
      { ...addressing, recipients: ['县教育局'], copies: [] },
      '2027年要点',
      points,
      [{ title: '压实责任', text: '落实到人。' }],
    );
    expect(() => checkDocument(notice)).not.toThrow();
    expect(notice.blocks[1]).toEqual({ type: 'heading', level: 1, text: '一、压实责任' });
    expect(notice.annexes[0]?.blocks.map((block) => ('text' in block ? block.text : ''))).toEqual([
      '一、宣传教育',
      '1. 做好1。（甲局、乙局分别牵头，丙局配合）',
      '2. 做好2。（甲局牵头）',
      '二、支持部队',
      '（一）做好（一）。（丙局牵头，甲局、乙局配合）',
    ]);
  });

  it('a notice from above goes out behind the own one, with a table of who does what here', () => {
    const notice = { issuer: '省双拥办', number: '云拥办〔2027〕1号', title: '全省要点', text: '' };
    const source = sourceOfPoints(notice, points, '2027-03-01');
    // Its own text was not handed in: it is made of its points.
    expect(source.blocks).toHaveLength(5);
    expect(sourceOfPoints({ ...notice, text: '第一段\n第二段' }, points, '2027-03-01').blocks).toHaveLength(
      2,
    );
    const document = composePointsForwarding(
      { ...addressing, recipients: ['县教育局'], copies: [] },
      source,
      points,
      [],
    );
    expect(() => checkDocument(document)).not.toThrow();
    expect(document).toMatchObject({ kind: 'forwarding', forwarded: { number: '云拥办〔2027〕1号' } });
    expect(document.annexes).toEqual([
      {
        title: '任务分工表',
        blocks: [
          expect.objectContaining({
            rows: expect.arrayContaining([['2', '要点2', '甲局', '', '12月31日']]),
          }),
        ],
      },
    ]);
  });
});

test('coverage: split, drafted, none, pending', () => {
  const answer = {
    assigned: new Set(['a']),
    drafted: new Set(['a', 'b']),
    none: new Set(['c']),
    approved: false,
  };
  const statuses = ['a', 'b', 'c', 'd'].map((id) => splitStatus(id, answer));
  expect(statuses).toEqual(['split', 'drafted', 'none', 'pending']);
  expect(splitStatus('b', { ...answer, approved: true })).toBe('pending');
  const counts = splitCounts(statuses);
  expect(counts).toEqual({ points: 4, split: 1, drafted: 1, none: 1, pending: 1 });
  expect(sumOfCounts([counts, splitCounts(['none'])])).toEqual({
    points: 5,
    split: 1,
    drafted: 1,
    none: 2,
    pending: 1,
  });
  expect([counts, splitCounts(['split', 'none']), splitCounts([])].map(isCovered)).toEqual([
    false,
    true,
    true,
  ]);
});
