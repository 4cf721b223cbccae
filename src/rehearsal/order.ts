import { parseArgs } from 'node:util';
import { FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../../database/calendar/source.js';

export class UsageProblem extends Error {}

export interface Order {
  regionCode: string;
  year: number;
  scenario: string;
  json: boolean;
}

const USAGE =
  '用法 usage: npm run -s rehearse -- dual-list --region 530925 --year 2027 --scenario punctual|mixed|late|silent [--json]';

/** @throws UsageProblem that says what is wrong, in Chinese and English */
export function readOrder(args: string[], scenarios: readonly string[]): Order {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1 || positionals[0] !== 'dual-list')
    throw problem('请写明预演什么：dual-list', 'say what to rehearse: dual-list');
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
  if (!scenarios.includes(scenario))
    throw problem(
      `--scenario 应为 ${scenarios.join('、')}`,
      `--scenario must be one of ${scenarios.join(', ')}`,
    );
  return { regionCode: region, year: number, scenario, json: values.json === true };
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
