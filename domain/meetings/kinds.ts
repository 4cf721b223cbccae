/** What a meeting of the leading group's units is called: one on a topic (五项制度机制 三（三）), or one of the standing ones (丰都2020年双拥工作要点 四（三）). */
export const MEETING_KINDS = { topical: '专题协商', group: '领导小组会议', joint: '联席会议' } as const;
export type MeetingKind = keyof typeof MEETING_KINDS;

/** Standing work that a year has planned beside its meetings (丰都2020年双拥工作要点 二（二）, 四（三）). */
export const EVENT_KINDS = {
  jointOffice: '军地合署办公',
  visit: '走访慰问',
  supervision: '督导检查',
  research: '专项调研',
} as const;
export type EventKind = keyof typeof EVENT_KINDS;

/** Whoever goes somewhere goes to somebody: only 合署办公 has nobody to visit. */
export const visits = (kind: EventKind): boolean => kind !== 'jointOffice';

const ALL: Record<string, string> = { ...MEETING_KINDS, ...EVENT_KINDS };

/** What a meeting or event is called among people; null for one that has no sort of its own. */
export function gatheringLabel(kind: MeetingKind | EventKind | null): string | null {
  return kind === null ? null : (ALL[kind] ?? null);
}
