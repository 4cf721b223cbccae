import { describe, expect, it, test } from '@jest/globals';
import { checkVisited, checkVisits } from '../../../domain/meetings/events.js';
import { cancellationOf, minutesOf, noticeOf, type ToldMeeting } from '../../../domain/meetings/documents.js';
import {
  EVENT_KINDS,
  gatheringLabel,
  type EventKind,
  type MeetingKind,
} from '../../../domain/meetings/kinds.js';

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const told = (change: Partial<ToldMeeting>): ToldMeeting => ({
  issuer: '某县双拥工作领导小组办公室',
  title: '八一走访慰问',
  startsAt: new Date('2027-07-28T01:00:00Z'),
  place: '县双拥办集合',
  agenda: ['上午到两个单位'],
  invited: ['某县教育局'],
  ...change,
});
const notice = (change: Partial<ToldMeeting>, changed = false) =>
  noticeOf(told(change), { date: '2027-07-20', recipients: ['某县教育局'], changed });
const text = (content: ReturnType<typeof noticeOf>): string => JSON.stringify(content.blocks);

test.each<[EventKind, string[], boolean]>([
  ['jointOffice', [], true],
  ['jointOffice', ['a'], false],
  ['visit', ['a'], true],
  ['visit', [], false],
  ['supervision', [], false],
  ['research', ['a', 'b'], true],
])('%s that goes to %j: %s', (kind, units, fine) => {
  expect(codeOf(() => checkVisited(kind, units, 'form.visitedUnitIds'))).toBe(fine ? null : 'INVALID_FIELD');
});

describe('what was seen', () => {
  const planned = [
    { unitId: 'a', name: '县武警中队' },
    { unitId: 'b', name: '城关镇' },
  ];
  const seen = (...units: string[]) => units.map((unitId) => ({ unitId, found: '正常' }));

  it('is written down of every unit once', () => {
    expect(() => checkVisits(planned, seen('b', 'a'))).not.toThrow();
    expect(() => checkVisits([], [])).not.toThrow();
  });

  it('names who is missing', () => {
    expect(() => checkVisits(planned, seen('a'))).toThrow(/城关镇/);
    expect(codeOf(() => checkVisits(planned, seen('a')))).toBe('VISITS_INCOMPLETE');
  });

  it.each([
    ['twice', ['a', 'b', 'a'], 'form.visits[2].unitId'],
    ['of a stranger', ['a', 'c', 'b'], 'form.visits[1].unitId'],
  ])('refuses it %s', (_, units, field) => {
    expect(() => checkVisits(planned, seen(...units))).toThrow(expect.objectContaining({ field }));
  });
});

describe('documents say what it is', () => {
  it.each(Object.keys(EVENT_KINDS) as EventKind[])('%s is no meeting', (kind) => {
    const content = notice({ kind });
    expect(content.title).toBe('关于开展“八一走访慰问”的通知');
    expect(text(content)).not.toContain('会议');
    expect(text(notice({ kind }, true))).not.toContain('会议');
    expect(gatheringLabel(kind)).toBe(EVENT_KINDS[kind]);
  });

  it.each<[MeetingKind | null, string, string, string]>([
    ['topical', '子女入学', '关于召开“子女入学”会议的通知', '“子女入学”会议纪要'],
    [null, '二季度会商', '关于召开“二季度会商”会议的通知', '“二季度会商”会议纪要'],
    ['group', '年度部署', '关于召开“年度部署”领导小组会议的通知', '“年度部署”领导小组会议纪要'],
    ['group', '第一次领导小组会议', '关于召开“第一次领导小组会议”的通知', '“第一次领导小组会议”纪要'],
    ['joint', '军地联席会议', '关于召开“军地联席会议”的通知', '“军地联席会议”纪要'],
  ])('%s “%s”', (kind, title, noticed, minuted) => {
    expect(notice({ kind, title }).title).toBe(noticed);
    const content = {
      date: '2027-07-30',
      summary: '定了。',
      attendees: [],
      observers: [],
      matters: [],
    } as const;
    expect(minutesOf(told({ kind, title }), content).title).toBe(minuted);
  });

  it('a cancellation says what, when and why', () => {
    const content = cancellationOf(told({ kind: 'visit' }), {
      date: '2027-07-20',
      recipients: ['某县教育局'],
      reason: '防汛应急。',
    });
    expect(content.title).toBe('关于取消“八一走访慰问”的通知');
    expect(text(content)).toContain('原定于2027年7月28日 09:00');
    expect(text(content)).toContain('原因：防汛应急。');
  });
});
