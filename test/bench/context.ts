import type { DataSource } from 'typeorm';
import type { BenchProduct } from './product.js';
import { CpuMeter, type CpuShare } from './machine.js';
import type { World } from './world.js';

export interface Settings {
  /** Items that go through their whole life. */
  items: number;
  /** Deadlines at one instant. */
  deadlines: number;
  /** Open assignments in the inbox measure, one after the other. */
  inboxes: number[];
  /** Counties of an invented country, and units that owe a list in each. */
  counties: number;
  countyUnits: number;
  /** Seconds that a page is asked for. */
  readSeconds: number;
  /** Seconds of the hand-off measure at 5 a second. */
  handOffSeconds: number;
}

export interface Bench {
  product: BenchProduct;
  dataSource: DataSource;
  world: World;
  settings: Settings;
  say: (line: string) => void;
}

export interface Measured<T> {
  result: T;
  cpu: CpuShare;
}

/** Runs one measure with the CPU it took beside it. */
export async function measured<T extends object>(
  { product, say }: Bench,
  name: string,
  work: () => Promise<T>,
): Promise<T & { cpu: CpuShare }> {
  const meter = new CpuMeter(() => product.running().processes);
  const result = await work();
  const cpu = meter.sinceStart();
  say(
    `${name}: ${JSON.stringify(result)} others ${cpu.othersPct} % load ${cpu.loadAverage} cpu ms ${JSON.stringify(cpu.ms)}`,
  );
  return { ...result, cpu };
}
