import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkYear, checkYears, type YearToCheck } from '../../database/launch-check/check-year.js';
import { projectYear } from '../../database/launch-check/project-year.js';
import { regionFacts } from '../../database/launch-check/region-facts.js';
import { filingUnitsOf } from '../../database/organisation/unit.repository.js';
import { launchProcess } from '../../database/processes/launch-process.js';
import { buildCounty } from '../../database/seeds/synthetic-county.js';
import { loadOrganisation } from '../../database/seeds/load-organisation.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { findingId } from '../../domain/launch-check/finding.js';
import { covers, filingUnitsOn } from '../../domain/launch-check/region-facts.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';
import { countQueries } from '../support/count-queries.js';

let county: TestCounty;
const now = new Date('2026-12-10T09:00:00+08:00');
const OTHERS = ['990101', '990102', '990103'];

beforeAll(async () => {
  county = await createTestCounty();
  for (const regionCode of OTHERS)
    await loadOrganisation(
      county.dataSource.manager,
      buildCounty({ regionCode, name: `${regionCode}县`, units: 12 }).data,
      { passwordHash: 'none', now },
    );
});
afterAll(() => county.stop());

const ENTRIES: PlanEntry[] = [
  { key: 'liaisonFiling', kind: 'liaisonFiling', title: '联络员备案', date: '2027-01-11' },
  { key: 'dualList', kind: 'dualList', title: '双清单', date: '2027-01-12' },
  { key: 'coordinationGroup', kind: 'coordinationGroup', title: '协调小组', date: '2027-01-13' },
];
const year = (change: Partial<YearToCheck> = {}): YearToCheck => ({
  regionCode: COUNTY,
  year: 2027,
  entries: ENTRIES,
  now,
  ...change,
});
const check = async (change: Partial<YearToCheck> = {}) =>
  (await checkYear(county.dataSource.manager, year(change))).map(findingId);

async function consultation(form: object = {}): Promise<PlanEntry> {
  return {
    key: 'topicalConsultation:1',
    kind: 'topicalConsultation',
    title: '部署',
    date: '2027-03-08',
    form: {
      title: '部署',
      agenda: ['部署'],
      reason: '部署。',
      place: '会议室',
      startsAt: '2027-03-18T09:00+08:00',
      leaderPositionIds: [],
      unitIds: [await county.unit('县财政局')],
      ...form,
    },
  };
}

describe('the year of the demonstration county', () => {
  it('has no errors; it warns of legal dates on a weekend, and of holidays that are not announced', async () => {
    const findings = await checkYear(
      county.dataSource.manager,
      year({ entries: [...ENTRIES, await consultation()] }),
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    // 2027-02-28 and 2027-10-31 are Sundays.
    const weekend = findings.find(({ code }) => code === 'deadlineOnRestDay');
    expect(weekend?.message).toContain('清单报送');
    expect(weekend?.message).toContain('年度通报');
    expect(findings.map(findingId)).toContain('calendarProvisional@year');
  });

  it('names what a form asks of who isn’t there on its day', async () => {
    const { manager } = county.dataSource;
    const finance = await county.unit('县财政局');
    expect(
      await check({ entries: [...ENTRIES, await consultation({ unitIds: [finance.toUpperCase()] })] }),
    ).not.toContain('unitUnknown@entries[3].form.unitIds[0]');
    const wrong = {
      unitIds: [finance, 'no-id', '00000000-0000-4000-8000-000000000000'],
      leaderPositionIds: [finance],
    };
    const ids = await check({ entries: [...ENTRIES, await consultation(wrong)] });
    expect(ids).toEqual(
      expect.arrayContaining([
        'unitUnknown@entries[3].form.unitIds[1]',
        'unitUnknown@entries[3].form.unitIds[2]',
        'positionUnknown@entries[3].form.leaderPositionIds[0]',
      ]),
    );
    await manager.query(`update unit set active_to = '2027-03-07' where id = $1`, [finance]);
    expect(await check({ entries: [...ENTRIES, await consultation()] })).toContain(
      'unitGone@entries[3].form.unitIds[0]',
    );
    await manager.query(`update unit set active_to = null where id = $1`, [finance]);
  });

  it('sees posts fall vacant on their days, and who is disabled', async () => {
    const { manager } = county.dataSource;
    await manager.query(
      `update appointment a set valid_to = '2027-01-11' from position o join unit u on u.id = o.unit_id
       where a.position_id = o.id and o.kind = 'groupLeader' and u.region_code = $1`,
      [COUNTY],
    );
    expect(await check()).not.toContain('groupWithoutLeader@regionCode');
    expect(await check({ entries: ENTRIES.slice(1) })).toContain('groupWithoutLeader@regionCode');
    await manager.query(
      `update person p set disabled_at = $2 from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
       where a.person_id = p.id and o.kind = 'liaison' and u.short_name = $1`,
      ['县财政局', now],
    );
    const [liaison] = (await checkYear(county.dataSource.manager, year())).filter(
      ({ code }) => code === 'unitWithoutLiaison',
    );
    expect(liaison?.message).toContain('县财政局');
  });

  it('says what was launched by itself already', async () => {
    await county.dataSource.transaction((tx) =>
      launchProcess(
        tx,
        {
          kind: 'coordinationGroup',
          businessKey: `coordinationGroup:${COUNTY}:2027`,
          regionCode: COUNTY,
          year: 2027,
          title: 'x',
        },
        { form: undefined, unitId: null },
        null,
        now,
      ),
    );
    expect(await check()).toContain('alreadyLaunched@entries[2].kind');
    // What runs already isn't missing.
    const entries = [...ENTRIES.slice(0, 2), await consultation()];
    expect(await check({ entries })).not.toContain('missingMechanism@entries');
    expect(await check({ entries, regionCode: OTHERS[0]! })).toContain('missingMechanism@entries');
    expect(await check({ year: 2028, entries: [] })).toContain('missingMechanism@entries');
  });

  it('of a region that isn’t there says only that', async () => {
    expect(await check({ regionCode: '111111' })).toEqual(
      expect.arrayContaining(['regionUnknown@regionCode']),
    );
    expect(await check({ regionCode: '111111' })).not.toContain('officeEmpty@regionCode');
  });
});

describe('many regions', () => {
  it('are checked in their order, as each would be by itself, with as many queries as one', async () => {
    const { manager } = county.dataSource;
    const years = [COUNTY, ...OTHERS, '111111'].map((regionCode) => year({ regionCode }));
    const together = await checkYears(manager, years);
    for (const [index, one] of years.entries())
      expect([one.regionCode, together[index]]).toEqual([one.regionCode, await checkYear(manager, one)]);
    const queries = (some: YearToCheck[]) => countQueries(county.dataSource, () => checkYears(manager, some));
    expect(await queries(years)).toBe(await queries(years.slice(0, 1)));
  });

  it('who files on a day is who the engine asks that day', async () => {
    const { manager } = county.dataSource;
    for (const regionCode of [COUNTY, ...OTHERS]) {
      const [facts] = await regionFacts(manager, [year({ regionCode })]);
      for (const on of ['2027-01-04', '2027-06-30', '2027-12-31'] as CivilDate[]) {
        const asked = (await filingUnitsOf(manager, regionCode, on)).map(({ id }) => id).sort();
        expect(
          filingUnitsOn(facts!, on)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(asked);
        expect(asked.length).toBeGreaterThan(0);
        expect(facts!.units.every(({ active }) => covers(active, on))).toBe(true);
      }
    }
  });

  it('each unit’s year is projected with its own units', async () => {
    const { projection } = await projectYear(county.dataSource.manager, year({ regionCode: '990102' }));
    const collect = projection.obligations.find(({ step }) => step === 'collect');
    expect(collect).toMatchObject({ due: '2027-02-28', basis: 'legal' });
    expect(collect?.unitIds).toHaveLength(12);
  });
});
