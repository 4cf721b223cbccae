import { COLLISION_LABELS } from '../../domain/rehearsal/collisions.js';
import type { ScenarioName } from '../../domain/rehearsal/people.js';

/** How the units behave in a rehearsal. */
export const SCENARIOS: Record<ScenarioName, string> = {
  mixed: '有早有晚（七成按时、两成拖延、一成不办）',
  punctual: '都按时办理',
  late: '大多拖延',
  silent: '多数不办',
};

export const scenarioInWords = (scenario: string): string =>
  (SCENARIOS[scenario as ScenarioName] ?? scenario).replace(/（.*）$/, '');

type RunState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

export const RUN_STATES: Record<
  RunState,
  { label: string; type: 'info' | 'primary' | 'success' | 'danger' }
> = {
  queued: { label: '排队', type: 'info' },
  running: { label: '进行中', type: 'primary' },
  finished: { label: '完成', type: 'success' },
  failed: { label: '失败', type: 'danger' },
  cancelled: { label: '已取消', type: 'info' },
};

interface Run {
  state: RunState;
  ahead: number;
  cancelling: boolean;
  share: number;
  processes: number;
  acts: number;
  elapsedSeconds: number;
}

export const isOpen = ({ state }: Pick<Run, 'state'>): boolean => state === 'queued' || state === 'running';

/** What is going on, in a line: 前面还有 2 个 · 已启动 3 项工作，办理 120 件，用时 8 秒. */
export function progressInWords(run: Run): string {
  if (run.state === 'queued') return run.ahead > 0 ? `排队，前面还有 ${run.ahead} 个` : '排队，马上开始';
  const done = `已启动 ${run.processes} 项工作，办理 ${run.acts} 件，用时 ${Math.round(run.elapsedSeconds)} 秒`;
  return run.cancelling ? `正在取消；${done}` : done;
}

interface Collision {
  date: string;
  kind: string;
  what: string;
  holiday: string | null;
  process: string;
  step: string;
  units: number;
}

/** 2027-02-06（春节）：双清单 · 报送 到期，涉及 40 个单位. */
export function collisionInWords({ date, kind, what, holiday, process, step, units }: Collision): string {
  const day = holiday ?? COLLISION_LABELS[kind as keyof typeof COLLISION_LABELS] ?? '';
  const happens = what === 'start' ? '开始' : '到期';
  return `${date}（${day}）：${[process, step].filter(Boolean).join(' · ')} ${happens}，涉及 ${units} 个单位`;
}
