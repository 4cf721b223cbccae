import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type as osType } from 'node:os';
import type { RunningProduct } from '../../src/embedded/running.js';

export interface Machine {
  system: string;
  node: string;
  processor: string;
  cores: number;
  memoryGiB: number;
}

export function machine(): Machine {
  const cores = cpus();
  return {
    system: `${osType()} ${release()}`,
    node: process.version,
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

export const PARTS = ['api', 'worker', 'temporal', 'postgres', 'bench'] as const;
export type Part = (typeof PARTS)[number];

/** CPU seconds of each part of the product and of this benchmark, and of the whole machine, since the start of each. */
interface CpuReading {
  at: number;
  parts: Record<Part, number>;
  busy: number;
}

export interface CpuShare {
  seconds: number;
  /** CPU milliseconds that each part used. */
  ms: Record<Part, number>;
  /** Share of all cores that processes outside of this benchmark took: with a high one a figure is a lower bound. */
  othersPct: number;
  loadAverage: number;
}

const TICKS_PER_SECOND = 100;

/** Reads the kernel's process files; elsewhere than on Linux everything is 0. */
export class CpuMeter {
  private first: CpuReading;

  constructor(private readonly product: () => RunningProduct['processes']) {
    this.first = this.read();
  }

  restart(): void {
    this.first = this.read();
  }

  sinceStart(): CpuShare {
    const last = this.read();
    const seconds = (last.at - this.first.at) / 1000;
    const ms = Object.fromEntries(
      PARTS.map((part) => [part, Math.round((last.parts[part] - this.first.parts[part]) * 1000)]),
    ) as Record<Part, number>;
    const own = Object.values(ms).reduce((sum, one) => sum + one, 0) / 1000;
    const others = last.busy - this.first.busy - own;
    const othersPct = Math.max(0, (100 * others) / (seconds * cpus().length));
    return { seconds, ms, othersPct: round(othersPct, 1), loadAverage: round(loadavg()[0] ?? 0, 2) };
  }

  private read(): CpuReading {
    const { api, worker, temporal, postgres } = this.product();
    const stats = processStats();
    const of = (pid: number | undefined) => (pid === undefined ? 0 : treeSeconds(stats, pid));
    return {
      at: performance.now(),
      parts: {
        api: of(api?.pid),
        worker: of(worker?.pid),
        temporal: of(temporal?.pid),
        postgres: of(postgres?.pid),
        bench: ownSeconds(),
      },
      busy: busySeconds(),
    };
  }
}

/** Resident memory in MiB; PostgreSQL's processes share memory, so theirs is counted by proportional share. */
export function residentMiB(processes: RunningProduct['processes']): Partial<Record<Part, number>> {
  const stats = processStats();
  const children = [...stats]
    .filter(([, { parent }]) => parent === processes.postgres?.pid)
    .map(([pid]) => pid);
  const status = (pid: number | undefined) =>
    pid === undefined ? 0 : kibIn(`/proc/${pid}/status`, /^VmRSS:\s+(\d+)/m);
  const shared = [processes.postgres?.pid, ...children].map((pid) =>
    kibIn(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+)/m),
  );
  const mib = (kib: number) => Math.round(kib / 1024);
  return {
    api: mib(status(processes.api?.pid)),
    worker: mib(status(processes.worker?.pid)),
    temporal: mib(status(processes.temporal?.pid)),
    postgres: mib(shared.reduce((sum, one) => sum + one, 0)),
  };
}

interface ProcessStat {
  parent: number;
  /** Own time and that of children that have ended, in ticks. */
  ticks: number;
}

function processStats(): Map<number, ProcessStat> {
  const stats = new Map<number, ProcessStat>();
  for (const name of listOf('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const text = textOf(`/proc/${name}/stat`);
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    if (fields.length < 15) continue;
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
    stats.set(Number(name), { parent: fields[1] ?? 0, ticks });
  }
  return stats;
}

function treeSeconds(stats: Map<number, ProcessStat>, root: number): number {
  let ticks = stats.get(root)?.ticks ?? 0;
  for (const [pid, { parent }] of stats)
    if (parent === root) ticks += treeSeconds(stats, pid) * TICKS_PER_SECOND;
  return ticks / TICKS_PER_SECOND;
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function busySeconds(): number {
  const [, user, nice, system, , , irq, softirq] =
    textOf('/proc/stat').split('\n', 1)[0]?.split(/\s+/).map(Number) ?? [];
  const ticks = [user, nice, system, irq, softirq].reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return ticks / TICKS_PER_SECOND;
}

function kibIn(path: string, pattern: RegExp): number {
  return Number(pattern.exec(textOf(path))?.[1] ?? 0);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

export function round(value: number, digits = 0): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
