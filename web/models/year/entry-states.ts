import type { Light } from '../../../domain/time/light.js';
import type { EntryState } from '../../../domain/annual-cycle/entry-states.js';

type Look = 'waiting' | 'running' | 'done' | 'late' | 'failed' | 'skipped' | 'paused';

interface Entry {
  state: EntryState;
  process: { state: string; light: Light } | null;
}

/** How an entry looks on the line of the year: with a mark beside its colour. */
export const LOOKS: Record<Look, { mark: string; label: string }> = {
  waiting: { mark: '○', label: '待启动' },
  running: { mark: '●', label: '办理中' },
  done: { mark: '✓', label: '已办结' },
  late: { mark: '■', label: '逾期' },
  failed: { mark: '!', label: '未能启动' },
  skipped: { mark: '—', label: '本年不再进行' },
  paused: { mark: '‖', label: '挂起' },
};

export function lookOf({ state, process }: Entry): Look {
  if (state === 'planned') return 'waiting';
  if (state === 'failed' || state === 'skipped') return state;
  if (process?.state === 'ended') return 'done';
  if (process?.light === 'red') return 'late';
  return process?.light === 'grey' ? 'paused' : 'running';
}
