import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import type { NoticePreview } from '../../contracts/http/notice-preview.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const PROVINCE_NOTICE = readFileSync('test/domain/work-points/notices/province-32-points.txt', 'utf8');

let api: TestApi;
let address: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.getUrl();
});
afterAll(() => api.stop());

async function preview(body: object, login = 'office'): Promise<Answer> {
  return api.send('POST', '/api/v1/work-points/preview', { token: await api.token(login), body });
}

async function upload(
  content: Buffer,
  login = 'office',
  regionCode = COUNTY,
): Promise<{ status: number; body: NoticePreview & { code?: string } }> {
  const response = await fetch(`${address}/api/v1/work-points/preview/file?regionCode=${regionCode}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await api.token(login)}`,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(content),
  });
  return { status: response.status, body: (await response.json()) as NoticePreview };
}

const rowsIn = async (): Promise<number> => {
  const [row]: { n: number }[] = await api.dataSource.query(
    `select (select count(*) from process) + (select count(*) from attachment) + (select count(*) from idempotency) as n`,
  );
  return Number(row?.n);
};

describe('a pasted notice', () => {
  test("the province's 32 points for the county: every name with what it means here, nothing stored", async () => {
    const before = await rowsIn();
    const { status, body } = await preview({ regionCode: COUNTY, text: PROVINCE_NOTICE });
    const { points, names, unmatched, opinions, text } = body as NoticePreview;
    expect(status).toBe(200);
    expect([points.length, opinions.length]).toEqual([32, 6]);
    expect(text.slice(points[7]!.span.start, points[7]!.span.end)).toMatch(/^8\. .*军地有关部门配合）$/u);
    const by = new Map(names.map((one) => [one.name, one]));
    expect(by.get('省退役军人厅')).toMatchObject({
      how: 'sameFunction',
      howLabel: '职能相同',
      toConfirm: true,
      units: [{ shortName: '县退役军人事务局', kind: 'member' }],
      candidates: [],
    });
    expect(by.get('省军区政治工作局')).toMatchObject({
      how: 'suggestion',
      toConfirm: true,
      units: [{ shortName: '县人武部' }],
    });
    expect(by.get('省及州市双拥工作领导小组成员单位')).toMatchObject({
      how: 'group',
      group: 'memberUnits',
      groupLabel: '领导小组成员单位',
    });
    // Who sits in the leading group, 人武部 and 武警 included, the garrison not.
    const members = by.get('省及州市双拥工作领导小组成员单位')!.units.map(({ shortName }) => shortName);
    expect(members).toContain('县人武部');
    expect(members).not.toContain('驻军部队');
    expect(by.get('团省委')).toMatchObject({
      how: 'sameFunction',
      units: [{ shortName: '团县委' }],
      points: [28],
    });
    expect(unmatched).toEqual(['省妇联']);
    expect(names.every(({ toConfirm, how }) => toConfirm === (how !== 'exact' && how !== 'shortName'))).toBe(
      true,
    );
    expect(await rowsIn()).toBe(before);
  });

  test("the county's own names are certain", async () => {
    const text =
      '1.召开会议。（县双拥办牵头，县财政局、勐库镇配合）\r\n2.走访慰问。（县退役军人事务局负责）\r\n';
    const { body } = await preview({ regionCode: COUNTY, text });
    const { names, text: read, points } = body as NoticePreview;
    expect(names.map(({ name, how, toConfirm }) => [name, how, toConfirm])).toEqual([
      ['县双拥办', 'shortName', false],
      ['县财政局', 'shortName', false],
      ['勐库镇', 'shortName', false],
      ['县退役军人事务局', 'shortName', false],
    ]);
    expect(points.map(({ span }) => read.slice(span.start, span.start + 2))).toEqual(['1.', '2.']);
  });
});

describe('an uploaded notice', () => {
  const numbering = {
    config: [
      {
        reference: 'levels',
        levels: [
          { level: 0, format: 'chineseCounting' as const, text: '%1、' },
          { level: 1, format: 'decimal' as const, text: '%2.' },
        ],
      },
    ],
  };
  const numberedParagraph = (text: string, level: number) =>
    new Paragraph({
      numbering: { reference: 'levels', level },
      children: text.split('').map((letter) => new TextRun(letter)),
    });

  test('docx: automatic numbers, and a table behind', async () => {
    const children = [
      new Paragraph('2024年双江自治县双拥工作要点'),
      numberedParagraph('宣传教育', 0),
      numberedParagraph('办好双拥专栏。（县委宣传部牵头，县退役军人事务局配合）', 1),
      numberedParagraph('优待抚恤', 0),
      numberedParagraph('落实优待金。（县退役军人事务局牵头，县财政局配合）', 1),
    ];
    const content = await Packer.toBuffer(new Document({ numbering, sections: [{ children }] }));
    const { status, body } = await upload(content);
    expect(status).toBe(200);
    expect(
      body.points.map(({ number, section, title, lead, cooperating }) => [
        number,
        section,
        title,
        lead,
        cooperating,
      ]),
    ).toEqual([
      [1, '宣传教育', '办好双拥专栏', ['县委宣传部'], ['县退役军人事务局']],
      [2, '优待抚恤', '落实优待金', ['县退役军人事务局'], ['县财政局']],
    ]);
    expect(body.text).toContain('二、优待抚恤');
  });

  test('docx: a table of tasks, cells of several paragraphs', async () => {
    const cell = (...lines: string[]) =>
      new TableCell({ children: lines.map((line) => new Paragraph(line)) });
    const rows = [
      new TableRow({
        children: [cell('序号'), cell('工作任务'), cell('牵头单位'), cell('配合单位'), cell('完成时限')],
      }),
      new TableRow({
        children: [
          cell('1'),
          cell('更新宣传牌'),
          cell('县委宣传部'),
          cell('县住建局', '县交通运输局'),
          cell('6月底前'),
        ],
      }),
      new TableRow({
        children: [cell('2'), cell('办理优待证'), cell('县退役军人事务局'), cell(''), cell('长期')],
      }),
    ];
    const content = await Packer.toBuffer(
      new Document({ sections: [{ children: [new Paragraph('任务分解表'), new Table({ rows })] }] }),
    );
    const { body } = await upload(content);
    expect(
      body.points.map(({ title, lead, cooperating, dates }) => [
        title,
        lead,
        cooperating,
        dates.map(({ kind }) => kind),
      ]),
    ).toEqual([
      ['更新宣传牌', ['县委宣传部'], ['县住建局', '县交通运输局'], ['monthEnd']],
      ['办理优待证', ['县退役军人事务局'], [], ['standing']],
    ]);
  });

  test('text in GB 18030', async () => {
    // “1.慰问（县民政局负责）” in GB 18030.
    const bytes = Buffer.from('312ecebfcecaa3a8cfd8c3f1d5febed6b8bad4f0a3a9', 'hex');
    const { status, body } = await upload(bytes);
    expect([status, body.points[0]?.lead]).toEqual([200, ['县民政局']]);
  });
});

describe('refused, with nothing of it kept', () => {
  test.each<[string, object, number, string]>([
    ['an empty text', { regionCode: COUNTY, text: ' \n ' }, 400, 'NOTICE_EMPTY'],
    ['a text too long', { regionCode: COUNTY, text: '长'.repeat(200_001) }, 413, 'NOTICE_TOO_LONG'],
    [
      'a secrecy mark',
      { regionCode: COUNTY, text: '机密★5年\n1.演练。（县人武部负责）' },
      400,
      'CLASSIFIED_CONTENT',
    ],
    ['no text', { regionCode: COUNTY }, 400, 'INVALID_FIELD'],
    ["another region's office", { regionCode: '530921', text: '1.走访。' }, 403, 'FORBIDDEN'],
  ])('%s', async (_, body, status, code) => {
    const answer = await preview(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('units, leaders and auditors have no use for it', async () => {
    for (const login of ['liaison.education', 'leader1', 'auditor'])
      expect((await preview({ regionCode: COUNTY, text: '1.走访。' }, login)).status).toBe(403);
  });

  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a picture', () => Buffer.from('\x89PNG\r\n\x1a\n...', 'latin1'), 'NOTICE_UNREADABLE'],
    ['a broken archive', () => Buffer.from('PK\x03\x04broken', 'latin1'), 'NOTICE_UNREADABLE'],
    ['bytes', () => Buffer.from([0, 1, 2, 3, 255]), 'NOTICE_UNREADABLE'],
    [
      'a secrecy mark in the properties',
      async () =>
        Packer.toBuffer(
          new Document({ title: '秘密★3年', sections: [{ children: [new Paragraph('1.走访。')] }] }),
        ),
      'CLASSIFIED_CONTENT',
    ],
  ])('%s', async (_, make, code) => {
    const { body } = await upload(await make());
    expect(body.code).toBe(code);
  });
});
