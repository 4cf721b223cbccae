import type { Schemas } from '../api/schemas.js';

type Seat = Schemas['SeatView'];
type Task = Schemas['MatterTaskView'];

/** What a composition lacks, in the words of the rule: 副组长空缺，由政府分管领导担任. */
export function gapsOf(seats: readonly Seat[]): string[] {
  return seats
    .filter(({ vacant }) => vacant)
    .map(({ label, asks, holders }) => {
      const proposed = holders.find(({ state }) => state === 'proposed');
      if (proposed)
        return `${label}尚未审定，已提出${proposed.person}（${proposed.unit}${proposed.position}）`;
      const left = holders.find(({ state }) => state === 'vacated');
      return left ? `${label}空缺：${left.person}已离任，${asks}` : `${label}空缺，${asks}`;
    });
}

export const SEAT_STATES: Record<string, string> = {
  proposed: '已提出，待审定',
  standing: '在任',
  vacated: '已离任',
};

const LIMIT_UNITS = { minutes: '分钟', hours: '小时', workingDays: '个工作日' } as const;

/** 40 分钟, 2 小时, 5 个工作日. */
export function limitInWords(limit: object): string {
  const given = limit as Partial<Record<keyof typeof LIMIT_UNITS, number>>;
  const unit = (Object.keys(LIMIT_UNITS) as (keyof typeof LIMIT_UNITS)[]).find((one) => given[one]);
  return unit ? `${given[unit]} ${LIMIT_UNITS[unit]}` : '';
}

/** To the minute, whatever is left: urgent matters are a matter of minutes. 还剩 1 小时 5 分钟, 已超时 12 分钟. */
export function minutesLeft(deadline: string, now: Date): string {
  const left = new Date(deadline).getTime() - now.getTime();
  const minutes = Math.floor(Math.abs(left) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const time = `${hours > 0 ? `${hours} 小时 ` : ''}${rest} 分钟`;
  return left >= 0 ? `还剩 ${time}` : `已超时 ${time}`;
}

/** Where a unit's task stands. */
export function taskState({ state, acknowledgedAt }: Pick<Task, 'state' | 'acknowledgedAt'>): string {
  switch (state) {
    case 'reported':
      return '已报告完成';
    case 'unable':
      return '不能完成';
    case 'released':
      return '办公室代为了结';
    default:
      return acknowledgedAt === null ? '未签收' : '办理中';
  }
}

export interface Round {
  round: number;
  tasks: Task[];
}

/** Tasks by the rounds they were handed out in, the latest first. */
export function roundsOf(tasks: readonly Task[]): Round[] {
  const rounds = [...new Set(tasks.map(({ round }) => round))].sort((a, b) => b - a);
  return rounds.map((round) => ({ round, tasks: tasks.filter((task) => task.round === round) }));
}
