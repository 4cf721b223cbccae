import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { seedDemonstration } from '../../database/seeds/demonstration/index.js';
import type { Signer } from '../../database/steps/acting.js';
import { createTestDatabase, type TestDatabase } from './infrastructure.js';

export const COUNTY = '530925';
export const CITY = '5309';

/** The demonstration county in a database of its own, and its people by login. */
export interface TestCounty {
  database: TestDatabase;
  dataSource: DataSource;
  /** A signer as the API would build him: the person with the positions of the day. */
  as(login: string): Promise<Signer>;
  unit(shortName: string): Promise<string>;
  stop(): Promise<void>;
}

export async function createTestCounty(): Promise<TestCounty> {
  const database = await createTestDatabase();
  const dataSource = createDataSource({ url: database.url, schema: database.schema, poolSize: 10 });
  await dataSource.initialize();
  const at = new Date('2026-12-01T08:00:00+08:00');
  await seedDemonstration(dataSource.manager, { passwordHash: 'none', now: at });
  for (const year of calendarYears(2026, 2028)) await storeYear(dataSource.manager, year, at);
  return {
    database,
    dataSource,
    async as(login) {
      const [signer]: Signer[] = await dataSource.query(
        `select p.id as "personId", p.name as "personName",
           (select json_agg(json_build_object('id', po.id, 'kind', po.kind, 'title', po.title, 'unitId', u.id, 'unitName', u.name,
              'regionCode', u.region_code))
            from appointment ap join position po on po.id = ap.position_id join unit u on u.id = po.unit_id where ap.person_id = p.id) as positions
         from account a join person p on p.id = a.person_id where a.login = $1`,
        [login],
      );
      if (!signer) throw new Error(`no account ${login}`);
      return signer;
    },
    async unit(shortName) {
      const [unit]: { id: string }[] = await dataSource.query(`select id from unit where short_name = $1`, [
        shortName,
      ]);
      if (!unit) throw new Error(`no unit ${shortName}`);
      return unit.id;
    },
    async stop() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
