import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SCENARIOS, type Scenario } from '../../contracts/processes/rehearsal.js';
import { FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../../database/calendar/source.js';
import { LOAD_LIMITS } from '../../domain/rehearsal/load-report.js';
import { commandOf, LAUNCHABLE_KINDS } from './launches.js';
import type { RehearsalOrder } from './rehearse.js';

/** Seeds are shown and typed: nine digits are enough. */
export const LARGEST_SEED = 999_999_999;

export class UsageProblem extends Error {}

/** What is printed: one JSON text, or what was asked for in words (without a wish: the timeline and what it came to). */
export interface Order extends RehearsalOrder {
  json: boolean;
  timeline: boolean;
  load: boolean;
}

const COMMANDS = LAUNCHABLE_KINDS.map(commandOf);
const USAGE = `用法 usage: npm run -s rehearse -- ${COMMANDS.join('|')} --region 530925 --year 2027 --scenario ${SCENARIOS.join('|')} [--seed N] [--form FILE.json] [--json] [--timeline] [--load] [--deadlines-a-day 2] [--things-a-week 5]`;

/** @throws UsageProblem that says what is wrong, in Chinese and English */
export function readOrder(args: string[]): Order {
  const { values, positionals } = parsed(args);
  const kind = LAUNCHABLE_KINDS.find((one) => commandOf(one) === positionals[0]);
  if (positionals.length !== 1 || kind === undefined)
    throw problem(`请写明预演什么：${COMMANDS.join('、')}`, `say what to rehearse: ${COMMANDS.join(', ')}`);
  const { region, year, scenario = 'mixed' } = values;
  if (!region || !/^(\d{2}|\d{4}|\d{6})$/.test(region))
    throw problem('--region 应为行政区划代码', '--region must be a division code');
  const number = Number(year);
  if (!Number.isInteger(number) || number < FIRST_CALENDAR_YEAR || number > LAST_CALENDAR_YEAR) {
    throw problem(
      `--year 应为 ${FIRST_CALENDAR_YEAR}–${LAST_CALENDAR_YEAR}`,
      `--year must be ${FIRST_CALENDAR_YEAR}–${LAST_CALENDAR_YEAR}`,
    );
  }
  if (!isScenario(scenario))
    throw problem(
      `--scenario 应为 ${SCENARIOS.join('、')}`,
      `--scenario must be one of ${SCENARIOS.join(', ')}`,
    );
  const seed = whole(values.seed, 'seed', 0, LARGEST_SEED);
  const limits = {
    deadlinesADay: whole(values['deadlines-a-day'], 'deadlines-a-day', 2, 100) ?? LOAD_LIMITS.deadlinesADay,
    thingsAWeek: whole(values['things-a-week'], 'things-a-week', 1, 1_000) ?? LOAD_LIMITS.thingsAWeek,
  };
  const form = values.form === undefined ? undefined : formIn(values.form);
  const { json = false, timeline = false, load = false } = values;
  return {
    ...{ kind, regionCode: region, year: number, scenario, limits },
    ...(seed === undefined ? {} : { seed }),
    ...(form === undefined ? {} : { form }),
    ...{ json, timeline: timeline || !load, load },
  };
}

/** @throws UsageProblem */
function whole(text: string | undefined, name: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
  throw problem(`--${name} 应为 ${least}–${most} 的整数`, `--${name} must be an integer of ${least}–${most}`);
}

/** The launch form of a rehearsal, from a file. @throws UsageProblem */
function formIn(file: string): object {
  try {
    const form: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof form === 'object' && form !== null) return form;
  } catch {
    // Said below.
  }
  throw problem(
    '--form 应为一个 JSON 文件，内容是启动表单',
    '--form must be a JSON file with the launch form',
  );
}

function isScenario(scenario: string): scenario is Scenario {
  return (SCENARIOS as readonly string[]).includes(scenario);
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        region: { type: 'string' },
        year: { type: 'string' },
        scenario: { type: 'string' },
        seed: { type: 'string' },
        form: { type: 'string' },
        json: { type: 'boolean' },
        timeline: { type: 'boolean' },
        load: { type: 'boolean' },
        'deadlines-a-day': { type: 'string' },
        'things-a-week': { type: 'string' },
      },
    });
  } catch (error) {
    throw problem('不认识的参数', (error as Error).message);
  }
}

function problem(chinese: string, english: string): UsageProblem {
  return new UsageProblem(`${chinese} (${english})\n${USAGE}`);
}
