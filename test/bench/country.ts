import type { DataSource } from 'typeorm';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import type { OrganisationData } from '../../database/seeds/organisation-builder.js';
import { buildCounty } from '../../database/seeds/synthetic-county.js';

export interface Country {
  /** Division code of the invented province that all its counties lie in. */
  province: string;
  counties: string[];
  /** Units that owe a list, in each county. */
  unitsEach: number;
}

const PROVINCE = '98';
const COUNTIES_OF_A_CITY = 99;
/** Counties of one statement: a few thousand rows. */
const AT_ONCE = 25;

/** So many invented counties with so many units each; what is there already stays. */
export async function buildCountry(
  dataSource: DataSource,
  counties: number,
  unitsEach: number,
  say: (line: string) => void,
): Promise<Country> {
  const codes = Array.from({ length: counties }, (_, n) => {
    const city = Math.floor(n / COUNTIES_OF_A_CITY) + 1;
    return `${PROVINCE}${two(city)}${two((n % COUNTIES_OF_A_CITY) + 1)}`;
  });
  const now = new Date();
  const year = now.getFullYear();
  for (const days of calendarYears(year - 1, year + 2)) await storeYear(dataSource.manager, days, now);
  for (let from = 0; from < codes.length; from += AT_ONCE) {
    const some = codes.slice(from, from + AT_ONCE).map((code) => countyData(code, unitsEach));
    await loadOrganisation(dataSource.manager, joined(some));
    if (from % 500 === 0) say(`${from + some.length} of ${counties} counties`);
  }
  await dataSource.query('analyze');
  return { province: PROVINCE, counties: codes, unitsEach };
}

const two = (n: number): string => String(n).padStart(2, '0');

const countyData = (regionCode: string, units: number): OrganisationData =>
  buildCounty({ regionCode, name: `测试县${regionCode}`, units }).data;

/** Their cities and the province are in each of them. */
function joined(all: readonly OrganisationData[]): OrganisationData {
  const [first, ...rest] = all as [OrganisationData, ...OrganisationData[]];
  return Object.fromEntries(
    Object.entries(first).map(([name, rows]) => [
      name,
      [...(rows as object[]), ...rest.flatMap((data) => data[name as keyof OrganisationData] as object[])],
    ]),
  ) as unknown as OrganisationData;
}
