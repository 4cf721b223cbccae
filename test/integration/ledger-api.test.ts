import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';
import { plant } from './ledger-world.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = ['序号', '事项类别', '事项名称', '具体内容'];
const year = new Date().getFullYear() + 1;
let api: TestApi;
let stepId: string;
let address: string;

beforeAll(async () => {
  api = await startApi();
  address = await api.app.getUrl();
  // One holder for each position, as in a county: the one with all positions is for other tests.
  await api.dataSource.query(
    `delete from appointment where person_id = (select person_id from account where login = 'everybody')`,
  );
  const now = new Date();
  const process = await api.dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        kind: 'dualList',
        businessKey: `dualList:${COUNTY}:${year}`,
        regionCode: COUNTY,
        year,
        title: '双清单',
      },
      null,
      now,
    ),
  );
  stepId = (await openStep(api.dataSource.manager, { processId: process!.id, key: 'collect', round: 1, now }))
    .stepId;
});
afterAll(() => api.stop());

const assignmentOf = async (unit: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select a.id from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and u.short_name = $2 order by a.round desc limit 1`,
    [stepId, unit],
  );
  return row!.id;
};
const unitId = async (name: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(`select id from unit where short_name = $1`, [
    name,
  ]);
  return row!.id;
};
const sheet = async (...rows: unknown[][]): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook();
  const list = workbook.addWorksheet('清单');
  rows.forEach((row) => list.addRow(row));
  return Buffer.from(await workbook.xlsx.writeBuffer());
};
const get = async (url: string, login: string) => api.send('GET', url, { token: await api.token(login) });
const download = async (url: string, login: string) => {
  const response = await fetch(new URL(url, address), {
    headers: { authorization: `Bearer ${await api.token(login)}` },
  });
  return {
    status: response.status,
    headers: response.headers,
    content: Buffer.from(await response.arrayBuffer()),
  };
};
const upload = async (login: string, assignmentId: string, file: Buffer, type = XLSX) => {
  const response = await fetch(new URL(`/api/v1/ledger/imports?assignmentId=${assignmentId}`, address), {
    method: 'POST',
    headers: { authorization: `Bearer ${await api.token(login)}`, 'content-type': type },
    body: new Uint8Array(file),
  });
  // Tests look at answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: response.status, body: (await response.json()) as any };
};
const accept = async (login: string, importId: string, key: string = randomUUID()) =>
  api.send('POST', `/api/v1/ledger/imports/${importId}/accept`, {
    token: await api.token(login),
    headers: { 'idempotency-key': key },
  });
const count = async (): Promise<number> => {
  const [row]: { n: number }[] = await api.dataSource.query(
    `select count(*)::int as n from need_item where state = 'filed'`,
  );
  return row!.n;
};

describe('importing a filled-in table', () => {
  it('previews without writing, files once, whatever is repeated', async () => {
    const assignment = await assignmentOf('县教育体育局');
    const file = await sheet(HEADER, [1, '环境保护', '河道整治', '一处'], [2, '其他', '军营开放日', '']);
    const before = await count();
    const preview = await upload('liaison.education', assignment, file);
    expect(preview.body).toMatchObject({
      rows: 2,
      errors: [],
      workbook: null,
      alreadyImported: false,
      items: [
        { row: 2, side: 'locality', kind: 'environment', kindLabel: '环境保护' },
        { row: 3, kind: 'other' },
      ],
    });
    expect([preview.status, await count()]).toEqual([200, before]);
    const again = await upload('liaison.education', assignment, file);
    expect(again.body.importId).toBe(preview.body.importId);
    expect((await get(`/api/v1/ledger/imports/${preview.body.importId}`, 'liaison.education')).body).toEqual(
      again.body,
    );

    const { importId } = preview.body;
    const [first, second] = await Promise.all([
      accept('liaison.education', importId),
      accept('liaison.education', importId),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ assignmentId: assignment, state: 'done' });
    expect(await count()).toBe(before + 2);

    const third = await upload('liaison.education', assignment, file);
    expect(third.body).toMatchObject({ importId, alreadyImported: true });
    expect((await accept('liaison.education', importId)).body).toEqual(first.body);
    expect(await count()).toBe(before + 2);
    const other = await upload(
      'liaison.education',
      assignment,
      await sheet(HEADER, [1, '其他', '另一件事', '']),
    );
    expect([other.status, other.body.code]).toEqual([409, 'ASSIGNMENT_NOT_OPEN']);

    const listed = await get(`/api/v1/ledger?region=${COUNTY}&year=${year}&q=河道`, 'office');
    expect(listed.body.items).toMatchObject([
      { title: '河道整治', state: 'filed', raisedBy: [{ shortName: '县教育体育局' }] },
    ]);
  });

  it('names bad cells, gives the table back marked, and does not file it', async () => {
    const assignment = await assignmentOf('县人武部');
    const file = await sheet(HEADER, [1, '交通', '道路硬化', ''], [2, '后代', '学', '']);
    const { body } = await upload('liaison.armed', assignment, file);
    expect(body.errors).toMatchObject([
      { row: 2, column: 'B', field: '事项类别', code: 'ITEM_KIND_UNKNOWN' },
      { row: 3, column: 'C', field: '事项名称', code: 'TEXT_LENGTH' },
    ]);
    const marked = await download(body.workbook, 'liaison.armed');
    expect([marked.status, marked.headers.get('content-type')]).toEqual([200, XLSX]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(marked.content as unknown as ExcelJS.Buffer);
    expect(JSON.stringify(workbook.worksheets[0]!.getCell('C3').note)).toContain('应为 2 至 80 个字');
    const refused = await accept('liaison.armed', body.importId);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      400,
      'IMPORT_HAS_ERRORS',
      '表中有 2 处错误，没有导入任何内容。',
    ]);
    // A new upload takes the place of the one that was never accepted.
    const mended = await upload(
      'liaison.armed',
      assignment,
      await sheet(HEADER, [1, '后代', '子女入学', '']),
    );
    expect((await accept('liaison.armed', body.importId)).body.code).toBe('IMPORT_EXPIRED');
    expect((await accept('liaison.armed', mended.body.importId)).status).toBe(200);
  });

  it('keeps nothing of a file with a secrecy mark', async () => {
    const assignment = await assignmentOf('驻军部队');
    const { status, body } = await upload(
      'liaison.garrison',
      assignment,
      await sheet(HEADER, [1, '后代', '子女入学', '秘密★5年']),
    );
    expect([status, body.code]).toEqual([400, 'CLASSIFIED_CONTENT']);
    expect(
      await api.dataSource.query(`select 1 from ledger_import where assignment_id = $1`, [assignment]),
    ).toEqual([]);
  });

  it('is for the unit itself, for its list, for a workbook of reasonable size', async () => {
    const assignment = await assignmentOf('县财政局');
    const file = await sheet(HEADER, [1, '其他', '一件事情', '']);
    const codes = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
      const { status, body } = await answer;
      return `${status} ${body.code}`;
    };
    expect(await codes(upload('liaison.civil', assignment, file))).toBe('404 NOT_FOUND');
    expect(await codes(upload('office', assignment, file))).toBe('403 FORBIDDEN');
    expect(await codes(upload('liaison.finance', randomUUID(), file))).toBe('404 NOT_FOUND');
    expect(await codes(upload('liaison.finance', assignment, Buffer.alloc(6 * 1024 * 1024)))).toBe(
      '413 BODY_TOO_LARGE',
    );
    expect(await codes(upload('liaison.finance', assignment, Buffer.from('{}'), 'application/json'))).toBe(
      '400 IMPORT_UNREADABLE',
    );
    expect(await codes(upload('liaison.finance', assignment, Buffer.from('x'), 'text/csv'))).toMatch(
      /^4\d\d UNSUPPORTED_MEDIA$/,
    );
    const mine = await upload('liaison.finance', assignment, file);
    expect((await accept('liaison.civil', mine.body.importId)).status).toBe(404);
    expect((await get(`/api/v1/ledger/imports/${mine.body.importId}`, 'liaison.civil')).status).toBe(404);
    // The leader may look at what his liaison prepared; handing in is the liaison's.
    expect((await get(`/api/v1/ledger/imports/${mine.body.importId}`, 'leader.finance')).status).toBe(200);
    expect((await accept('leader.finance', mine.body.importId)).body.code).toBe('NOT_YOURS');
    expect((await accept('liaison.finance', mine.body.importId)).status).toBe(200);
  });
});

describe('reading', () => {
  it('each sees what is his', async () => {
    const armed = await unitId('县人武部');
    const id = await plant(api.dataSource, {
      year,
      number: 77,
      title: '专属事项',
      raisedBy: [armed],
      state: 'solving',
    });
    const found = async (login: string) => (await get(`/api/v1/ledger?q=专属事项`, login)).body.items?.length;
    expect(
      await Promise.all(
        [
          'office',
          'auditor',
          'leader1',
          'city.office',
          'liaison.armed',
          'liaison.garrison',
          'liaison.civil',
        ].map(found),
      ),
    ).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect((await get('/api/v1/ledger', 'admin')).status).toBe(403);
    expect((await get(`/api/v1/ledger/items/${id}`, 'liaison.armed')).body).toMatchObject({
      title: '专属事项',
      origins: [{ unit: { id: armed } }],
    });
    expect((await get(`/api/v1/ledger/items/${id}`, 'liaison.garrison')).status).toBe(404);
  });

  it('pages by cursor, refuses a made-up one and a day that is none', async () => {
    const first = await get(`/api/v1/ledger?region=${COUNTY}&year=${year}&limit=2`, 'office');
    expect([first.body.items.length, typeof first.body.nextCursor]).toEqual([2, 'string']);
    const next = await get(
      `/api/v1/ledger?region=${COUNTY}&year=${year}&limit=2&cursor=${first.body.nextCursor}`,
      'office',
    );
    const ids = [...first.body.items, ...next.body.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const codes = await Promise.all(
      [
        'cursor=bm8',
        `cursor=${first.body.nextCursor}&sort=limit`,
        'asOf=2027-02-30',
        'sort=colour',
        'year=12',
        'light=blue',
      ].map(async (query) => (await get(`/api/v1/ledger?${query}`, 'office')).body.code),
    );
    expect(codes).toEqual([
      'INVALID_CURSOR',
      'INVALID_CURSOR',
      'INVALID_DATE',
      'INVALID_FIELD',
      'INVALID_FIELD',
      'INVALID_FIELD',
    ]);
    expect((await get('/api/v1/ledger?overdue=true&below=true', 'city.office')).status).toBe(200);
    expect((await get('/api/v1/ledger?asOf=2020-01-01', 'office')).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('sums up a year; the 未报 list is for those who chase it', async () => {
    const { body } = await get(`/api/v1/ledger/summary?region=${COUNTY}&year=${year}`, 'office');
    expect(body.total).toBe(body.lines.reduce((sum: number, { count }: { count: number }) => sum + count, 0));
    expect(body.bySide.army + body.bySide.locality).toBe(body.total);
    const missing = body.missingUnits.map(({ shortName }: { shortName: string }) => shortName);
    expect(missing).toContain('驻军部队');
    expect(missing).not.toContain('县教育体育局');
    const own = await get(`/api/v1/ledger/summary?region=${COUNTY}&year=${year}`, 'liaison.education');
    expect([own.body.missingUnits, own.body.total]).toEqual([null, 2]);
  });
});

describe('tables', () => {
  it('exports what the query selects', async () => {
    const { status, headers, content } = await download(
      `/api/v1/ledger/export?region=${COUNTY}&year=${year}`,
      'office',
    );
    expect([status, headers.get('content-type')]).toEqual([200, XLSX]);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain(
      `${year}年军地“双清单”事项统计表`,
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
    const texts: string[] = [];
    workbook.worksheets[0]!.eachRow((row) => texts.push(String(row.getCell(3).value)));
    expect(texts).toEqual(expect.arrayContaining(['河道整治', '子女入学', '专属事项']));
    expect((await get('/api/v1/ledger/export', 'admin')).status).toBe(403);
  });

  it('gives each unit the template of its side', async () => {
    const name = async (login: string, query = '') => {
      const { content } = await download(`/api/v1/ledger/template${query}`, login);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
      return workbook.worksheets[0]!.name;
    };
    expect(await name('liaison.armed')).toBe('部队需求清单');
    expect(await name('liaison.education')).toBe('地方需求清单');
    expect(await name('office', '?side=army')).toBe('部队需求清单');
  });
});
