import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { itemRecord } from '../../database/needs/ledger-item.repository.js';
import {
  ledgerItem,
  ledgerPage,
  regionsWithin,
  type LedgerFilter,
  type LedgerScope,
} from '../../database/needs/ledger.repository.js';
import { createTestCounty, CITY, COUNTY, type TestCounty } from '../support/county.js';
import { at, plant } from './ledger-world.js';

let county: TestCounty;
let education: string;
let transport: string;
let armed: string;
let garrison: string;
const now = at('2027-06-01T10:00:00');
const whole: LedgerScope = { regions: [COUNTY], units: [] };

const titles = async (
  filter: LedgerFilter = {},
  scope = whole,
  asOf?: string,
  order: 'number' | 'limit' | 'filed' = 'number',
) => {
  const moment =
    asOf === undefined ? { at: now, past: false } : { at: at(`${asOf}T23:59:59.999`), past: true };
  const rows = await ledgerPage(county.dataSource.manager, scope, moment, filter, {
    order,
    descending: false,
    limit: 50,
  });
  return rows.map(({ title }) => title);
};

beforeAll(async () => {
  county = await createTestCounty();
  const source = county.dataSource;
  [education, transport, armed, garrison] = (await Promise.all(
    ['县教育体育局', '县交通运输局', '县人武部', '驻军部队'].map((name) => county.unit(name)),
  )) as [string, string, string, string];

  await plant(source, {
    title: '道路硬化',
    number: 1,
    raisedBy: [armed],
    leadUnitId: transport,
    cooperatingUnitIds: [education],
    state: 'solving',
    limitAt: at('2027-05-20T23:59:59.999'),
    measures: '列入年度计划',
    filedAt: at('2027-02-10T09:00:00'),
    history: [
      { at: at('2027-03-02T09:00:00'), state: 'claiming' },
      {
        at: at('2027-03-05T09:00:00'),
        state: 'solving',
        leadUnitId: transport,
        limitAt: at('2027-04-20T23:59:59.999'),
      },
      {
        at: at('2027-04-10T09:00:00'),
        state: 'solving',
        leadUnitId: transport,
        limitAt: at('2027-05-20T23:59:59.999'),
      },
    ],
    steps: [
      {
        key: 'claim',
        openedAt: at('2027-03-02T09:00:00'),
        closedAt: at('2027-03-05T09:00:00'),
        deadlineAt: at('2027-03-03T23:59:59.999'),
        warnAt: at('2027-03-02T09:00:00'),
      },
      {
        key: 'solve',
        openedAt: at('2027-03-05T09:00:00'),
        deadlineAt: at('2027-05-20T23:59:59.999'),
        warnAt: at('2027-05-17T09:00:00'),
      },
    ],
  });
  await plant(source, {
    title: '子女入学100%保障',
    detail: '两名',
    number: 2,
    kind: 'children',
    raisedBy: [garrison],
    state: 'closed',
    closedAt: at('2027-05-05T09:00:00'),
    result: '已入学',
    filedAt: at('2027-02-11T09:00:00'),
    history: [{ at: at('2027-05-05T09:00:00'), state: 'closed' }],
  });
  await plant(source, {
    title: '河道整治',
    side: 'locality',
    kind: 'environment',
    number: 3,
    raisedBy: [education],
    leadUnitId: armed,
    state: 'compiled',
    filedAt: at('2027-02-12T09:00:00'),
    history: [{ at: at('2027-03-02T09:00:00'), state: 'compiled' }],
  });
  await plant(source, {
    title: '去年的事',
    number: 9,
    year: 2026,
    raisedBy: [armed],
    state: 'solving',
    filedAt: at('2026-02-12T09:00:00'),
    carriedInto: [2027],
    history: [{ at: at('2026-03-02T09:00:00'), state: 'solving' }],
  });
  const target = await plant(source, {
    title: '三月才报',
    raisedBy: [transport],
    side: 'locality',
    kind: 'other',
    filedAt: at('2027-03-20T09:00:00'),
  });
  await plant(source, {
    title: '重复的道路',
    raisedBy: [garrison],
    state: 'merged',
    mergedInto: target,
    filedAt: at('2027-02-10T11:00:00'),
    history: [{ at: at('2027-03-02T09:00:00'), state: 'merged' }],
  });
  await plant(source, {
    title: '重报前的',
    raisedBy: [garrison],
    state: 'withdrawn',
    filedAt: at('2027-02-10T12:00:00'),
    history: [{ at: at('2027-02-20T09:00:00'), state: 'withdrawn' }],
  });
  await plant(source, {
    title: '市里的事',
    region: CITY,
    number: 1,
    state: 'claiming',
    filedAt: at('2027-02-10T12:00:00'),
  });
});
afterAll(() => county.stop());

describe('the list', () => {
  it('has the region’s items in its order, without merged and replaced ones', async () => {
    expect(await titles()).toEqual(['去年的事', '道路硬化', '子女入学100%保障', '河道整治', '三月才报']);
  });

  it.each<[string, LedgerFilter, string[]]>([
    [
      'a year with what was carried into it',
      { regions: [COUNTY], year: 2027 },
      ['去年的事', '道路硬化', '子女入学100%保障', '河道整治', '三月才报'],
    ],
    ['an older year', { year: 2026 }, ['去年的事']],
    ['a side', { side: 'locality' }, ['河道整治', '三月才报']],
    ['a kind', { kind: 'children' }, ['子女入学100%保障']],
    ['a state', { state: 'solving' }, ['去年的事', '道路硬化']],
    ['merged ones, when asked for', { state: 'merged' }, ['重复的道路']],
    ['a light', { light: 'red' }, ['道路硬化']],
    ['late ones', { late: true }, ['道路硬化']],
    ['punctual ones of a year', { late: false, year: 2026 }, ['去年的事']],
    ['text with a wildcard in it', { text: '100%' }, ['子女入学100%保障']],
    ['text of the detail', { text: '两名' }, ['子女入学100%保障']],
    ['nothing for a lone wildcard', { text: '_' }, []],
    ['another region', { regions: [CITY] }, []],
  ])('%s', async (_, filter, expected) => expect(await titles(filter)).toEqual(expected));

  it('by lead and raising unit', async () => {
    expect(await titles({ leadUnit: transport })).toEqual(['道路硬化']);
    expect(await titles({ raisingUnit: armed })).toEqual(['去年的事', '道路硬化']);
  });

  it('walks its pages without losing or repeating a row, in every order and direction', async () => {
    const values = {
      number: (row: Row) => [row.regionCode, row.year, row.number ?? 2_147_483_647, row.id],
      limit: (row: Row) => [row.limitAt?.toISOString() ?? null, row.id],
      filed: (row: Row) => [row.filedAt.toISOString(), row.id],
    };
    const scope = { regions: [COUNTY, CITY], units: [] };
    for (const order of ['number', 'limit', 'filed'] as const) {
      for (const descending of [false, true]) {
        const read = (limit: number, after?: (string | number | null)[]) =>
          ledgerPage(
            county.dataSource.manager,
            scope,
            { at: now, past: false },
            {},
            { order, descending, limit, after },
          );
        const all = (await read(100)).map(({ id }) => id);
        const walked: string[] = [];
        let after: (string | number | null)[] | undefined;
        for (;;) {
          const rows = await read(2, after);
          walked.push(...rows.map(({ id }) => id));
          const last = rows.at(-1);
          if (rows.length < 2 || !last) break;
          after = values[order](last);
        }
        expect(walked).toEqual(all);
        expect(new Set(walked).size).toBe(6);
      }
    }
  });
});

type Row = Awaited<ReturnType<typeof ledgerPage>>[number];

describe('as of a day', () => {
  it('shows what was filed by then, in the state of then', async () => {
    expect(await titles({}, whole, '2027-02-10')).toEqual(
      ['去年的事', '道路硬化', '重复的道路', '重报前的'].sort(byIds(await ids())),
    );
    expect(await titles({ state: 'filed', year: 2027 }, whole, '2027-02-15')).toEqual(
      expect.arrayContaining(['道路硬化', '子女入学100%保障', '河道整治', '重复的道路']),
    );
    expect(await titles({ state: 'claiming' }, whole, '2027-03-03')).toEqual(['道路硬化']);
    expect(await titles({ state: 'closed' }, whole, '2027-05-04')).toEqual([]);
    expect(await titles({ state: 'closed' }, whole, '2027-05-05')).toEqual(['子女入学100%保障']);
  });

  it('does not know better than that day', async () => {
    const on = async (day: string) => {
      const rows = await ledgerPage(
        county.dataSource.manager,
        whole,
        { at: at(`${day}T23:59:59.999`), past: true },
        { text: '硬化' },
        { order: 'number', descending: false, limit: 5 },
      );
      return rows[0]!;
    };
    const february = await on('2027-02-15');
    expect([february.lead, february.limitAt, february.measures, february.light]).toEqual([
      null,
      null,
      null,
      'green',
    ]);
    expect((await on('2027-03-04')).light).toBe('red'); // claimed a day late
    const april = await on('2027-04-18'); // the extension was granted on the 10th
    expect([april.limitAt, april.light]).toEqual([at('2027-05-20T23:59:59.999'), 'green']);
    const beforeExtension = await on('2027-04-09');
    expect(beforeExtension.limitAt).toEqual(at('2027-04-20T23:59:59.999'));
    expect((await on('2027-05-18')).light).toBe('yellow');
    expect((await on('2027-05-21')).late).toBe(true);
    const school = await ledgerPage(
      county.dataSource.manager,
      whole,
      { at: at('2027-04-01T00:00:00'), past: true },
      { kind: 'children' },
      { order: 'number', descending: false, limit: 5 },
    );
    expect([school[0]!.result, school[0]!.closedAt]).toEqual([null, null]);
  });
});

describe('what may be seen', () => {
  it.each<[string, () => LedgerScope, string[]]>([
    ['nothing without a position', () => ({ regions: [], units: [] }), []],
    [
      'a unit that leads and cooperates',
      () => ({ regions: [], units: [education] }),
      ['道路硬化', '河道整治'],
    ],
    [
      'a military unit: what it raised and what it leads',
      () => ({ regions: [], units: [armed] }),
      ['去年的事', '道路硬化', '河道整治'],
    ],
    ['another military unit', () => ({ regions: [], units: [garrison] }), ['子女入学100%保障']],
    ['the city’s own ledger', () => ({ regions: [CITY], units: [] }), ['市里的事']],
    [
      'a unit and a region together',
      () => ({ regions: [CITY], units: [garrison] }),
      ['市里的事', '子女入学100%保障'],
    ],
  ])('%s', async (_, scope, expected) => expect(await titles({}, scope())).toEqual(expected));

  it('the city sees its counties', async () => {
    const regions = await regionsWithin(county.dataSource.manager, [CITY]);
    expect(regions).toEqual(expect.arrayContaining([CITY, COUNTY]));
    expect(regions.every((code) => code.length <= 6)).toBe(true);
    expect(await titles({}, { regions, units: [] })).toHaveLength(6);
  });
});

describe('one item', () => {
  it('has its origins, links both ways, years and history; nobody else’s is found', async () => {
    const { manager } = county.dataSource;
    const below = await plant(county.dataSource, {
      title: '跨市供水',
      number: 20,
      raisedBy: [armed, garrison],
      state: 'reportedUp',
      carriedInto: [2028],
    });
    const above = await plant(county.dataSource, {
      title: '跨市供水',
      region: CITY,
      number: 2,
      reportedFrom: below,
      state: 'received',
    });
    const twin = await plant(county.dataSource, {
      title: '供水',
      state: 'merged',
      mergedInto: below,
      raisedBy: [garrison],
    });

    const row = await ledgerItem(manager, whole, now, below);
    expect(row).toMatchObject({
      title: '跨市供水',
      light: 'grey',
      late: false,
      regionName: expect.stringContaining('双江'),
    });
    expect(row!.raisedBy.map(({ shortName }) => shortName).sort()).toEqual(['县人武部', '驻军部队'].sort());
    expect(await itemRecord(manager, below)).toMatchObject({
      processId: null,
      origins: [{ originalId: below }, { originalId: below }],
      reportedFrom: null,
      reportedAs: [{ id: above, state: 'received', regionName: '临沧市' }],
      mergedFrom: [{ id: twin, title: '供水' }],
      mergedInto: null,
      years: [{ year: 2028, carried: true }],
      history: [{ state: 'filed', lead: null, limitAt: null }],
    });
    expect(await itemRecord(manager, above)).toMatchObject({ reportedFrom: { id: below }, reportedAs: [] });
    expect(await ledgerItem(manager, { regions: [], units: [education] }, now, below)).toBeNull();
    expect(await ledgerItem(manager, whole, now, above)).toBeNull();
  });
});

/** Without numbers, items of one year stand in the order of their ids. */
async function ids(): Promise<Map<string, string>> {
  const rows: { title: string; key: string }[] = await county.dataSource.query(
    `select title, year || lpad(coalesce(number, 2147483647)::text, 10, '0') || id as key from need_item`,
  );
  return new Map(rows.map(({ title, key }) => [title, key]));
}
const byIds = (keys: Map<string, string>) => (a: string, b: string) => (keys.get(a)! < keys.get(b)! ? -1 : 1);
