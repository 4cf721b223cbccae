import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import {
  api,
  cityOffice,
  COUNTY,
  education,
  get,
  namesOf,
  newUnit,
  openAssignment,
  outcome,
  post,
  send,
  start,
} from './organisation-client.js';

const today = civilDateOf(new Date());

beforeAll(start, 120_000);
afterAll(() => api.stop());

describe('regions', () => {
  it('gives the children of a region, the provinces, and what a search finds', async () => {
    expect(namesOf(await get('liaison.education', `regions?parent=${COUNTY}`))).toEqual([
      '勐勐镇',
      '勐库镇',
      '沙河乡',
      '大文乡',
      '忙糯乡',
      '邦丙乡',
    ]);
    expect(namesOf(await get('liaison.education', 'regions'))).toEqual(['云南省', '宁夏回族自治区']);
    expect((await get('office', `regions?q=${encodeURIComponent('双江')}`)).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: COUNTY, label: '双江自治县', level: 3 })]),
    );
    expect(namesOf(await get('office', `regions?q=${encodeURIComponent('%')}`))).toEqual([]);
    expect((await get('office', `regions/${COUNTY}`)).body.parentCode).toBe('5309');
    expect(outcome(await get('office', 'regions/nowhere'))).toEqual([404, 'NOT_FOUND']);
  });

  it('turns pages', async () => {
    const first = await get('office', `regions?parent=${COUNTY}&limit=4`);
    const second = await get('office', `regions?parent=${COUNTY}&limit=4&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, second.body.items.length, second.body.nextCursor]).toEqual([4, 2, null]);
  });
});

describe('units', () => {
  it('lists one’s own region and below, on a day', async () => {
    const all = await get('liaison.education', 'units?limit=100');
    expect(new Set(all.body.items.map((each: { regionCode: string }) => each.regionCode))).toEqual(
      new Set([COUNTY]),
    );
    expect((await get('office', 'units?kind=township')).body.items).toHaveLength(6);
    expect((await get('city.office', `units?region=${COUNTY}&kind=military`)).body.items).toHaveLength(3);
    expect((await get('office', 'units?region=5309')).body.items).toEqual([]);
    expect((await get('office', 'units?on=2019-12-31')).body.items).toEqual([]);
    expect(namesOf(await get('office', `units?q=${encodeURIComponent('教育')}`))).toEqual([
      '双江自治县教育体育局',
    ]);
  });

  it('turns pages without losing or repeating a unit', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get('city.office', `units?limit=7${cursor}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);
    const [{ count }] = await api.dataSource.query(
      `select count(*)::int as count from unit where region_code like '5309%'`,
    );
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  });

  it('shows contact data to the office, the unit and the person only', async () => {
    const contactSeenBy = async (login: string) => {
      const { body } = await get(login, `units/${education}`);
      const liaison = body.positions.find(({ kind }: { kind: string }) => kind === 'liaison');
      return liaison.holders[0].contact;
    };
    const contact = { email: 'liaison.education@yushui.invalid', phone: expect.any(String) };
    for (const login of ['office', 'city.office', 'leader.education', 'liaison.education']) {
      expect([login, await contactSeenBy(login)]).toEqual([login, contact]);
    }
    for (const login of ['liaison.health', 'leader1', 'auditor', 'admin', 'liaison.armed']) {
      expect([login, await contactSeenBy(login)]).toEqual([login, null]);
    }
  });

  it('does not know of units outside', async () => {
    expect(outcome(await get('office', `units/${cityOffice}`))).toEqual([404, 'NOT_FOUND']);
    expect(outcome(await get('office', `units/${randomUUID()}`))).toEqual([404, 'NOT_FOUND']);
    expect((await get('city.office', `units/${education}`)).status).toBe(200);
  });

  it('says who held what on a day', async () => {
    const { body } = await get('office', `units/${education}?on=2019-06-01`);
    expect(body.positions.map(({ holders }: { holders: unknown[] }) => holders.length)).toEqual([0, 0]);
    expect(outcome(await get('office', `units/${education}?on=2027-02-29`))).toEqual([400, 'INVALID_DATE']);
  });
});

describe('changing units', () => {
  const body = {
    regionCode: COUNTY,
    kind: 'member',
    name: '双江自治县水务局',
    shortName: '县水务局',
    activeFrom: '2026-01-01',
  };

  it('is for the office of the region or above, and the system administrator', async () => {
    for (const login of ['liaison.education', 'leader.education', 'leader1', 'liaison.armed']) {
      expect([login, ...outcome(await post(login, 'units', body))]).toEqual([login, 403, 'FORBIDDEN']);
    }
    expect(outcome(await post('auditor', 'units', body))).toEqual([403, 'READ_ONLY_ROLE']);
    expect(outcome(await post('office', 'units', { ...body, regionCode: '5309' }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect(outcome(await post('province.office', 'units', { ...body, name: '省办代设单位' }))).toEqual([
      201,
      undefined,
    ]);
    expect((await post('admin', 'units', { ...body, name: '管理员设单位' })).status).toBe(201);
  });

  it('happens once for one key', async () => {
    const key = randomUUID();
    const first = await post('office', 'units', body, key);
    const second = await post('office', 'units', body, key);
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
    expect(outcome(await post('office', 'units', body))).toEqual([409, 'UNIT_EXISTS']);
    expect(outcome(await post('office', 'units', { ...body, name: ' 双江自治县水务局 ' }))).toEqual([
      409,
      'UNIT_EXISTS',
    ]);
  });

  it.each([
    ['a second office', { kind: 'office', name: '又一个办' }, [409, 'SOLE_UNIT_EXISTS']],
    ['a group in a township', { kind: 'leadingGroup', regionCode: '530925101' }, [400, 'UNIT_LEVEL']],
    ['no such region', { regionCode: '530925999' }, [404, 'NOT_FOUND']],
    ['no code at all', { regionCode: '%' }, [404, 'NOT_FOUND']],
    ['no such day', { activeFrom: '2026-02-30' }, [400, 'INVALID_DATE']],
    ['year zero', { activeFrom: '0000-01-01' }, [400, 'INVALID_DATE']],
    ['a blank name', { name: '   ' }, [400, 'INVALID_FIELD']],
    ['a secret name', { name: '机密★单位' }, [400, 'CLASSIFIED_CONTENT']],
    ['an unknown kind', { kind: 'ministry' }, [400, 'INVALID_FIELD']],
    ['a number for a name', { name: 5 }, [400, 'INVALID_FIELD']],
  ])('refuses %s in words', async (_, change, expected) => {
    const answer = await post('office', 'units', { ...body, name: `甲${randomUUID()}`, ...change });
    expect(outcome(answer)).toEqual(expected);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
  });

  it('refuses no body at all', async () => {
    for (const path of ['units', `units/${education}/end`, `units/${education}/liaison`]) {
      expect((await post('office', path)).status).toBe(400);
    }
  });

  it('renames, but not to a name that is taken', async () => {
    const { id } = await newUnit('更名前');
    const renamed = await send('PUT', 'office', `units/${id}/name`, {
      name: '双江自治县更名后',
      shortName: '更名后',
    });
    expect([renamed.status, renamed.body.name]).toEqual([200, '双江自治县更名后']);
    const taken = { name: '双江自治县教育体育局', shortName: 'x' };
    expect(outcome(await send('PUT', 'office', `units/${id}/name`, taken))).toEqual([409, 'UNIT_EXISTS']);
  });

  it('ends a unit with its posts and memberships, unless work is open', async () => {
    const { id, position } = await newUnit('待撤销局');
    await post('office', `leading-groups/${COUNTY}/members`, { unitId: id, from: '2025-01-01' });
    expect(outcome(await post('office', `units/${id}/end`, { on: '2024-12-31' }))).toEqual([
      400,
      'ENDS_BEFORE_START',
    ]);

    const assignment = await openAssignment(id, position);
    expect(outcome(await post('office', `units/${id}/end`, { on: today }))).toEqual([409, 'UNIT_OPEN_WORK']);
    await api.dataSource.query(`update assignment set state = 'cancelled' where id = $1`, [assignment]);

    expect((await post('office', `units/${id}/end`, { on: today })).body.activeTo).toBe(today);
    const { body: after } = await get('office', `units/${id}`);
    expect(after.memberships[0].validTo).toBe(today);
    expect(after.positions[0].holders[0].validTo).toBe(today);
    expect(outcome(await post('office', `units/${id}/end`, { on: today }))).toEqual([409, 'UNIT_ENDED']);
    const late = { person: { name: '迟到' }, from: addDays(today, 1) };
    expect(outcome(await post('office', `units/${id}/liaison`, late))).toEqual([409, 'UNIT_ENDED']);
  });

  it('adds the posts that a kind of unit has, one liaison only', async () => {
    const add = (login: string, id: string, kind: string, title: string) =>
      post(login, `units/${id}/positions`, { kind, title });
    expect((await add('office', education, 'unitLeader', '第二分管领导')).status).toBe(201);
    expect(outcome(await add('office', education, 'unitLeader', '第二分管领导'))).toEqual([
      409,
      'POSITION_EXISTS',
    ]);
    expect(outcome(await add('office', education, 'liaison', '第二联络员'))).toEqual([
      409,
      'POSITION_EXISTS',
    ]);
    expect(outcome(await add('office', education, 'groupLeader', '组长'))).toEqual([400, 'POSITION_UNFIT']);
    expect(outcome(await add('office', education, 'auditor', '审计员'))).toEqual([403, 'FORBIDDEN']);
    expect((await add('admin', education, 'auditor', '审计员')).status).toBe(201);
  });
});

describe('the leading group', () => {
  it('is shown with its leaders, office, members and their liaisons', async () => {
    const { body } = await get('liaison.health', `leading-groups/${COUNTY}`);
    expect(body.leaders.map(({ kind }: { kind: string }) => kind)).toEqual([
      'groupLeader',
      ...Array(4).fill('deputyLeader'),
    ]);
    expect(body.office.shortName).toBe('县双拥办');
    expect(body.members.find(({ id }: { id: string }) => id === education).liaisonName).toEqual(
      expect.any(String),
    );
    expect(outcome(await get('office', 'leading-groups/5309'))).toEqual([404, 'NOT_FOUND']);
    expect(outcome(await get('office', 'leading-groups/530925101'))).toEqual([404, 'NOT_FOUND']);
    expect(outcome(await get('office', `leading-groups/${COUNTY}?on=2019-01-01`))).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });

  it('is joined and left with dates, once at a time', async () => {
    const { id } = await newUnit('进出局');
    const members = `leading-groups/${COUNTY}/members`;
    const has = async (on: string) =>
      (await get('office', `leading-groups/${COUNTY}?on=${on}`)).body.members.some(
        (each: { id: string }) => each.id === id,
      );
    const early = { unitId: id, from: '2024-01-01' };
    expect(outcome(await post('office', members, early))).toEqual([409, 'UNIT_NOT_ACTIVE']);
    expect((await post('office', members, { unitId: id, from: '2026-03-01' })).status).toBe(201);
    expect(outcome(await post('office', members, { unitId: id, from: '2026-05-01' }))).toEqual([
      409,
      'ALREADY_MEMBER',
    ]);
    expect((await post('office', `${members}/${id}/leave`, { on: '2026-06-30' })).body.validTo).toBe(
      '2026-06-30',
    );
    expect(outcome(await post('office', `${members}/${id}/leave`, { on: '2026-07-31' }))).toEqual([
      409,
      'NOT_A_MEMBER',
    ]);
    expect([
      await has('2026-02-28'),
      await has('2026-03-01'),
      await has('2026-06-30'),
      await has('2026-07-01'),
    ]).toEqual([false, true, true, false]);
    expect((await post('office', members, { unitId: id, from: '2026-07-01' })).status).toBe(201);
    expect(outcome(await post('liaison.health', members, { unitId: id, from: '2026-07-01' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    const foreign = { unitId: cityOffice, from: '2026-07-01' };
    expect(outcome(await post('office', members, foreign))).toEqual([404, 'NOT_FOUND']);
  });
});

it('odd input is never an inner error', async () => {
  const paths = ['regions', 'units', 'people'].flatMap((list) =>
    [
      'cursor=x',
      'cursor=WzEsMl0',
      'limit=0',
      'limit=1e9',
      'q=%25%5C_',
      'q=',
      'q=a&q=b',
      'on=today',
      'kind=x',
      'parent=..',
    ].map((query) => `${list}?${query}`),
  );
  paths.push(
    'units?region=%27',
    'leading-groups/%25',
    'leading-groups/530925?on=9999-99-99',
    'regions/%E5%8F%8C',
    'people/1',
  );
  for (const path of paths) expect([path, (await get('office', path)).status < 500]).toEqual([path, true]);
});

describe('positions', () => {
  interface Row {
    positionId: string;
    unit: string;
    title: string;
    people: string[];
  }
  const rowsOf = async (login: string, query: string): Promise<Row[]> =>
    (await get(login, `positions?${query}`)).body.items;

  it('are found by unit, title and holder, leaders first', async () => {
    const found = await rowsOf('liaison.education', `q=${encodeURIComponent('教育')}`);
    expect(found.map(({ title }) => title)).toEqual(['分管领导', '第二分管领导', '联络员', '审计员']);
    const liaison = found[2]!;
    expect(await rowsOf('office', `q=${encodeURIComponent(liaison.people[0]!)}`)).toContainEqual(liaison);
    expect(await rowsOf('office', `id=${liaison.positionId}`)).toEqual([liaison]);
    const leaders = await rowsOf('office', `region=${COUNTY}&leaders=true`);
    expect(leaders[0]!.title).toBe('组长');
    expect(new Set(leaders.map(({ unit }) => unit)).size).toBe(1);
  });

  it('of one’s own region and below only, page by page', async () => {
    const first = (await get('liaison.education', 'positions?limit=3')).body;
    const second = (await get('liaison.education', `positions?limit=3&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ positionId }: Row) => positionId);
    expect(new Set(ids).size).toBe(6);
    expect((await rowsOf('office', 'region=5309')).length).toBe(0);
    expect(outcome(await get('office', 'positions?id=x'))).toEqual([400, 'INVALID_FIELD']);
  });

  it('and units too are found by their ids', async () => {
    const [unit] = (await get('office', 'units?limit=1')).body.items;
    expect((await get('office', `units?id=${unit.id}`)).body.items).toEqual([unit]);
  });
});
