import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/schemas.js';
import {
  awardChoices,
  byAward,
  decisionsFor,
  examinationForm,
  examinedSoFar,
  meritsOf,
  noticeInWords,
  objectionChoices,
  proposedSoFar,
  quotaInWords,
  recommendersInWords,
  warningsOf,
} from './honours.js';

type Candidate = Schemas['CandidateView'];

const candidate = (id: string, change: Partial<Candidate> = {}): Candidate =>
  ({
    id,
    name: `单位${id}`,
    awardId: '1',
    award: '双拥模范单位',
    unit: { id: `u${id}`, name: '', shortName: `局${id}` },
    state: 'recommended',
    reason: null,
    known: { vetoes: [], result: null, openRectifications: 0, honours: [] },
    ...change,
  }) as Candidate;

const award = (id: string, quota: number) =>
  ({ id, title: `称号${id}`, quota, perUnit: 1 }) as Schemas['AwardView'];
const vetoed = {
  known: { ...candidate('x').known!, vetoes: [{ item: '弄虚作假', happenedOn: '2026-03-01' }] },
};

describe('candidates', () => {
  it('stand under their titles, in the launch’s order', () => {
    const all = [candidate('a', { awardId: '2' }), candidate('b')];
    const groups = byAward({ awards: [award('1', 1), award('2', 1), award('3', 1)], candidates: all });
    expect(groups.map(({ candidates }) => candidates.map(({ id }) => id))).toEqual([['b'], ['a'], []]);
  });

  it('are told of by what the records say against and for them', () => {
    const { known } = candidate('a');
    expect(warningsOf(candidate('a', { known: null }))).toEqual([]);
    expect(warningsOf(candidate('a', vetoed))).toEqual(['一票否决：弄虚作假（2026年3月1日）']);
    expect(warningsOf(candidate('a', { known: { ...known!, openRectifications: 2 } }))).toEqual([
      '还有 2 个整改问题没有销号',
    ]);
    const result = { year: 2026, points: 91.5, grade: '优秀', vetoed: false };
    expect(meritsOf(candidate('a', { known: { ...known!, result } }))).toEqual(['2026 年考评 91.5 分，优秀']);
    expect(warningsOf(candidate('a', { known: { ...known!, result: { ...result, vetoed: true } } }))).toEqual(
      ['2026 年考评一票否决'],
    );
  });

  it('are counted beside the quota', () => {
    const two = [candidate('a', { state: 'named' }), candidate('b')];
    expect(quotaInWords({ quota: 3 }, two)).toBe('名额 3 个，候选 2 个，已命名 1 个');
  });
});

describe('an examination', () => {
  it('begins with nothing said, but of whom a veto was confirmed', () => {
    const all = [candidate('a'), candidate('b', vetoed), candidate('c', { state: 'left' })];
    expect(examinedSoFar(all, {})).toEqual([
      { candidateId: 'a', passed: undefined, reason: '' },
      { candidateId: 'b', passed: false, reason: '考察期内有一票否决事项。' },
    ]);
  });

  it('goes on from the draft, else from who examined before', () => {
    const all = [
      candidate('a', { state: 'passed' }),
      candidate('b', { state: 'struck', reason: '条件不够' }),
    ];
    const draft = { results: [{ candidateId: 'a', passed: false, reason: '另有考虑' }] };
    expect(examinedSoFar(all, draft)).toEqual([
      { candidateId: 'a', passed: false, reason: '另有考虑' },
      { candidateId: 'b', passed: false, reason: '条件不够' },
    ]);
  });

  it('hands in a reason with who is struck only, and leaves out who wasn’t looked at', () => {
    const said = [
      { candidateId: 'a', passed: true, reason: '忘了删' },
      { candidateId: 'b', passed: false, reason: '条件不够' },
      { candidateId: 'c', passed: undefined, reason: '' },
    ];
    expect(examinationForm(said)).toEqual({
      results: [
        { candidateId: 'a', passed: true },
        { candidateId: 'b', passed: false, reason: '条件不够' },
      ],
    });
  });
});

describe('a list', () => {
  it('is whoever passed, as far as the quota goes, without a veto; what was chosen stays', () => {
    const state = 'passed' as const;
    const candidates = [
      candidate('a', { state, ...vetoed }),
      candidate('b', { state }),
      candidate('c', { state }),
    ];
    const round = { awards: [award('1', 1)], candidates };
    expect(proposedSoFar(round, {})).toEqual(['b']);
    expect(proposedSoFar(round, { candidateIds: ['c'] })).toEqual(['c']);
  });
});

describe('in words', () => {
  it('a public notice says how many working days are left', () => {
    const notice = { until: '2026-10-10', over: false, daysLeft: 3 } as Schemas['PublicNoticeView'];
    expect(noticeInWords(notice)).toBe('还有 3 个工作日，至2026年10月10日全天');
    expect(noticeInWords({ ...notice, daysLeft: 0 })).toBe('今天是最后一个工作日，全天有效');
    expect(noticeInWords({ ...notice, over: true })).toBe('已于2026年10月10日期满');
  });

  it('who has recommended and who hasn’t', () => {
    const states = ['done', 'none', 'open', 'open'].map((state) => ({ state }) as Schemas['RecommenderView']);
    expect(recommendersInWords(states)).toBe('已报 1 个，没有推荐 1 个，还没有报 2 个');
  });

  it('what a form chooses from: titles, and who stands in the notice', () => {
    expect(awardChoices({ awards: [award('1', 2)] })).toEqual([{ value: '1', label: '称号1（最多 1 个）' }]);
    const all = [candidate('a', { state: 'proposed' }), candidate('b', { state: 'struck' })];
    expect(objectionChoices({ candidates: all })).toEqual([
      { value: 'a', label: '单位a（局a，双拥模范单位）' },
    ]);
  });
});

describe('a title whose unit is abolished', () => {
  it('is kept, frozen, given back or revoked from where it stands; what is over is not decided', () => {
    expect(decisionsFor('held')).toEqual(['keep', 'freeze', 'revoke']);
    expect(decisionsFor('frozen')).toEqual(['lift', 'revoke']);
    expect([decisionsFor('revoked'), decisionsFor('expired')]).toEqual([[], []]);
  });
});
