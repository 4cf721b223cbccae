import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matchUnits } from '../../../domain/work-points/match-units.js';
import { parseNotice } from '../../../domain/work-points/parse-notice.js';
import {
  addAfter,
  changePoint,
  mergeWithPrevious,
  removePoint,
  renumber,
  settleName,
  splitPoint,
} from './corrections.js';
import { limitOf } from './limit.js';
import { missingIn, toConfirmIn } from './open-matters.js';
import { segmentsOf } from './passages.js';
import { draftOf, helpersOf, leadsOf, passagesOf, sectionsOf, type PointsDraft } from './points-draft.js';
import { launchForm, newIssue, pointOfField } from './points-form.js';

const TODAY = '2027-01-10';
const UNITS = [
  {
    id: 'u-veterans',
    name: '双江自治县退役军人事务局',
    shortName: '县退役军人事务局',
    kind: 'member' as const,
  },
  { id: 'u-education', name: '双江自治县教育体育局', shortName: '县教育体育局', kind: 'member' as const },
  { id: 'u-armed', name: '双江自治县人民武装部', shortName: '县人武部', kind: 'military' as const },
];

/** The preview as the API makes it. */
function read(text: string): PointsDraft {
  const { points, opinions } = parseNotice(text);
  const names = points.flatMap(({ lead, cooperating }) => [...lead, ...cooperating]);
  const matches = matchUnits(names, UNITS);
  const preview = {
    regionCode: '530925',
    text,
    points,
    opinions,
    unmatched: [],
    names: matches.map((match) => ({ ...match, howLabel: match.how, groupLabel: match.group, points: [] })),
  };
  return draftOf(preview as never, 2027, TODAY);
}

const NOTICE = `一、宣传教育
1.开展教育，走进学校。（县教育体育局牵头，县退役军人事务局配合）
2.6月底前慰问部队。（县慰问办牵头，县人武部配合）
二、保障
3.办好就业。（县退役军人事务局、县人武部分别牵头）`;

const draft = read(NOTICE);
const keyOf = (number: string, of = draft) => of.points.find((point) => point.number === number)!.key;

describe('a notice of 32 points', () => {
  const file = 'test/domain/work-points/notices/province-32-points.txt';
  const whole = read(readFileSync(file, 'utf8'));

  test('each point is found beside its passage', () => {
    expect(whole.points).toHaveLength(32);
    const segments = segmentsOf(whole.text, passagesOf(whole.points));
    expect(segments.map(({ text }) => text).join('')).toBe(whole.text);
    for (const point of whole.points) {
      const own = segments.filter(({ ids }) => ids.includes(point.key)).map(({ text }) => text);
      expect(own.join('')).toContain(point.number);
    }
    expect(sectionsOf(whole.points)).toHaveLength(6);
  });

  test('what is missing is named point by point, until a person says who is meant', () => {
    const withoutLead = (of: PointsDraft) => missingIn(of, TODAY).map(({ text }) => text);
    const name = '各级双拥工作领导小组';
    expect(withoutLead(whole)).toContain(`第 18 项没有牵头单位：“${name}”没有对上单位。`);
    expect(withoutLead(settleName(whole, name, ['u-armed'])).filter((text) => text.includes('18'))).toEqual(
      [],
    );
  });
});

describe('units', () => {
  test('follow from the names; who leads does not help besides', () => {
    const [first, , third] = draft.points;
    expect(leadsOf(draft, first!)).toEqual(['u-education']);
    expect(helpersOf(draft, first!)).toEqual(['u-veterans']);
    expect(leadsOf(draft, third!)).toEqual(['u-veterans', 'u-armed']);
  });

  test('a name that is settled counts in every point; what was chosen for one point stays', () => {
    const chosen = changePoint(draft, keyOf('1'), { leadUnitIds: ['u-armed'] });
    const settled = settleName(chosen, '县教育体育局', ['u-veterans']);
    expect(leadsOf(settled, settled.points[0]!)).toEqual(['u-armed']);
    const other = settleName(draft, '县教育体育局', ['u-veterans']);
    expect(leadsOf(other, other.points[0]!)).toEqual(['u-veterans']);
    expect(helpersOf(other, other.points[0]!)).toEqual([]);
  });
});

describe('what stays open', () => {
  test('a point without a lead is missing one; a name nobody looked at is to be confirmed', () => {
    expect(missingIn(draft, TODAY).map(({ text }) => text)).toEqual([
      '第 2 项没有牵头单位：“县慰问办”没有对上单位。',
    ]);
    expect(toConfirmIn(draft).map(({ name }) => name)).toContain('县慰问办');
  });

  test('is gone when a person has answered', () => {
    const mended = settleName(draft, '县慰问办', ['u-veterans']);
    expect(missingIn(mended, TODAY)).toEqual([]);
    expect(toConfirmIn(mended).filter(({ name }) => name === '县慰问办')).toEqual([]);
  });

  test('a name that no point uses any more need not be confirmed', () => {
    const without = removePoint(draft, keyOf('2'));
    expect(toConfirmIn(without).filter(({ name }) => name === '县慰问办')).toEqual([]);
  });

  test('a limit that is past is named', () => {
    const late = changePoint(draft, keyOf('1'), { limitDate: '2027-01-09' });
    expect(missingIn(late, TODAY)[0]).toMatchObject({
      pointKey: keyOf('1'),
      text: '第 1 项的时限 2027-01-09 已经过去。',
    });
  });
});

describe('corrections', () => {
  test('a split point keeps units and passage on both sides', () => {
    const text = draft.points[0]!.text;
    const split = splitPoint(draft, keyOf('1'), text.indexOf('走进'));
    expect(split.points).toHaveLength(4);
    expect(split.points.slice(0, 2).map((point) => point.text)).toEqual(['开展教育，', '走进学校。']);
    expect(split.points[1]!.passages).toEqual(split.points[0]!.passages);
    expect(new Set(split.points.map(({ key }) => key)).size).toBe(4);
    expect(leadsOf(split, split.points[1]!)).toEqual(['u-education']);
  });

  test('at its beginning or its end nothing is split', () => {
    expect(splitPoint(draft, keyOf('1'), 0)).toBe(draft);
    expect(splitPoint(draft, keyOf('1'), 9999)).toBe(draft);
  });

  test('merged points have the units and passages of both, the later limit', () => {
    const merged = mergeWithPrevious(draft, keyOf('2'));
    expect(merged.points).toHaveLength(2);
    const [first] = merged.points;
    expect(first!.passages).toHaveLength(2);
    expect(first!.limitDate).toBe('2027-06-30');
    expect(first!.leadNames).toEqual(['县教育体育局', '县慰问办']);
    expect(mergeWithPrevious(draft, keyOf('1'))).toBe(draft);
  });

  test('merging what was chosen by hand with what the names say loses neither', () => {
    const chosen = changePoint(draft, keyOf('2'), { leadUnitIds: ['u-armed'] });
    expect(leadsOf(chosen, mergeWithPrevious(chosen, keyOf('2')).points[0]!)).toEqual([
      'u-education',
      'u-armed',
    ]);
  });

  test('a point is added behind another, in its section; numbers run through', () => {
    const added = renumber(addAfter(draft, keyOf('2')));
    expect(added.points.map(({ number, section }) => [number, section])).toEqual([
      ['1', draft.points[0]!.section],
      ['2', draft.points[0]!.section],
      ['3', draft.points[0]!.section],
      ['4', draft.points[2]!.section],
    ]);
  });
});

describe('limits from the words of a notice', () => {
  const anchor = (rule: object, year?: number) => ({
    text: '',
    kind: 'date' as const,
    rule: rule as never,
    ...(year ? { year } : {}),
  });
  test.each([
    [
      'the last of several',
      [anchor({ kind: 'lastDayOfMonth', month: 2 }), anchor({ kind: 'date', month: 7, day: 25 })],
      '2027-07-25',
    ],
    ['none that is past', [anchor({ kind: 'date', month: 1, day: 9 })], ''],
    ['the words’ own year', [anchor({ kind: 'lastDayOfMonth', month: 2 }, 2028)], '2028-02-29'],
    ['not the year of an old notice', [anchor({ kind: 'lastDayOfMonth', month: 6 }, 2020)], '2027-06-30'],
    ['no day of a year without it', [anchor({ kind: 'date', month: 2, day: 29 })], ''],
    ['nothing that only lasts', [anchor({ kind: 'workingDays', days: 5 })], ''],
  ])('%s', (_, dates, day) => expect(limitOf(dates, 2027, TODAY)).toBe(day));
});

describe('the form of the launch', () => {
  test('has what was confirmed, and leaves out what is empty', () => {
    const form = launchForm(settleName(draft, '县慰问办', ['u-veterans']), newIssue());
    expect(form.points![1]).toEqual({
      number: '2',
      section: '宣传教育',
      title: expect.any(String),
      text: expect.stringContaining('慰问部队'),
      leadUnitIds: ['u-veterans'],
      cooperatingUnitIds: ['u-armed'],
      limitDate: '2027-06-30',
      quantities: [],
    });
    expect(form).not.toHaveProperty('issuer');
    expect(form).not.toHaveProperty('receiptDate');
  });

  test('a forwarded notice says where it came from, with its text', () => {
    const issue = {
      ...newIssue(),
      source: 'forwarded' as const,
      issuer: ' 州双拥办 ',
      documentNumber: '州拥办〔2027〕1号',
      sourceTitle: '要点',
    };
    expect(launchForm(draft, issue)).toMatchObject({ issuer: '州双拥办', sourceText: NOTICE });
  });

  test('a refused field leads to its point', () => {
    expect(pointOfField(draft, 'form.points[1].limitDate')).toBe(keyOf('2'));
    expect(pointOfField(draft, 'form.title')).toBeUndefined();
  });
});
