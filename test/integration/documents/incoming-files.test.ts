import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { MOST_ATTACHMENTS } from '../../../database/attachments/attach.js';
import { Configuration } from '../../../src/config/configuration.js';
import { PRODUCTION_DATA_SOURCE } from '../../../src/workspace/database.service.js';
import { OTHER_COUNTY } from '../../e2e/product.js';
import { countQueries } from '../../support/count-queries.js';
import { pdf } from '../../support/pdf.js';
import { startDocumentsWorld, YEAR, type DocumentsWorld } from './documents-world.js';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const PDF = pdf();

let world: DocumentsWorld;
beforeAll(async () => {
  world = await startDocumentsWorld();
});
afterAll(() => world.stop());

async function registered(title: string, login = 'office'): Promise<string> {
  const { body, status, text } = await world.change('POST', login, 'documents/incoming', {
    issuer: '省双拥办',
    number: '无',
    title,
    receivedOn: `${YEAR}-01-05`,
  });
  expect([status, text]).toEqual([200, expect.anything()]);
  return body.id;
}

const add = (id: string, name: string, content: Buffer, login = 'office') =>
  world.upload('POST', login, `documents/incoming/${id}/files?name=${encodeURIComponent(name)}`, content);
const remove = (id: string, reason = '扫错了', login = 'office') =>
  world.change('POST', login, `documents/incoming/files/${id}/removal`, { reason });
const kept = async (): Promise<{ files: number; blobs: number }> => {
  const [row]: { files: number; blobs: number }[] = await world.dataSource.query(
    `select (select count(*)::int from incoming_file) as files, (select count(*)::int from blob) as blobs`,
  );
  return row!;
};

describe('what came in carries its files', () => {
  it('several, listed in its row and by itself, downloaded as they came', async () => {
    const id = await registered('关于走访的通知');
    const answer = await add(id, '扫描件.pdf', PDF);
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({
        name: '扫描件.pdf',
        mediaType: 'application/pdf',
        size: PDF.length,
        sha256: createHash('sha256').update(PDF).digest('hex'),
        textChecked: true,
        removedAt: null,
        uploadedBy: (await world.login('office')).person.name,
      }),
    ]);
    expect((await add(id, '第二页.png', PNG)).body.textChecked).toBe(false);
    const list = await world.get('leader1', `documents/incoming?q=${encodeURIComponent('走访')}`);
    const one = await world.get('auditor', `documents/incoming/${id}`);
    expect(list.body.items).toEqual([one.body]);
    expect(one.body.files.map(({ name }: { name: string }) => name)).toEqual(['扫描件.pdf', '第二页.png']);
    const { content, headers } = await world.bytes('leader1', `documents/incoming/files/${answer.body.id}`);
    expect(content.equals(PDF)).toBe(true);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('扫描件.pdf'));
  });

  it('with the checks of every attachment: what is refused leaves nothing', async () => {
    const id = await registered('要检查的');
    const before = await kept();
    const codes: unknown[] = [];
    for (const [name, content] of [
      ['机密★10年.pdf', PDF],
      ['说明.txt', Buffer.from('机密★10年')],
      ['说明.pdf', Buffer.from('正文')],
      ['来文.ofd', Buffer.from('PK\x03\x04', 'latin1')],
      ['空.txt', Buffer.alloc(0)],
      ['大.txt', Buffer.alloc(new Configuration().ATTACHMENT_MAX_BYTES + 1, 0x20)],
    ] as const) {
      const { status, body } = await add(id, name, content);
      codes.push([status, body.code]);
    }
    expect(codes).toEqual([
      [400, 'CLASSIFIED_CONTENT'],
      [400, 'CLASSIFIED_CONTENT'],
      [400, 'ATTACHMENT_NAME'],
      [400, 'ATTACHMENT_UNREADABLE'],
      [400, 'INVALID_FIELD'],
      [413, 'BODY_TOO_LARGE'],
    ]);
    expect(await kept()).toEqual(before);
    expect((await world.get('office', `documents/incoming/${id}`)).body.files).toEqual([]);
  });

  it('a row that cannot be written leaves no content behind', async () => {
    const id = await registered('写不下去的');
    const before = await kept();
    const { ownerUrl, schema } = world.database;
    const owner = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${schema}` });
    await owner.connect();
    try {
      await owner.query(`alter table incoming_file add constraint fails check (name <> '写不下.txt')`);
      expect((await add(id, '写不下.txt', Buffer.from(randomUUID()))).status).toBeGreaterThanOrEqual(400);
      expect(await kept()).toEqual(before);
    } finally {
      await owner.query(`alter table incoming_file drop constraint fails`);
      await owner.end();
    }
  });

  it('for those who see the register; only the office whose register it is adds and removes', async () => {
    const id = await registered('谁能看');
    const file = (await add(id, '扫描件.png', PNG)).body.id;
    const seen = async (login: string) => [
      (await world.get(login, `documents/incoming/${id}`)).status,
      (await world.bytes(login, `documents/incoming/files/${file}`)).status,
      (await add(id, '别的.png', PNG, login)).status,
      (await remove(file, '不该我删', login)).status,
    ];
    expect(await seen('leader1')).toEqual([200, 200, 403, 403]);
    expect(await seen('city.office')).toEqual([200, 200, 403, 403]);
    expect(await seen('auditor')).toEqual([200, 200, 403, 403]);
    expect(await seen(`${OTHER_COUNTY}.office`)).toEqual([404, 404, 404, 404]);
    expect(await seen('liaison.health')).toEqual([403, 403, 403, 403]);
    const mayChange = async (login: string) =>
      (await world.get(login, `documents/incoming/${id}`)).body.mayChangeFiles;
    expect([await mayChange('office'), await mayChange('city.office')]).toEqual([true, false]);
  });

  it('one sent twice under one key is there once; of many at once no more than the limit', async () => {
    const id = await registered('很多文件');
    const url = `/api/v1/documents/incoming/${id}/files?name=${encodeURIComponent('同一个.txt')}`;
    const headers = { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() };
    const token = await world.token('office');
    for (let i = 0; i < 2; i++)
      expect((await world.send('POST', url, { token, headers, body: '正文' })).status).toBe(201);
    const answers = await Promise.all(
      Array.from({ length: MOST_ATTACHMENTS + 2 }, (_, i) => add(id, `${i}.txt`, Buffer.from(`第${i}页`))),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('ATTACHMENT_TOO_MANY'));
    expect(refused[0]!.body.detail).toBe('一份收文最多附 20 个文件。');
    const { body } = await world.get('office', `documents/incoming/${id}`);
    expect(body.files).toHaveLength(MOST_ATTACHMENTS);
  });
});

describe('a file that should not be there', () => {
  it('is removed with a reason that stays; nobody gets it any more, and the count does not count it', async () => {
    const id = await registered('扫错的');
    const file = (await add(id, '扫错.png', PNG)).body.id;
    await add(id, '扫对.pdf', PDF);
    expect((await remove(file, '  ')).body.code).toBe('INVALID_FIELD');
    const marked = (await remove(file, '绝密★长期')).body;
    expect([marked.code, marked.field]).toEqual(['CLASSIFIED_CONTENT', 'reason']);
    expect((await remove(file)).status).toBe(200);
    expect((await remove(file)).body.code).toBe('INCOMING_FILE_REMOVED');
    const again = await world.get('office', `documents/incoming/files/${file}`);
    expect([again.status, again.body.detail]).toEqual([409, '这个文件已移除，不再提供：扫错了']);
    const { body } = await world.get('auditor', `documents/incoming/${id}`);
    expect(body.files).toMatchObject([
      { name: '扫错.png', removedReason: '扫错了', removedBy: (await world.login('office')).person.name },
      { name: '扫对.pdf', removedAt: null },
    ]);
    const table = await world.bytes('auditor', `documents/export?register=incoming&year=${YEAR}`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(table.content as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const headings = sheet.getRow(1).values as string[];
    const row = sheet
      .getRows(2, sheet.rowCount)!
      .find(({ values }) => (values as unknown[]).includes('扫错的'))!;
    expect(String(row.getCell(headings.indexOf('文件数')).value)).toBe('1');
  });

  it.each(['incoming_file', 'incoming_file_removal'])('%s is only added to', async (table) => {
    await expect(world.dataSource.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
  });
});

it('a page of the register asks as much with files as without, and so does one line', async () => {
  const source = world.app.get<DataSource>(PRODUCTION_DATA_SOURCE);
  // The product looks at its tables by itself now and then: the least of a few is what was asked for this.
  const least = async (work: () => Promise<unknown>) => {
    const counts = [];
    for (let i = 0; i < 5; i++) counts.push(await countQueries(source, work));
    return Math.min(...counts);
  };
  const asked = (path: string) => least(() => world.get('office', path));
  const id = await registered('数一数');
  const pages = async () => [await asked('documents/incoming'), await asked(`documents/incoming/${id}`)];
  expect(await pages()).toEqual([2, 2]);
  const file = (await add(id, '一.png', PNG)).body.id;
  await add(id, '二.png', PNG);
  expect([...(await pages()), await asked(`documents/incoming/files/${file}`)]).toEqual([2, 2, 2]);
  expect(await least(() => add(id, '三.png', PNG))).toBeLessThanOrEqual(14);
  expect(await countQueries(source, () => remove(file))).toBeLessThanOrEqual(8);
});
