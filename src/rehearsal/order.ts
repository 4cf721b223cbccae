import { parseArgs } from 'node:util';
import { SCENARIOS, type Scenario } from '../../contracts/processes/rehearsal.js';
import { FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../../database/calendar/source.js';
import { commandOf, LAUNCHABLE_KINDS } from './launches.js';
import type { RehearsalOrder } from './rehearse.js';

export class UsageProblem extends Error {}

export interface Order extends RehearsalOrder {
  json: boolean;
}

const COMMANDS = LAUNCHABLE_KINDS.map(commandOf);
const USAGE = `用法 usage: npm run -s rehearse -- ${COMMANDS.join('|')} --region 530925 --year 2027 --scenario ${SCENARIOS.join('|')} [--json]`;

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
  return { kind, regionCode: region, year: number, scenario, json: values.json === true };
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
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw problem('不认识的参数', (error as Error).message);
  }
}

function problem(chinese: string, english: string): UsageProblem {
  return new UsageProblem(`${chinese} (${english})\n${USAGE}`);
}
