import { describe, expect, it, test } from '@jest/globals';
import { checkDocument } from '../../../domain/documents/check.js';
import { checkAttendance, entryOf } from '../../../domain/meetings/attendance.js';
import { minutesOf, noticeOf, type ToldMeeting } from '../../../domain/meetings/documents.js';
import type { AttendanceEntry, MatterForm } from '../../../domain/meetings/forms.js';
import { checkDispositions, checkMatters, matterGaps } from '../../../domain/meetings/matters.js';
import { meetingTime, timeToCome } from '../../../domain/meetings/meeting-time.js';

const whole: MatterForm = {
  title: '改线施工',
  leadUnitId: 'housing',
  cooperatingUnitIds: ['land'],
  measures: '分两段施工',
  limitDate: '2028-02-29',
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each<[string, string | null]>([
  ['2027-05-12T09:00+08:00', '2027-05-12T01:00:00.000Z'],
  ['2027-05-12T09:00:00+08:00', '2027-05-12T01:00:00.000Z'],
  ['2028-02-29T00:00+08:00', '2028-02-28T16:00:00.000Z'],
  ['2027-02-29T09:00+08:00', null],
  ['2027-05-12T24:00+08:00', null],
  ['2027-05-12T09:00Z', null],
  ['2027-05-12 09:00', null],
  ['', null],
])('the time of a meeting %s', (text, expected) => {
  if (expected === null) expect(codeOf(() => meetingTime(text, 'form.startsAt'))).toBe('INVALID_FIELD');
  else expect(meetingTime(text, 'form.startsAt').toISOString()).toBe(expected);
});

test('a meeting is convened for a time to come: not for this very instant', () => {
  const at = '2027-02-28T23:59+08:00';
  expect(codeOf(() => timeToCome(at, new Date(at), 'x'))).toBe('INVALID_FIELD');
  expect(codeOf(() => timeToCome(at, new Date('2027-02-28T23:58:59+08:00'), 'x'))).toBe('done');
});

describe('matters', () => {
  it('say what each lacks', () => {
    const bare = { title: '资金统筹', cooperatingUnitIds: [] };
    expect(matterGaps([whole, bare])).toEqual(['第2项“资金统筹”缺牵头单位、办理措施、办理时限']);
    expect(matterGaps([{ ...whole, measures: ' ' }])).toEqual(['第1项“改线施工”缺办理措施']);
    expect(() => checkMatters([bare], 'form.matters')).toThrow(/补齐后才能往下送/);
    expect(checkMatters([whole], 'form.matters')).toEqual([whole]);
  });

  it('are not led and supported by the same unit', () => {
    const both = { ...whole, cooperatingUnitIds: ['housing'] };
    expect(codeOf(() => checkMatters([both], 'form.matters'))).toBe('INVALID_FIELD');
  });
});

describe('suggestions', () => {
  const open = [
    { id: 'a', text: '统一标志' },
    { id: 'b', text: '增加经费' },
  ];
  const answered = { suggestionId: 'a', answer: '已采纳' };
  test.each<[string, Parameters<typeof checkDispositions>[1], string]>([
    ['each dealt with', [answered, { suggestionId: 'b', matter: whole }], 'done'],
    ['one left out', [answered], 'SUGGESTIONS_OPEN'],
    ['one twice', [answered, answered, { suggestionId: 'b', answer: '好' }], 'INVALID_FIELD'],
    ['one that is none', [{ suggestionId: 'c', answer: '好' }], 'INVALID_FIELD'],
    ['neither matter nor answer', [{ suggestionId: 'a', answer: ' ' }], 'INVALID_FIELD'],
    ['both', [{ suggestionId: 'a', answer: '好', matter: whole }], 'INVALID_FIELD'],
    [
      'a matter without its limit',
      [{ suggestionId: 'a', matter: { title: '标志', cooperatingUnitIds: [] } }],
      'MATTERS_INCOMPLETE',
    ],
  ])('%s', (_, dispositions, code) => {
    expect(codeOf(() => checkDispositions(open, dispositions))).toBe(code);
  });
});

describe('attendance', () => {
  const invited = [
    { positionId: 'leader', unitId: 'group', name: '组长' },
    { positionId: null, unitId: 'housing', name: '县住建局' },
  ];
  const leader: AttendanceEntry = { positionId: 'leader', attendance: 'present' };
  const unit: AttendanceEntry = { unitId: 'housing', attendance: 'substitute', substitute: '副局长' };
  test.each<[string, AttendanceEntry[], string]>([
    ['everybody', [leader, unit], 'done'],
    ['a unit is missing', [leader], 'ATTENDANCE_INCOMPLETE'],
    ['代会 without who came', [leader, { unitId: 'housing', attendance: 'substitute' }], 'FORM_REQUIRED'],
    [
      '请假 without the reason',
      [leader, { unitId: 'housing', attendance: 'absent', reason: ' ' }],
      'FORM_REQUIRED',
    ],
    [
      'somebody who was not invited',
      [leader, unit, { unitId: 'tax', attendance: 'present' }],
      'INVALID_FIELD',
    ],
    [
      'the leader’s group is not the leader',
      [leader, unit, { unitId: 'group', attendance: 'present' }],
      'INVALID_FIELD',
    ],
    ['somebody twice', [leader, unit, unit], 'INVALID_FIELD'],
  ])('%s', (_, entries, code) => {
    expect(codeOf(() => checkAttendance(invited, entries))).toBe(code);
  });

  it('names who is missing', () => {
    expect(() => checkAttendance(invited, [unit])).toThrow(/组长/);
    expect(entryOf({ positionId: null, unitId: 'housing' }, [leader, unit])).toBe(unit);
  });
});

describe('documents', () => {
  const meeting: ToldMeeting = {
    issuer: '双江自治县双拥工作领导小组办公室',
    title: '排洪沟整治专题协商',
    startsAt: new Date('2027-05-12T09:00:00+08:00'),
    place: '县政府第二会议室',
    agenda: ['整治方案', '资金来源'],
    invited: ['组长', '县住房和城乡建设局'],
  };
  const recipients = ['县住房和城乡建设局'];

  it('the notice says what, when, where, who, and until when the material is due', () => {
    const notice = noticeOf(meeting, {
      date: '2027-05-06',
      recipients,
      changed: false,
      materialDue: '2027-05-10',
    });
    expect(() => checkDocument(notice)).not.toThrow();
    const text = JSON.stringify(notice.blocks);
    for (const word of [
      '2027年5月12日 09:00',
      '第二会议室',
      '2. 资金来源',
      '组长、县住房',
      '2027年5月10日前',
    ])
      expect(text).toContain(word);
    expect(noticeOf(meeting, { date: '2027-05-06', recipients, changed: true }).title).toContain('改期');
  });

  it('the minutes say who was there and what was decided', () => {
    const minutes = minutesOf(meeting, {
      date: '2027-05-13',
      summary: '听取了汇报。\n\n定了方案。',
      attendees: [
        { name: '组长', attendance: 'present' },
        { name: '县住房和城乡建设局', attendance: 'substitute', substitute: '副局长' },
        { name: '县财政局', attendance: 'absent', reason: '下乡' },
      ],
      observers: ['记者'],
      matters: [
        { title: '改线', lead: '县住建局', cooperating: [], measures: '分段', limitDate: '2027-07-31' },
      ],
    });
    expect(() => checkDocument(minutes)).not.toThrow();
    expect(minutes.attendance).toEqual({
      present: ['组长', '县住房和城乡建设局（副局长代会）'],
      excused: ['县财政局（下乡）'],
      observers: ['记者'],
    });
    expect(JSON.stringify(minutes.blocks)).toContain('牵头单位：县住建局。办理时限：2027年7月31日。');
  });
});
