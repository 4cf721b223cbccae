import type { Schemas } from '../api/schemas.js';
import { timeLeft } from './when.js';

export type CurrentStep = Schemas['CurrentStepView'];

/** 等 县财政局 联络员、县住建局 联络员 等 12 项. */
export function waitingInWords({ waitingFor, waiting }: CurrentStep): string {
  const named = waitingFor.join('、');
  return waiting > waitingFor.length ? `等 ${named} 等 ${waiting} 项` : `等 ${named}`;
}

/** 3 天 since somebody is waited for; the first day reads 今天起. Days are those of +08:00, begun ones not counted. */
export function sinceInWords(since: string, now: Date): string {
  const days = Math.floor((now.getTime() - new Date(since).getTime()) / 86_400_000);
  return days < 1 ? '今天起' : `已等 ${days} 天`;
}

/** When it is due, or that it has no date. */
export const dueInWords = ({ deadline }: Pick<CurrentStep, 'deadline'>, now: Date): string =>
  deadline === null ? '没有时限' : timeLeft(deadline, now);

/** The assignment the viewer owes, that of the nearest deadline first. */
export function mineOf(steps: readonly CurrentStep[]): string | undefined {
  const mine = steps.filter(({ mine }) => mine !== null);
  const due = ({ deadline }: CurrentStep) => (deadline === null ? Infinity : new Date(deadline).getTime());
  return mine.sort((a, b) => due(a) - due(b))[0]?.mine ?? undefined;
}
