import 'reflect-metadata';
import { createDataSource } from '../../database/data-source.js';
import type { Bench, Settings } from './context.js';
import { machine, residentMiB } from './machine.js';
import { deadlineCountry } from './measures/deadline-country.js';
import { massDeadline } from './measures/deadlines.js';
import { bytesPerItem, vacuumedBytes } from './measures/footprint.js';
import { launchCounties } from './measures/launch-counties.js';
import { lifeOfItems } from './measures/life-of-items.js';
import { bulkSigning, urgentTasks } from './measures/mechanisms.js';
import { oneTimerEach } from './measures/one-timer-each.js';
import { histories, inboxes } from './measures/reading.js';
import { borrowProduct } from './product.js';
import { table } from './table.js';
import { freshWorld } from './world.js';

/** Every measure, in the order it is taken; `--only life,deadlines` takes some. */
const MEASURES = [
  'life',
  'history',
  'deadlines',
  'timers',
  'mechanisms',
  'inbox',
  'launch-counties',
  'deadline-country',
] as const;
type Measure = (typeof MEASURES)[number];

const FULL: Settings = {
  items: 2_000,
  deadlines: 2_000,
  inboxes: [100_000, 1_000_000],
  counties: 3_000,
  countyUnits: 60,
  readSeconds: 15,
  handOffSeconds: 40,
};
const QUICK: Settings = {
  ...{ items: 300, deadlines: 300, inboxes: [10_000], readSeconds: 3, handOffSeconds: 5 },
  ...{ counties: 60, countyUnits: 12 },
};

/** Options that a value follows. */
const VALUED = ['--only', '--counties', '--county-units'];

const USAGE = `npm run bench -- [--json] [--quick] [--only ${MEASURES.join(',')}] [--counties 3000] [--county-units 60]`;

/** @returns the exit code */
export async function bench(args: string[], dataDir: string | undefined): Promise<number> {
  const json = args.includes('--json');
  const quick = args.includes('--quick');
  const only = readOnly(args);
  const known = args.every(
    (arg, index) => ['--json', '--quick', ...VALUED].includes(arg) || VALUED.includes(args[index - 1] ?? ''),
  );
  const counties = readNumber(args, '--counties', 1, 3_000);
  const countyUnits = readNumber(args, '--county-units', 3, 200);
  if (!known || !only || counties === null || countyUnits === null) {
    process.stderr.write(`用法 usage: ${USAGE}\n`);
    return 64;
  }
  const settings = { ...(quick ? QUICK : FULL) };
  settings.counties = counties ?? settings.counties;
  settings.countyUnits = countyUnits ?? settings.countyUnits;
  const startedAt = performance.now();
  const say = (line: string): void =>
    void process.stderr.write(
      `[${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${line}\n`,
    );
  say('starting the product');
  const product = await borrowProduct(dataDir, say);
  const { app, schema } = product.running().database;
  const dataSource = await createDataSource({ url: app, schema, poolSize: 10 }).initialize();
  try {
    const world = await freshWorld(dataSource);
    const memory = { atStart: residentMiB(product.running().processes), atEnd: {} };
    const results = await takeAll({ product, dataSource, world, settings, say }, only);
    memory.atEnd = residentMiB(product.running().processes);
    const report = { machine: machine(), settings, results: { ...results, memoryMiB: memory } };
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report));
    return 0;
  } finally {
    await dataSource.destroy();
    await product.stop();
  }
}

async function takeAll(bench: Bench, only: readonly Measure[]): Promise<Record<string, object>> {
  const { settings } = bench;
  const results: Record<string, object> = {};
  const wanted = (measure: Measure) => only.includes(measure);
  if (wanted('life')) {
    const before = await vacuumedBytes(bench);
    results['life'] = await lifeOfItems(bench);
    results['bytesPerFinishedItem'] = bytesPerItem(before, await vacuumedBytes(bench), settings.items);
    if (wanted('history')) results['history'] = await histories(bench);
  }
  if (wanted('deadlines')) results['deadlines'] = await massDeadline(bench);
  if (wanted('timers')) results['oneTimerEach'] = await oneTimerEach(bench);
  if (wanted('mechanisms')) {
    results['bulk'] = await bulkSigning(bench);
    results['urgentTasks'] = await urgentTasks(bench);
  }
  if (wanted('inbox')) results['inbox'] = await inboxes(bench);
  if (wanted('launch-counties')) results['launchCounties'] = await launchCounties(bench);
  if (wanted('deadline-country')) results['deadlineCountry'] = await deadlineCountry(bench);
  return results;
}

/** Undefined where it isn't given; null for what is no such number. */
function readNumber(args: string[], name: string, min: number, max: number): number | null | undefined {
  const index = args.indexOf(name);
  if (index < 0) return undefined;
  const number = Number(args[index + 1]);
  return Number.isInteger(number) && number >= min && number <= max ? number : null;
}

function readOnly(args: string[]): Measure[] | undefined {
  const index = args.indexOf('--only');
  if (index < 0) return [...MEASURES];
  const names = (args[index + 1] ?? '').split(',');
  return names.every((name) => (MEASURES as readonly string[]).includes(name))
    ? (names as Measure[])
    : undefined;
}
