import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource, type EntityManager } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { actorSnapshot } from '../../database/organisation/actor.repository.js';
import {
  holdersOf,
  ownerPositionOf,
  ownerPositionsOf,
  positionsOf,
} from '../../database/organisation/position.repository.js';
import {
  filingUnitsOf,
  leadingGroupOf,
  officeOf,
  parentOfficeOf,
} from '../../database/organisation/unit.repository.js';
import { seedDemonstration } from '../../database/seeds/demonstration/index.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import { loadNationalRegions } from '../../database/seeds/regions.js';
import { personId, positionId, unitId } from '../../database/seeds/seed-id.js';
import { buildCounty } from '../../database/seeds/synthetic-county.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';

const COUNTY = '530925';
const TODAY = '2027-02-01';
const education = unitId(COUNTY, '双江自治县教育体育局');
const liaison = positionId(education, 'liaison', '联络员');
const leader = positionId(education, 'unitLeader', '分管领导');

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource({ url: database.url, schema: database.schema, poolSize: 2 }).initialize();
  await seedDemonstration(source.manager, { passwordHash: 'x', now: new Date('2027-01-01T00:00:00Z') });
}, 120_000);

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** Changes for one test only. */
async function undone(work: (manager: EntityManager) => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const count = async (table: string): Promise<number> =>
  Number((await source.query(`select count(*) from ${table}`))[0].count);

describe('the demonstration seed', () => {
  const tables = ['region', 'unit', 'leading_group_member', 'position', 'person', 'appointment', 'account'];

  it('changes nothing the second time, not even what people have changed since', async () => {
    await source.query(`update unit set short_name = '教体' where id = $1`, [education]);
    const before = await Promise.all(tables.map(count));
    await seedDemonstration(source.manager, { passwordHash: 'y', now: new Date() });
    expect(await Promise.all(tables.map(count))).toEqual(before);
    expect(await source.query(`select short_name from unit where id = $1`, [education])).toEqual([
      { short_name: '教体' },
    ]);
    expect(await source.query(`select 1 from account where password_hash = 'y'`)).toEqual([]);
  });

  it('has all five levels, from the official list', async () => {
    const rows = await source.query(
      `select level, min(name) as name from region where $1 like code || '%' or code like $1 || '%' group by level order by level`,
      ['530925101'],
    );
    expect(rows.map((row: { level: number }) => row.level)).toEqual([1, 2, 3, 4, 5]);
    expect(
      await source.query(`select name from region where code in ('53', '5309', '530925') order by code`),
    ).toEqual([{ name: '云南省' }, { name: '临沧市' }, { name: '双江拉祜族佤族布朗族傣族自治县' }]);
  });
});

describe('units', () => {
  it('finds the office, the leading group and the office above', async () => {
    expect(await officeOf(source.manager, COUNTY)).toMatchObject({ shortName: '县双拥办', kind: 'office' });
    expect(await leadingGroupOf(source.manager, COUNTY, TODAY)).toMatchObject({ shortName: '县领导小组' });
    expect(await parentOfficeOf(source.manager, COUNTY, TODAY)).toMatchObject({ shortName: '临沧市双拥办' });
    expect(await parentOfficeOf(source.manager, '5309')).toMatchObject({ shortName: '云南省双拥办' });
    expect(await parentOfficeOf(source.manager, '53')).toBeNull();
    expect(await officeOf(source.manager, '530925101')).toBeNull();
    expect(await officeOf(source.manager, COUNTY, '2019-12-31')).toBeNull();
  });

  it('goes past a level without an office', async () => {
    await undone(async (manager) => {
      await manager.query(
        `update unit set active_to = '2026-12-31' where region_code = '5309' and kind = 'office'`,
      );
      expect(await parentOfficeOf(manager, COUNTY, TODAY)).toMatchObject({ shortName: '云南省双拥办' });
      expect(await parentOfficeOf(manager, COUNTY)).toMatchObject({ shortName: '云南省双拥办' });
      expect(await parentOfficeOf(manager, COUNTY, '2026-12-31')).toMatchObject({
        shortName: '临沧市双拥办',
      });
    });
  });

  it('names who owes a list: members, townships, military units, each once', async () => {
    const units = await filingUnitsOf(source.manager, COUNTY, TODAY);
    expect(units).toHaveLength(23 + 6 + 3);
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    expect(new Set(units.map(({ kind }) => kind))).toEqual(new Set(['member', 'township', 'military']));
    expect(await filingUnitsOf(source.manager, COUNTY, '2019-12-31')).toEqual([]);
    expect(await filingUnitsOf(source.manager, '53', TODAY)).toEqual([]);
  });

  it('goes by the membership on the day, the last day included', async () => {
    await undone(async (manager) => {
      await manager.query(`update leading_group_member set valid_to = '2027-01-31' where unit_id = $1`, [
        education,
      ]);
      const has = async (on: '2027-01-31' | '2027-02-01') =>
        (await filingUnitsOf(manager, COUNTY, on)).some(({ id }) => id === education);
      expect(await has('2027-01-31')).toBe(true);
      expect(await has('2027-02-01')).toBe(false);
    });
  });
});

describe('positions', () => {
  it('lists the positions of a unit in the order asked, vacant ones too', async () => {
    await undone(async (manager) => {
      await manager.query(`update appointment set valid_to = '2027-01-31' where position_id = $1`, [leader]);
      const [first, second] = await positionsOf(manager, education, ['unitLeader', 'liaison'], TODAY);
      expect(first).toEqual({
        positionId: leader,
        unitId: education,
        kind: 'unitLeader',
        title: '分管领导',
        holders: [],
      });
      expect(second).toMatchObject({
        positionId: liaison,
        holders: [{ personId: personId(COUNTY, 'liaison.education') }],
      });
    });
  });

  it('counts the first and the last day of an appointment, and not who was disabled', async () => {
    await undone(async (manager) => {
      await manager.query(
        `update appointment set valid_from = '2027-01-05', valid_to = '2027-01-31' where position_id = $1`,
        [liaison],
      );
      const held = async (on: '2027-01-04' | '2027-01-05' | '2027-01-31' | '2027-02-01') =>
        (await holdersOf(manager, [liaison], on)).length;
      expect([
        await held('2027-01-04'),
        await held('2027-01-05'),
        await held('2027-01-31'),
        await held('2027-02-01'),
      ]).toEqual([0, 1, 1, 0]);
      await manager.query(`update person set disabled_at = '2027-01-20T02:00:00Z' where id = $1`, [
        personId(COUNTY, 'liaison.education'),
      ]);
      expect(await holdersOf(manager, [liaison], '2027-01-20')).toEqual([]);
      expect(await holdersOf(manager, [liaison], '2027-01-19')).toHaveLength(1);
    });
  });

  it('lets the liaison answer for a unit, else its leader, else nobody', async () => {
    await undone(async (manager) => {
      const owner = () => ownerPositionOf(manager, education, TODAY);
      expect(await owner()).toEqual({ unitId: education, positionId: liaison, kind: 'liaison' });
      await manager.query(`update appointment set valid_to = '2027-01-31' where position_id = $1`, [liaison]);
      expect(await owner()).toEqual({ unitId: education, positionId: leader, kind: 'unitLeader' });
      await manager.query(`update appointment set valid_to = '2027-01-31' where position_id = $1`, [leader]);
      expect(await owner()).toBeNull();
    });
  });

  it('answers for all units at once, a military liaison for a military unit', async () => {
    const units = await filingUnitsOf(source.manager, COUNTY, TODAY);
    const owners = await ownerPositionsOf(
      source.manager,
      units.map(({ id }) => id),
      TODAY,
    );
    expect(owners).toHaveLength(units.length);
    expect(owners.filter(({ kind }) => kind === 'militaryLiaison')).toHaveLength(3);
    expect(owners.filter(({ kind }) => kind === 'liaison')).toHaveLength(29);
  });

  it('keeps who acted as what, only for a position the person holds', async () => {
    const person = personId(COUNTY, 'liaison.education');
    expect(await actorSnapshot(source.manager, person, liaison, TODAY)).toEqual({
      personId: person,
      name: expect.any(String),
      positionId: liaison,
      positionTitle: '联络员',
      unitId: education,
      unitName: '双江自治县教育体育局',
    });
    expect(await actorSnapshot(source.manager, person, leader, TODAY)).toBeNull();
    expect(await actorSnapshot(source.manager, person, liaison, '2019-12-31')).toBeNull();
  });
});

describe('a synthetic county', () => {
  it('has as many filing units as were ordered, each with an owner', async () => {
    await undone(async (manager) => {
      const county = buildCounty({ regionCode: '990101', name: '演练县', units: 40 });
      await loadOrganisation(manager, county.data, {
        passwordHash: 'x',
        now: new Date('2027-01-01T00:00:00Z'),
      });
      const units = await filingUnitsOf(manager, '990101', TODAY);
      expect(units).toHaveLength(40);
      expect(
        await ownerPositionsOf(
          manager,
          units.map(({ id }) => id),
          TODAY,
        ),
      ).toHaveLength(40);
      expect((await parentOfficeOf(manager, '990101'))?.id).toBe(county.parentOfficeUnitId);
      expect((await officeOf(manager, '990101'))?.id).toBe(county.officeUnitId);
    });
  });
});

describe('national regions', () => {
  it('load down to townships in bulk, again without a change', async () => {
    await undone(async (manager) => {
      expect(await loadNationalRegions(manager)).toBeGreaterThan(40_000);
      await manager.query('analyze region');
      const [before] = await manager.query('select count(*) from region');
      await loadNationalRegions(manager, 3);
      expect(await manager.query('select count(*) from region')).toEqual([before]);
    });
  }, 60_000);
});

it('every hot question is answered through indexes', async () => {
  await undone(async (manager) => {
    await loadNationalRegions(manager, 3);
    for (let n = 0; n < 20; n += 1) {
      const code = `99${String(n).padStart(2, '0')}01`;
      await loadOrganisation(manager, buildCounty({ regionCode: code, name: `县${n}`, units: 60 }).data);
    }
    await manager.query('analyze region, unit, leading_group_member, position, person, appointment');
    const plans: string[] = [];
    const explaining = Object.assign(Object.create(manager) as EntityManager, {
      query: async (sql: string, params: unknown[]) => {
        const rows = await manager.query(`explain ${sql}`, params);
        plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'));
        return rows;
      },
    });
    await positionsOf(explaining, education, ['liaison', 'unitLeader'], TODAY);
    await holdersOf(explaining, [liaison], TODAY);
    await ownerPositionsOf(explaining, [education], TODAY);
    await actorSnapshot(explaining, personId(COUNTY, 'liaison.education'), liaison, TODAY);
    await officeOf(explaining, COUNTY, TODAY);
    await parentOfficeOf(explaining, COUNTY, TODAY);
    await filingUnitsOf(explaining, COUNTY, TODAY);
    for (const plan of plans) expect(plan).not.toContain('Seq Scan');
  });
}, 60_000);
