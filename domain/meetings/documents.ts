import type { Block, DocumentContent } from '../documents/document.js';
import { civilDateOf, type CivilDate } from '../time/zone.js';
import { ATTENDANCE_LABELS, type Attendance } from './forms.js';
import { EVENT_KINDS, MEETING_KINDS, type EventKind, type MeetingKind } from './kinds.js';

/** A meeting with its names written out: what its documents say. */
export interface ToldMeeting {
  issuer: string;
  title: string;
  /** What it is called; a topical meeting and a conference are just 会议. */
  kind?: MeetingKind | EventKind | null;
  startsAt: Date;
  place: string;
  agenda: readonly string[];
  /** Names of units; leaders by their titles. */
  invited: readonly string[];
}

export interface ToldAttendee {
  name: string;
  attendance: Attendance;
  substitute?: string | undefined;
  reason?: string | undefined;
}

export interface ToldMatter {
  title: string;
  lead: string;
  cooperating: readonly string[];
  measures: string;
  limitDate: CivilDate;
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (text: string): Block => ({ type: 'heading', level: 1, text });
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 会议通知: what, when, where, who, and by when the material is due (三（三）2, 三（四）2). */
export function noticeOf(
  meeting: ToldMeeting,
  {
    date,
    recipients,
    changed,
    materialDue,
  }: {
    date: CivilDate;
    recipients: readonly string[];
    changed: boolean;
    materialDue?: CivilDate | undefined;
  },
): DocumentContent {
  const event = isEvent(meeting);
  const sections: [string, string[]][] = [
    [event ? '开展时间' : '会议时间', [`${dayAndTime(meeting.startsAt)}。`]],
    [event ? '开展地点' : '会议地点', [`${meeting.place}。`]],
    [event ? '行程分工' : '会议议题', meeting.agenda.map((topic, index) => `${index + 1}. ${topic}`)],
    [event ? '参加单位和人员' : '参加人员', [`${meeting.invited.join('、')}。`]],
    ...(materialDue === undefined
      ? []
      : [
          [
            '会前材料',
            [`请于${day(materialDue)}前报送书面材料，写明取得成绩、存在问题、下步打算和意见建议。`],
          ] as [string, string[]],
        ]),
  ];
  return {
    kind: 'notice',
    issuer: meeting.issuer,
    title: changed
      ? `关于“${meeting.title}”改期的通知`
      : event
        ? `关于开展“${meeting.title}”的通知`
        : `关于召开${called(meeting)}的通知`,
    recipients: [...recipients],
    blocks: [
      paragraph(
        changed
          ? `原定${event ? '安排' : '会议'}改期，现将调整后的安排通知如下，以本通知为准。`
          : event
            ? '现将有关安排通知如下，请签收并按时参加、做好准备；不能参加的，请安排代替人员并事先说明。'
            : '现将会议有关安排通知如下，请签收并按时参加；不能到会的，请安排代会人员并事先说明。',
      ),
      ...sections.flatMap(([title, texts], index) => [
        heading(`${NUMERALS[index]}、${title}`),
        ...texts.map(paragraph),
      ]),
    ],
    annexes: [],
    date,
    copies: [],
  };
}

/** What was announced doesn't take place, and why. */
export function cancellationOf(
  meeting: ToldMeeting,
  { date, recipients, reason }: { date: CivilDate; recipients: readonly string[]; reason: string },
): DocumentContent {
  return {
    kind: 'notice',
    issuer: meeting.issuer,
    title: `关于取消“${meeting.title}”的通知`,
    recipients: [...recipients],
    blocks: [
      paragraph(
        `原定于${dayAndTime(meeting.startsAt)}开展的“${meeting.title}”不再进行，请不必再作准备。原因：${reason.replace(/。+$/u, '')}。`,
      ),
    ],
    annexes: [],
    date,
    copies: [],
  };
}

/** 会议纪要: who was there, what was said, what was decided with unit, measures and limit (三（三）3, 三（四）3). */
export function minutesOf(
  meeting: ToldMeeting,
  content: {
    date: CivilDate;
    summary: string;
    attendees: readonly ToldAttendee[];
    observers: readonly string[];
    matters: readonly ToldMatter[];
  },
): DocumentContent {
  const { date, summary, attendees, observers, matters } = content;
  const decided: Block[] = matters.flatMap((matter, index) => [
    { type: 'heading', level: 2, text: `（${index + 1}）${matter.title}` } as const,
    paragraph(
      `牵头单位：${matter.lead}。${matter.cooperating.length === 0 ? '' : `配合单位：${matter.cooperating.join('、')}。`}办理时限：${day(matter.limitDate)}。`,
    ),
    paragraph(`办理措施：${matter.measures}`),
  ]);
  return {
    kind: 'minutes',
    issuer: meeting.issuer,
    title: `${called(meeting)}纪要`,
    recipients: [],
    blocks: [
      paragraph(
        `${dayAndTime(meeting.startsAt)}，在${meeting.place}召开会议，议题：${meeting.agenda.join('；')}。`,
      ),
      heading('一、会议情况'),
      ...summary
        .split(/\n+/)
        .filter((text) => text.trim() !== '')
        .map(paragraph),
      ...(decided.length === 0 ? [] : [heading('二、议定事项'), ...decided]),
    ],
    annexes: [],
    date,
    copies: [],
    attendance: {
      present: attendees.filter(({ attendance }) => attendance !== 'absent').map(attendeeInWords),
      excused: attendees.filter(({ attendance }) => attendance === 'absent').map(attendeeInWords),
      observers: [...observers],
    },
  };
}

const isEvent = ({ kind }: ToldMeeting): boolean =>
  typeof kind === 'string' && Object.hasOwn(EVENT_KINDS, kind);

/** “…”会议, “…”领导小组会议; a title that says so already isn't followed by it again. */
function called({ title, kind }: ToldMeeting): string {
  if (kind !== 'group' && kind !== 'joint') return `“${title}”会议`;
  const word = MEETING_KINDS[kind];
  return title.endsWith(word) ? `“${title}”` : `“${title}”${word}`;
}

function attendeeInWords({ name, attendance, substitute, reason }: ToldAttendee): string {
  if (attendance === 'substitute') return `${name}（${substitute}${ATTENDANCE_LABELS.substitute}）`;
  return attendance === 'absent' && reason ? `${name}（${reason}）` : name;
}

function day(date: CivilDate): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}

function dayAndTime(at: Date): string {
  const time = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${day(civilDateOf(at))} ${time}`;
}
