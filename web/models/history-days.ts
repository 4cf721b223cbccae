import { FACT_LABELS } from '../../domain/history/fact-kinds.js';
import { civilDateOf } from '../../domain/time/zone.js';

interface Entry {
  at: string;
}

export interface Day<E> {
  date: string;
  entries: E[];
}

/** Records by the day they were made, in the order they come. */
export function daysOf<E extends Entry>(entries: readonly E[]): Day<E>[] {
  const days: Day<E>[] = [];
  for (const entry of entries) {
    const date = civilDateOf(new Date(entry.at));
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

/** Kinds to choose from, by their words. */
export const KIND_CHOICES = Object.entries(FACT_LABELS).map(([value, label]) => ({ value, label }));

export interface StepChoice {
  value: string;
  label: string;
}

/** The steps a process has had, each once, in the order they came. */
export function stepChoices(steps: readonly { key: string; label: string }[]): StepChoice[] {
  return [...new Map(steps.map(({ key, label }) => [key, label]))].map(([value, label]) => ({
    value,
    label,
  }));
}

interface Verification {
  whole: boolean;
  entries: number;
  chains: number;
  seals: number;
  problem: { processTitle: string | null; sentence: string } | null;
}

/** What a verification came to, in a sentence. */
export function verdictOf({ whole, entries, chains, seals, problem }: Verification): string {
  const counted = `${chains} 个流程、${entries} 条记录、${seals} 次封存`;
  if (whole) return `记录完好：逐条重算了 ${counted}，没有改动、删除或插入。`;
  const where = problem?.processTitle ? `“${problem.processTitle}”` : '';
  return `记录有问题：${where}${problem?.sentence ?? '核验没有通过'}（核验了 ${counted}）。`;
}
