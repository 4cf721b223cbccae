/** 情况通报 (五项制度机制 三（五）1–3): 重要事项, 重点工作, 典型案例. */
export const CIRCULAR_KINDS = ['important', 'keyWork', 'typical'] as const;
export type CircularKind = (typeof CIRCULAR_KINDS)[number];

export const CIRCULAR_KIND_LABELS: Record<CircularKind, string> = {
  important: '重要事项通报',
  keyWork: '重点工作通报',
  typical: '典型案例通报',
};

/** A good practice to follow, or a dereliction to learn from (三（五）3). */
export const TYPICAL_KINDS = ['goodPractice', 'dereliction'] as const;
export type TypicalKind = (typeof TYPICAL_KINDS)[number];

/** Where figures are presented (三（五）2). */
export const MEETINGS = ['plenary', 'topical'] as const;
export type Meeting = (typeof MEETINGS)[number];

export const MEETING_LABELS: Record<Meeting, string> = {
  plenary: '领导小组全体会议',
  topical: '专题会议',
};
