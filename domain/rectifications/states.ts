/** Where a problem to be rectified (整改) stands. */
export const RECTIFICATION_STATES = {
  planning: '待定方案',
  disputed: '有异议',
  rectifying: '整改中',
  verifying: '待复核',
  closed: '已销号',
  unfounded: '已撤销',
  terminated: '已终止',
} as const;
export type RectificationState = keyof typeof RECTIFICATION_STATES;

/** Owed by the subject or the office still. */
export const OPEN_RECTIFICATIONS = ['planning', 'disputed', 'rectifying', 'verifying'] as const;

/** How a re-check was made. */
export const VERIFICATION_METHODS = {
  onSite: '实地查看',
  documents: '查阅资料',
  both: '实地查看和查阅资料',
} as const;
export type VerificationMethod = keyof typeof VERIFICATION_METHODS;
