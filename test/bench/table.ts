import type { Machine } from './machine.js';

interface Report {
  machine: Machine;
  settings: object;
  results: object;
}

/** Every figure on a line of its own, named by its path; CPU shares on the line of their measure. */
export function table({ machine, settings, results }: Report): string {
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.system}; Node ${machine.node}`,
    `settings ${JSON.stringify(settings)}`,
    '',
    ...linesOf(results, ''),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(value: object, path: string): string[] {
  const entries = Object.entries(value);
  const plain = entries.filter(([name, one]) => name !== 'cpu' && (typeof one !== 'object' || one === null));
  const nested = entries.filter(([name, one]) => name !== 'cpu' && typeof one === 'object' && one !== null);
  const cpu = (value as { cpu?: { othersPct: number; ms: Record<string, number> } }).cpu;
  const beside = cpu ? `   [others' CPU ${cpu.othersPct} %; ms ${figures(Object.entries(cpu.ms))}]` : '';
  const own = plain.length > 0 || cpu ? [`${path.padEnd(34)} ${figures(plain)}${beside}`] : [];
  return [
    ...own,
    ...nested.flatMap(([name, one]) => linesOf(one as object, path ? `${path}.${name}` : name)),
  ];
}

function figures(entries: [string, unknown][]): string {
  return entries.map(([name, value]) => `${name} ${String(value)}`).join('  ');
}
