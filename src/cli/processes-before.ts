import { createDataSource } from '../../database/data-source.js';
import { runningBefore, type RunningBefore } from '../../database/processes/running-before.js';
import { civilDateOf, parseCivilDate, startOfDay } from '../../domain/time/zone.js';
import { configurationOrExit } from '../config/read.js';
import { databasePlace } from '../embedded/database-place.js';

/**
 * `npm run -s processes:before -- 2027-03-01 [--json]`: processes launched before that day that still run, for whoever means to take out
 * code that only they need. Exit: 0 none, 1 some, 2 not looked.
 */
function inWords(day: string, found: RunningBefore[]): string {
  if (found.length === 0) return `没有 ${day} 之前发起、仍在办理的流程。\n`;
  const lines = found.map(
    ({ kind, processes, oldest }) =>
      `  ${kind}  ${processes} 件，最早 ${civilDateOf(new Date(oldest))} 发起\n`,
  );
  return `${day} 之前发起、仍在办理的流程：\n${lines.join('')}`;
}

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';
const configuration = configurationOrExit();
try {
  const day = parseCivilDate(given);
  const place = await databasePlace(configuration);
  try {
    const source = await createDataSource({ url: place.url, schema: place.schema, poolSize: 1 }).initialize();
    const found = await runningBefore(source.manager, startOfDay(day)).finally(() => source.destroy());
    process.stdout.write(
      process.argv.includes('--json') ? `${JSON.stringify(found)}\n` : inWords(day, found),
    );
    process.exitCode = found.length === 0 ? 0 : 1;
  } finally {
    await place.leave();
  }
} catch (error) {
  process.stderr.write(`没有查成：${(error as Error).message}\n`);
  process.exitCode = 2;
}
