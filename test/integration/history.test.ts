import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { act } from '../../database/steps/act.js';
import type { Signer } from '../../database/steps/acting.js';
import { openStep } from '../../database/steps/open-step.js';
import { startProcess } from '../../database/processes/start-process.js';
import { sealAudit } from '../../database/audit/audit-seal.js';
import { factLabel } from '../../domain/history/fact-kinds.js';
import { addDays, formatInstant, parseCivilDate, yearOf } from '../../domain/time/zone.js';
import { EVERYBODY, startApi, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const now = new Date();
const year = yearOf(now);

let api: TestApi;
let listId: string;
let cityId: string;
let itemId: string;

const get = async (login: string, url: string) =>
  api.send('GET', `/api/v1${url}`, { token: await api.token(login) });
const history = (login: string, id: string, query = '') => get(login, `/processes/${id}/history${query}`);
const verification = async (login: string, body: object = {}) =>
  api.send('POST', '/api/v1/audit/verifications', { token: await api.token(login), body });

async function signer(login: string): Promise<Signer> {
  const [found]: Signer[] = await api.dataSource.query(
    `select p.id as "personId", p.name as "personName",
       (select json_agg(json_build_object('id', po.id, 'kind', po.kind, 'title', po.title, 'unitId', u.id, 'unitName', u.name,
          'regionCode', u.region_code))
        from appointment ap join position po on po.id = ap.position_id join unit u on u.id = po.unit_id where ap.person_id = p.id) as positions
     from account a join person p on p.id = a.person_id where a.login = $1`,
    [login],
  );
  return found as Signer;
}

async function file(login: string, stepId: string, items: object[]): Promise<void> {
  const who = await signer(login);
  const [assignment]: { id: string }[] = await api.dataSource.query(
    `select id from assignment where step_id = $1 and position_id = any($2::uuid[]) and state = 'open'`,
    [stepId, who.positions.map(({ id }) => id)],
  );
  await api.dataSource.transaction((tx) =>
    act(
      tx,
      who,
      assignment?.id ?? '',
      { action: 'decide', decision: 'filed', form: { nothing: items.length === 0, items } },
      now,
    ),
  );
}

async function launch(regionCode: string): Promise<{ id: string; stepId: string }> {
  const { manager } = api.dataSource;
  const id = await manager.transaction(async (tx) => {
    const input = {
      kind: 'dualList',
      businessKey: randomUUID(),
      regionCode,
      year,
      title: `${regionCode} 双清单`,
    };
    return (await startProcess(tx, input, null, now))?.id ?? '';
  });
  return { id, stepId: (await openStep(manager, { processId: id, key: 'collect', round: 1, now })).stepId };
}

beforeAll(async () => {
  api = await startApi();
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  for (const one of calendarYears(year - 1, year + 1)) await storeYear(api.dataSource.manager, one, now);
  const list = await launch(COUNTY);
  listId = list.id;
  cityId = (await launch('5309')).id;
  await file('liaison.education', list.stepId, [
    { kind: 'environment', title: '营区周边管网改造', detail: '需衔接城镇管网' },
  ]);
  await file('liaison.health', list.stepId, []);
  await file('liaison.garrison', list.stepId, []);
  // An item raised by the education bureau, in which it has no assignment yet.
  const [origin]: { item_id: string }[] = await api.dataSource.query(
    `select item_id from need_item_origin limit 1`,
  );
  itemId = origin?.item_id ?? '';
  await api.dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        id: itemId,
        kind: 'needItem',
        businessKey: randomUUID(),
        regionCode: COUNTY,
        year,
        title: '管网',
        parentId: listId,
      },
      null,
      now,
    ),
  );
  await sealAudit(api.dataSource.manager, now);
});
afterAll(() => api.stop());

describe('who sees what happened', () => {
  it.each([
    ['office', true, false],
    ['leader1', true, false],
    ['auditor', true, false],
    ['city.office', true, true],
    ['province.office', true, true],
    ['liaison.education', true, false],
    ['liaison.garrison', true, false],
    ['admin', false, false],
  ])('%s: the county’s %s, the city’s %s', async (login, county, city) => {
    expect((await history(login, listId)).status).toBe(county ? 200 : 404);
    expect((await history(login, cityId)).status).toBe(city ? 200 : 404);
  });

  it('a unit sees the item it raised; another one does not', async () => {
    expect((await history('liaison.education', itemId)).status).toBe(200);
    expect((await history('liaison.health', itemId)).status).toBe(404);
    expect((await history('liaison.garrison', itemId)).status).toBe(404);
  });

  it('nor of what they handed in: the material of a step is its reader’s own and what the office may show him', async () => {
    const handedIn = async (login: string, query = '') =>
      (await get(login, `/processes/${listId}/decisions${query}`)).body;
    const { items } = await handedIn('office');
    expect(items.map(({ unit }: { unit: string }) => unit).sort()).toEqual(
      ['县卫健局', '县教育体育局', '驻军部队'].sort(),
    );
    const own = await handedIn('liaison.education');
    expect(own.items).toHaveLength(1);
    expect(own.items[0]).toMatchObject({
      step: 'collect',
      unit: '县教育体育局',
      actingFor: null,
      decisionLabel: '报送',
      form: { $ref: '#/components/schemas/FilingBody' },
      submitted: { items: [{ title: '营区周边管网改造' }] },
    });
    expect((await get('liaison.education', `/processes/${cityId}/decisions`)).status).toBe(404);
    const first = await handedIn('office', '?limit=2');
    const second = await handedIn('office', `?limit=2&cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect((await handedIn('office', '?step=compile')).items).toEqual([]);
  });

  it('of the lists of other units a unit sees nothing, the office everything', async () => {
    const filings = async (login: string) =>
      (await history(login, listId, '?kind=decided')).body.items.map(
        ({ actor }: { actor: { unitName: string } }) => actor.unitName,
      );
    expect(await filings('office')).toHaveLength(3);
    expect(await filings('liaison.garrison')).toEqual([
      (await signer('liaison.garrison')).positions[0]?.unitName,
    ]);
    const text = (await history('liaison.garrison', listId)).text;
    expect(text).not.toContain('营区周边管网改造');
    expect(
      (await history('liaison.garrison', listId)).body.items.map(({ kind }: { kind: string }) => kind),
    ).toContain('launched');
  });

  it('an id that is nobody’s, and one that is none, are the same', async () => {
    expect((await history('office', randomUUID())).body.code).toBe('NOT_FOUND');
    expect((await history('office', 'none')).body.code).toBe('NOT_FOUND');
  });
});

describe('what it says', () => {
  it('time, who as of then, and a sentence; newest first', async () => {
    const { body } = await history('office', listId);
    const [latest] = body.items;
    const garrison = await signer('liaison.garrison');
    expect(latest).toMatchObject({
      kind: 'decided',
      kindLabel: factLabel('decided'),
      step: 'collect',
      stepLabel: '清单报送',
      round: 1,
      actor: { personName: garrison.personName, unitName: garrison.positions[0]?.unitName, actingFor: null },
      sentence: `${garrison.positions[0]?.unitName}${garrison.positions[0]?.title}${garrison.personName}在“清单报送”作出“报送”。`,
    });
    expect(latest.at).toMatch(/\+08:00$/);
    const seqs = body.items.map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([...seqs].sort((a: number, b: number) => b - a));
  });

  it('keeps the names of the day when people and units are renamed', async () => {
    const before = (await history('office', listId)).body.items[0];
    await api.dataSource.query(`update person set name = '新名' where id = $1`, [before.actor.personId]);
    expect((await history('office', listId)).body.items[0]).toEqual(before);
  });

  it('page by page, and by kind and step', async () => {
    const whole = (await history('office', listId)).body.items;
    const pages: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: unknown[]; nextCursor: string | null } } = await history(
        'office',
        listId,
        `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      pages.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(pages).toEqual(whole);
    const opened = (await history('office', listId, '?kind=stepOpened&step=collect')).body.items;
    expect(opened).toHaveLength(1);
    expect((await history('office', listId, '?step=none')).body.items).toEqual([]);
    expect((await history('office', listId, '?cursor=bm8')).body.code).toBe('INVALID_CURSOR');
  });
});

describe('who, and when', () => {
  it('by what is written of whoever acted, as it was then, and by days', async () => {
    const [{ actor: garrison }] = (await history('office', listId)).body.items;
    const seqs = async (query: string) =>
      (await history('office', listId, query)).body.items.map(({ seq }: { seq: number }) => seq);
    const { unitName } = garrison;
    for (const text of [unitName, garrison.positionTitle, garrison.personName]) {
      const { body } = await history('office', listId, `?kind=decided&who=${encodeURIComponent(text)}`);
      expect(body.items.map(({ actor }: { actor: { unitName: string } }) => actor.unitName)).toContain(
        unitName,
      );
    }
    expect(await seqs('?who=%25')).toEqual([]);
    const today = formatInstant(now).slice(0, 10);
    const whole = await seqs('');
    expect(await seqs(`?from=${today}&to=${today}`)).toEqual(whole);
    expect(await seqs(`?from=${addDays(parseCivilDate(today), 1)}`)).toEqual([]);
    expect(await seqs(`?to=${addDays(parseCivilDate(today), -1)}`)).toEqual([]);
    const refused = await history('office', listId, '?from=2027-02-30');
    expect([refused.status, refused.body.code, refused.body.field]).toEqual([400, 'INVALID_DATE', 'from']);
  });

  it('as a table, oldest first, of what its reader may see', async () => {
    const table = async (login: string, query = '?format=csv') =>
      api.send('GET', `/api/v1/processes/${listId}/history/export${query}`, {
        token: await api.token(login),
      });
    const { status, text, headers } = await table('office');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = text.trim().split('\r\n');
    const told = (await history('office', listId)).body.items;
    expect(lines).toHaveLength(told.length + 1);
    expect(lines[1]).toContain(told.at(-1).sentence);
    expect((await table('liaison.garrison')).text.split('\r\n').length).toBeLessThan(lines.length);
    expect((await table('office', '?kind=decided&format=csv')).text.trim().split('\r\n')).toHaveLength(4);
    expect((await table('admin')).status).toBe(404);
    expect((await table('office', '')).headers['content-type']).toContain('spreadsheetml');
  });
});

describe('verifying over HTTP', () => {
  it('is for auditors, offices and administrators, within their regions', async () => {
    for (const login of ['auditor', 'office', 'admin']) {
      const { status, body } = await verification(login);
      expect([status, body.whole]).toEqual([200, true]);
      expect(body.chains).toBe(2);
      expect((await verification(login, { processId: listId })).body.chains).toBe(1);
      expect((await verification(login, { processId: cityId })).status).toBe(404);
    }
    expect((await verification('city.office')).body.chains).toBe(3);
    for (const login of ['leader1', 'liaison.education', 'liaison.garrison'])
      expect((await verification(login)).status).toBe(403);
  });

  it('names what was altered, in the answer and on the command line', async () => {
    const { ownerUrl, schema, url } = api.database;
    const cli = (...args: string[]) =>
      spawnSync(process.execPath, ['scripts/run.mjs', 'audit-verify', ...args], {
        env: { ...process.env, DATABASE_URL: url, DATABASE_SCHEMA: schema, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
    const whole = cli();
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringMatching(/^记录完好/)]);
    const owner = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${schema}` });
    await owner.connect();
    await owner.query(`alter table audit_entry disable trigger user`);
    await owner.query(`update audit_entry set body = '{}' where process_id = $1 and seq = 2`, [listId]);
    await owner.query(`alter table audit_entry enable trigger user`);
    await owner.end();
    const { body } = await verification('auditor');
    expect(body).toMatchObject({
      whole: false,
      problem: {
        kind: 'altered',
        processId: listId,
        processTitle: `${COUNTY} 双清单`,
        seq: 2,
        sentence: '第 2 条记录被改动',
      },
    });
    const broken = cli();
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('第 2 条记录被改动');
    const json = cli('--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout).problem).toEqual({
      kind: 'altered',
      processId: listId,
      seq: 2,
      through: 2,
    });
  }, 60_000);

  it('the command says so when it could not look', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'audit-verify'], {
      env: { ...process.env, DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none', NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('没有完成核验');
    expect(stderr).not.toContain('secret');
  }, 30_000);
});
