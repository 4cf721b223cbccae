import { BLUEPRINTS } from '../../domain/blueprints/index.js';

/** Kinds of work by their names, for filters. */
export const KIND_LABELS: readonly { value: string; label: string }[] = Object.entries(BLUEPRINTS).map(
  ([value, { label }]) => ({ value, label }),
);

export const PROCESS_STATES = { running: '进行中', paused: '已挂起', ended: '已结束' } as const;

/** Where a process is: its outcome once it has ended. */
export function stateInWords(process: {
  state: string;
  outcomeLabel: string | null;
  pause: object | null;
}): string {
  if (process.state === 'ended') return process.outcomeLabel ?? PROCESS_STATES.ended;
  return process.pause ? PROCESS_STATES.paused : PROCESS_STATES.running;
}
