import { endOfDay, civilDateOf, formatInstant } from '../time/zone.js';

/** What the step engine tells people about. */
export const NOTICE_KINDS = [
  'assigned',
  'remind',
  'unack',
  'overdue',
  'rung',
  'urged',
  'supervised',
  'returned',
  'decided',
  'extension',
  'circulated',
  'circulationUrged',
  'alarm',
  'paused',
  'resumed',
  'pauseReminder',
  'changed',
  'inspected',
  'titlesLeft',
  'candidaciesLeft',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a notice says: titles and dates only, never the text of a need or an opinion. */
export interface NoticeBody {
  /** Title of the process. */
  process: string;
  /** Label of the step. */
  step: string;
  /** ISO 8601; null for a step without a deadline. */
  deadline: string | null;
  /** 1 for the first rung of the ladder. */
  rung?: number;
  /** Who did it: shown to the person inside the product, never sent through a channel. */
  by?: string;
  /** Unit or person it is about; kept inside like `by`. */
  about?: string;
  /** 代理: whose work it is that the person is told of as his agent; kept inside likewise. */
  actingFor?: string;
}

export function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind);
}

/** Missed deadlines don't wait for a digest or for the morning (DOMAIN section 8: nobody was told). */
const URGENT: Record<NoticeKind, boolean> = {
  overdue: true,
  rung: true,
  supervised: true,
  alarm: true,
  assigned: false,
  remind: false,
  unack: false,
  urged: false,
  returned: false,
  titlesLeft: false,
  candidaciesLeft: false,
  decided: false,
  extension: false,
  circulated: false,
  circulationUrged: false,
  paused: false,
  resumed: false,
  pauseReminder: false,
  changed: false,
  inspected: false,
};

export function isUrgentKind(kind: string): boolean {
  return isNoticeKind(kind) && URGENT[kind];
}

/** “2027年2月28日” for a deadline that is a whole day, “2027年3月1日 15:00” otherwise; +08:00. Null if there is none. */
export function deadlineText(deadline: string | null): string | null {
  if (deadline === null) return null;
  const at = new Date(deadline);
  const [year, month, day] = civilDateOf(at).split('-').map(Number);
  const date = `${year}年${month}月${day}日`;
  return at.getTime() === endOfDay(civilDateOf(at)).getTime()
    ? date
    : `${date} ${formatInstant(at).slice(11, 16)}`;
}
