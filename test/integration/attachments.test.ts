import { createHash, randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { MOST_ATTACHMENTS } from '../../database/attachments/attach.js';
import { cancelStep } from '../../database/steps/cancel-step.js';
import { openStep } from '../../database/steps/open-step.js';
import { startProcess } from '../../database/processes/start-process.js';
import { yearOf } from '../../domain/time/zone.js';
import { pdf } from '../support/pdf.js';
import { EVERYBODY, startApi, type Answer, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const LIMIT = 512 * 1024;
const now = new Date();
const year = yearOf(now);

let api: TestApi;
let address: string;
let listId: string;
let stepId: string;

const PDF = pdf();
const SCAN = pdf({ content: Buffer.from('q 595 0 0 842 0 0 cm Q') });
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), deflateSync(Buffer.from('x'))]);

async function docx(paragraphs: string[], extra: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', '<Types/>');
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  zip.file(
    'word/document.xml',
    `<?xml version="1.0" encoding="UTF-8"?><w:document><w:body>${body}</w:body></w:document>`,
  );
  for (const [name, content] of Object.entries(extra)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

async function xlsx(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('说明'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const assignmentOf = async (login: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select a.id from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
     where a.step_id = $1 and ac.login = $2`,
    [stepId, login],
  );
  return row?.id ?? '';
};

async function upload(
  login: string,
  assignmentId: string,
  name: string,
  content: Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(
    `${address}/api/v1/assignments/${assignmentId}/attachments?name=${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.token(login)}`,
        'content-type': 'application/octet-stream',
        'idempotency-key': randomUUID(),
        ...headers,
      },
      body: new Uint8Array(content),
    },
  );
  const text = await response.text();
  return { status: response.status, headers: {}, body: JSON.parse(text), text };
}

const get = async (login: string, url: string) =>
  api.send('GET', `/api/v1${url}`, { token: await api.token(login) });
const kept = async (): Promise<number> => {
  const [row]: { n: number }[] = await api.dataSource.query(`select count(*)::int as n from attachment`);
  return row?.n ?? -1;
};

beforeAll(async () => {
  api = await startApi({ settings: { ATTACHMENT_MAX_BYTES: LIMIT } });
  address = await api.app.getUrl();
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  for (const one of calendarYears(year - 1, year + 1)) await storeYear(api.dataSource.manager, one, now);
  const { manager } = api.dataSource;
  listId = await manager.transaction(async (tx) => {
    const input = { kind: 'dualList', businessKey: randomUUID(), regionCode: COUNTY, year, title: '双清单' };
    return (await startProcess(tx, input, null, now))?.id ?? '';
  });
  stepId = (await openStep(manager, { processId: listId, key: 'collect', round: 1, now })).stepId;
});
afterAll(() => api.stop());

describe('a file that may be kept', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string, boolean]>([
    ['情况说明.pdf', () => PDF, 'application/pdf', true],
    ['扫描件.pdf', () => SCAN, 'application/pdf', false],
    ['现场照片.PNG', () => PNG, 'image/png', false],
    ['照片.jpg', () => Buffer.from('\xff\xd8\xff\xe0JFIF', 'latin1'), 'image/jpeg', false],
    ['说明.txt', () => Buffer.from('加强商业秘密保护'), 'text/plain', true],
    ['说明（国标）.txt', () => Buffer.from([0xc7, 0xe9, 0xbf, 0xf6]), 'text/plain', true],
    [
      '报告.docx',
      () => docx(['开展保密工作培训', '保守秘密30年来']),
      expect.stringContaining('wordprocessingml') as unknown as string,
      true,
    ],
    [
      '台账.xlsx',
      () => xlsx((sheet) => sheet.addRow(['事项', '进展'])),
      expect.stringContaining('spreadsheetml') as unknown as string,
      true,
    ],
  ])('%s is, as what it is', async (name, make, mediaType, textChecked) => {
    const content = await make();
    const { status, body } = await upload(
      'liaison.education',
      await assignmentOf('liaison.education'),
      name,
      content,
    );
    expect(status).toBe(201);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(body).toMatchObject({
      name,
      mediaType,
      textChecked,
      size: content.length,
      sha256,
      step: 'collect',
      processId: listId,
    });

    const response = await fetch(`${address}/api/v1/attachments/${body.id}`, {
      headers: { authorization: `Bearer ${await api.token('office')}` },
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
    expect(response.headers.get('content-type')).toEqual(mediaType);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent(name).replace(/[()]/g, escape)}`,
    );

    const [fact]: { body: object; actor: { personId: string } }[] = await api.dataSource.query(
      `select body, actor from audit_entry where process_id = $1 and kind = 'attached' order by seq desc limit 1`,
      [listId],
    );
    expect(fact?.body).toMatchObject({ name, size: content.length, sha256, attachmentId: body.id });
    expect(fact?.actor.personId).toBe(await api.personId('liaison.education'));
  });

  it('is told in the history, and the chain stays whole', async () => {
    const { body } = await get('office', `/processes/${listId}/history?kind=attached`);
    expect(body.items[0].sentence).toMatch(/为“清单报送”上传了附件“.+”（1 KB|\d+ KB）。/);
    expect((await verifyAudit(api.dataSource.manager)).problem).toBeNull();
  });

  it('is kept once, however often the same submission arrives', async () => {
    const assignment = await assignmentOf('liaison.culture');
    const headers = { 'idempotency-key': randomUUID() };
    const before = await kept();
    const answers = [
      await upload('liaison.culture', assignment, 'a.pdf', PDF, headers),
      await upload('liaison.culture', assignment, 'a.pdf', PDF, headers),
    ];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(await kept()).toBe(before + 1);
    expect((await upload('liaison.culture', assignment, 'b.pdf', PDF, headers)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });
});

describe('a file that is refused leaves nothing behind', () => {
  const embedded = async () =>
    docx(['图表'], {
      'word/embeddings/Microsoft_Excel_Sheet.xlsx': await xlsx((s) => s.addRow(['机密★10年'])),
    });
  it.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['a mark in the name', '机密★10年 方案.pdf', () => PDF, 'CLASSIFIED_CONTENT'],
    ['a mark in a text', 'a.txt', () => Buffer.from('密级：机密'), 'CLASSIFIED_CONTENT'],
    ['a mark in UTF-16', 'a.txt', () => Buffer.from('\uFEFF秘密★5年', 'utf16le'), 'CLASSIFIED_CONTENT'],
    ['a mark in a document', 'a.docx', () => docx(['各单位：', '秘密★5年']), 'CLASSIFIED_CONTENT'],
    [
      'a mark in a header',
      'a.docx',
      () =>
        docx(['通知'], {
          'word/header1.xml': '<w:hdr><w:p><w:r><w:t>机</w:t></w:r><w:r><w:t>密★</w:t></w:r></w:p></w:hdr>',
        }),
      'CLASSIFIED_CONTENT',
    ],
    ['a mark in a cell', 'a.xlsx', () => xlsx((sheet) => sheet.addRow(['绝密★长期'])), 'CLASSIFIED_CONTENT'],
    [
      'a mark in a note',
      'a.xlsx',
      () => xlsx((sheet) => void (sheet.getCell('A1').note = '秘密★3年')),
      'CLASSIFIED_CONTENT',
    ],
    [
      'a mark in a hidden sheet',
      'a.xlsx',
      () =>
        xlsx((sheet) => {
          sheet.state = 'veryHidden';
          sheet.addRow(['机密★']);
          sheet.workbook.addWorksheet('甲');
        }),
      'CLASSIFIED_CONTENT',
    ],
    ['a mark in the table of a chart', 'a.docx', embedded, 'CLASSIFIED_CONTENT'],
    ['macros', 'a.docx', () => docx(['x'], { 'word/vbaProject.bin': 'x' }), 'ATTACHMENT_ACTIVE'],
    [
      'an embedded object',
      'a.docx',
      () => docx(['x'], { 'word/embeddings/oleObject1.bin': 'x' }),
      'ATTACHMENT_ACTIVE',
    ],
    [
      'an archive',
      'a.docx',
      async () => new JSZip().file('a.txt', 'x').generateAsync({ type: 'nodebuffer' }),
      'ATTACHMENT_TYPE',
    ],
    ['an executable', 'a.pdf', () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'ATTACHMENT_TYPE'],
    [
      'an old or encrypted office file',
      'a.docx',
      () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'ATTACHMENT_TYPE',
    ],
    ['another type than its name says', 'a.pdf', () => PNG, 'ATTACHMENT_NAME'],
    ['a path for a name', '../a.pdf', () => PDF, 'ATTACHMENT_NAME'],
    ['a torn archive', 'a.docx', async () => (await docx(['x'])).subarray(0, 200), 'ATTACHMENT_UNREADABLE'],
    [
      'an archive that unpacks without end',
      'a.docx',
      () => docx(['x'], { 'word/bomb.xml': Buffer.alloc(80 * 1024 * 1024, 0x20) }),
      'ATTACHMENT_UNREADABLE',
    ],
    [
      'an encoding nobody reads',
      'a.docx',
      () => docx([], { 'word/x.xml': '<?xml version="1.0" encoding="UTF-7"?><t>+ecZbxg-</t>' }),
      'ATTACHMENT_UNREADABLE',
    ],
    ['nothing in it', 'a.pdf', () => Buffer.alloc(0), 'INVALID_FIELD'],
    ['more than the limit', 'a.pdf', () => Buffer.concat([PDF, Buffer.alloc(LIMIT)]), 'BODY_TOO_LARGE'],
  ])('%s', async (_, name, make, code) => {
    const before = await kept();
    const { body } = await upload(
      'liaison.education',
      await assignmentOf('liaison.education'),
      name,
      await make(),
    );
    expect(body.code).toBe(code);
    expect(await kept()).toBe(before);
    const [row]: { n: number }[] = await api.dataSource.query(
      `select count(*)::int as n from idempotency where answer is null`,
    );
    expect(row?.n).toBe(0);
  });
});

describe('whose it is', () => {
  it('only the owner of the open assignment attaches', async () => {
    const assignment = await assignmentOf('liaison.education');
    expect((await upload('office', assignment, 'a.pdf', PDF)).status).toBe(404);
    expect((await upload('liaison.health', assignment, 'a.pdf', PDF)).status).toBe(404);
    expect((await upload('auditor', assignment, 'a.pdf', PDF)).body.code).toBe('READ_ONLY_ROLE');
    expect((await upload('liaison.education', randomUUID(), 'a.pdf', PDF)).status).toBe(404);
  });

  it('what a unit hands in with its list is for itself and the office', async () => {
    const assignment = await assignmentOf('liaison.education');
    const { body } = await get('liaison.education', `/assignments/${assignment}/attachments`);
    expect(body.items.length).toBeGreaterThan(0);
    const [{ id }] = body.items;
    for (const login of ['office', 'auditor', 'leader1', 'city.office', 'liaison.education'])
      expect((await get(login, `/attachments/${id}`)).status).toBe(200);
    for (const login of ['liaison.health', 'liaison.garrison', 'admin'])
      expect((await get(login, `/attachments/${id}`)).status).toBe(404);
    expect((await get('liaison.health', `/processes/${listId}/attachments`)).body.items).toEqual([]);
    expect(
      (await get('office', `/processes/${listId}/attachments`)).body.items.length,
    ).toBeGreaterThanOrEqual(body.items.length);
  });

  it(`an assignment holds ${MOST_ATTACHMENTS} at most, also when they come at once`, async () => {
    const assignment = await assignmentOf('liaison.tax');
    await api.token('liaison.tax'); // one login, not one for each
    const answers = await Promise.all(
      Array.from({ length: MOST_ATTACHMENTS + 3 }, (_, i) =>
        upload('liaison.tax', assignment, `${i}.pdf`, PDF),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(MOST_ATTACHMENTS);
    expect(answers.filter(({ body }) => body.code === 'ATTACHMENT_TOO_MANY')).toHaveLength(3);
  });

  it('nothing is attached to what is over, and nothing can be taken away', async () => {
    const assignment = await assignmentOf('liaison.youth');
    const { body } = await upload('liaison.youth', assignment, 'a.pdf', PDF);
    await cancelStep(api.dataSource.manager, stepId, now);
    expect((await upload('liaison.youth', assignment, 'b.pdf', PDF)).body.code).toBe('ASSIGNMENT_NOT_OPEN');
    const gone = await api.send('DELETE', `/api/v1/attachments/${body.id}`, {
      token: await api.token('office'),
    });
    expect(gone.status).toBe(404);
  });
});
