/** Where an entry of a year's plan stands; `linked`: it was launched by hand before its day came. */
export const ENTRY_STATES = {
  planned: '待启动',
  started: '已启动',
  linked: '已启动（另行）',
  failed: '未能启动',
  skipped: '本年不再进行',
} as const;

export type EntryState = keyof typeof ENTRY_STATES;
