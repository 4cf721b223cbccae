import type { Schemas } from '../../api/client.js';

/** The boxes of a desk; `circulations` are read, not decided. */
export const BOXES = {
  owed: { label: '待签收和待办', empty: '现在没有要办的事', hint: '有新的任务时会出现在这里。' },
  toAcknowledge: { label: '待签收', empty: '没有等您签收的任务', hint: '新任务先在这里，签收后进入待办。' },
  toDo: { label: '待办', empty: '没有已签收的待办', hint: '签收过、还没有办理的在这里。' },
  circulations: { label: '传阅', empty: '没有待阅的', hint: '别人送来传阅的会出现在这里。' },
  done: { label: '已办', empty: '还没有办理过任务', hint: '办理过的会列在这里。' },
  launched: { label: '我发起', empty: '还没有发起过工作', hint: '由您启动的工作会列在这里。' },
} as const;

export type BoxName = keyof typeof BOXES;
export type InboxBox = Exclude<BoxName, 'circulations'>;
export type InboxRow = Schemas['InboxRow'];

export const isBox = (name: unknown): name is BoxName =>
  typeof name === 'string' && Object.hasOwn(BOXES, name);

/** Whether these may be decided in one go: the same step of the same kind, so that one word fits all. */
export function decidedTogether(rows: readonly Pick<InboxRow, 'kind' | 'step'>[]): boolean {
  const [first] = rows;
  return first !== undefined && rows.every(({ kind, step }) => kind === first.kind && step === first.step);
}

/** Where a row leads: to the task, or to the process of what one has launched. */
export const pathOf = ({ assignmentId, processId }: Pick<InboxRow, 'assignmentId' | 'processId'>): string =>
  assignmentId ? `/tasks/${assignmentId}` : `/processes/${processId}`;
