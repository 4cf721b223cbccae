import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { yearOf } from '../../domain/time/zone.js';
import { PDF_READING } from '../../src/modules/attachments/content/read-pdf.js';
import { startApi, type TestApi } from '../http/api.js';
import { at, pdf, pdfText, stream, type PdfParts } from '../support/pdf.js';

const LOGIN = 'liaison.education';
const now = new Date();
const year = yearOf(now);
/** Stands in every refused file: if it is found anywhere afterwards, something of one was kept. */
const TRACE = 'zhen4kong1guan3';

let api: TestApi;
let address: string;
let assignmentId: string;
let stepId: string;

async function upload(content: Buffer, name = '通报.pdf') {
  const response = await fetch(
    `${address}/api/v1/assignments/${assignmentId}/attachments?name=${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.token(LOGIN)}`,
        'content-type': 'application/octet-stream',
        'idempotency-key': randomUUID(),
      },
      body: new Uint8Array(content),
    },
  );
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown> };
}

const NAMED_CODES = (encoding: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2
   /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 8 0 R >>] >>`;
const embeddedFile = [
  stream(Buffer.from(TRACE), '/Type /EmbeddedFile'),
  '<< /Type /Filespec /F (a.txt) /EF << /F 10 0 R >> >>',
];
const widget = (entries: string): PdfParts => ({
  annotations: ['10 0 R'],
  objects: [`<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] ${entries} >>`],
  catalog: '/AcroForm << /Fields [10 0 R] >>',
});
const xmp = (inside: string) =>
  `<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF></x:xmpmeta>`;

/** The product's log: pino writes where it sees that its stream is somebody else's. */
const logged: string[] = [];
const stdout = jest.spyOn(process.stdout, 'write');

beforeAll(async () => {
  stdout.mockImplementation((data) => logged.push(String(data)) > 0);
  api = await startApi({ settings: { LOG_LEVEL: 'trace' } });
  address = await api.app.getUrl();
  const { manager } = api.dataSource;
  for (const one of calendarYears(year - 1, year + 1)) await storeYear(manager, one, now);
  const processId = await manager.transaction(async (tx) => {
    const input = {
      kind: 'dualList',
      businessKey: randomUUID(),
      regionCode: '530925',
      year,
      title: '双清单',
    };
    return (await startProcess(tx, input, null, now))?.id ?? '';
  });
  stepId = (await openStep(manager, { processId, key: 'collect', round: 1, now })).stepId;
  const [row]: { id: string }[] = await manager.query(
    `select a.id from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
     where a.step_id = $1 and ac.login = $2`,
    [stepId, LOGIN],
  );
  assignmentId = row?.id ?? '';
});
afterAll(async () => {
  await api.stop();
  stdout.mockRestore();
});

describe('a PDF that may be kept', () => {
  it.each<[string, PdfParts, boolean]>([
    ['text on every page', { pages: [['开展保密工作培训'], ['保守秘密30年来']] }, true],
    ['a page without text among others', { pages: [['封面'], []] }, false],
    ['letters by the codes of GBK', { font: NAMED_CODES('GBK-EUC-H'), pages: [['\uc3d8\uc3dc']] }, true],
    ['letters by numbers nobody can read', { font: NAMED_CODES('Identity-H') }, false],
  ])('%s', async (_, parts, textChecked) => {
    const { status, body } = await upload(pdf(parts));
    expect(body).toMatchObject({ textChecked, mediaType: 'application/pdf' });
    expect(status).toBe(201);
  });

  it('of 200 full pages takes seconds, not minutes, and the API answers others meanwhile', async () => {
    const line = '关于全县双拥工作情况的通报和下一步工作安排的若干意见建议';
    const pages = Array.from({ length: 200 }, (_, page) =>
      Array.from({ length: 40 }, (_, row) => `${line}${page}.${row}`),
    );
    const started = performance.now();
    const uploading = upload(pdf({ pages }));
    let slowest = 0;
    let uploaded = false;
    void uploading.finally(() => (uploaded = true));
    while (!uploaded) {
      const asked = performance.now();
      await api.send('GET', '/api/health/live');
      slowest = Math.max(slowest, performance.now() - asked);
    }
    expect((await uploading).body).toMatchObject({ textChecked: true });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(slowest).toBeLessThan(1_000);
  });
});

describe('a PDF that is refused', () => {
  const marked: [string, PdfParts][] = [
    ['on a page', { pages: [['各单位：'], ['秘密★5年', TRACE]] }],
    ['by the codes of GBK', { font: NAMED_CODES('GBK-EUC-H'), pages: [['\uc3d8\uc3dc\ua1ef\u35c4']] }],
    ['by the codes of Unicode', { font: NAMED_CODES('UniGB-UCS2-H'), pages: [['机密★10年', TRACE]] }],
    [
      'letter by letter, out of order',
      {
        content: Buffer.from(
          [at(72, 700, '机'), at(72, 600, TRACE), at(84, 700, '密'), at(96, 700, '★')].join(''),
        ),
      },
    ],
    ['in its title', { info: { Title: '绝密★长期', Author: TRACE } }],
    ['in its keywords', { info: { Keywords: '密级：机密' } }],
    ['in a property of its own', { info: { Secrecy: '秘密★' } }],
    [
      'in XMP',
      { xmp: xmp('<rdf:Description><dc:subject><rdf:li>绝密★</rdf:li></dc:subject></rdf:Description>') },
    ],
    ['in an attribute of XMP', { xmp: xmp('<rdf:Description pdf:Keywords="绝密★"/>') }],
    [
      'in a note',
      { annotations: [`<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ${pdfText('秘密★1年')} >>`] },
    ],
    ['in a field', widget(`/FT /Tx /T (a) /V ${pdfText('秘密★3年')}`)],
    ['in the hint of a field', widget(`/FT /Tx /T (a) /TU ${pdfText('秘密★3年')}`)],
    [
      'in a bookmark',
      {
        objects: [
          '<< /Type /Outlines /First 11 0 R /Last 11 0 R >>',
          `<< /Title ${pdfText('秘密★')} /Parent 10 0 R >>`,
        ],
        catalog: '/Outlines 10 0 R',
      },
    ],
    ['after a thousand pages', { pages: [...Array.from({ length: 1_000 }, () => ['正文']), ['密级：秘密']] }],
  ];
  const others: [string, () => Buffer, string][] = [
    [
      'an embedded file',
      () => pdf({ objects: embeddedFile, catalog: '/Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >>' }),
      'ATTACHMENT_ACTIVE',
    ],
    [
      'a file in a note',
      () =>
        pdf({
          objects: embeddedFile,
          annotations: ['<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 11 0 R >>'],
        }),
      'ATTACHMENT_ACTIVE',
    ],
    [
      'a script',
      () => pdf({ catalog: `/OpenAction << /S /JavaScript /JS (${TRACE}) >>` }),
      'ATTACHMENT_ACTIVE',
    ],
    [
      'a dynamic form',
      () =>
        pdf({ objects: [stream(Buffer.from('<xdp/>'))], catalog: '/AcroForm << /Fields [] /XFA 10 0 R >>' }),
      'ATTACHMENT_ACTIVE',
    ],
    [
      'encryption',
      () =>
        pdf({
          objects: [`<< /Filter /Standard /V 1 /R 2 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) /P -4 >>`],
          trailer: '/Encrypt 10 0 R /ID [<00> <00>]',
        }),
      'ATTACHMENT_UNREADABLE',
    ],
    ['a torn file', () => pdf({ pages: [[TRACE]] }).subarray(0, 300), 'ATTACHMENT_UNREADABLE'],
    ['nothing but the first line', () => Buffer.from(`%PDF-1.7\n${TRACE}`), 'ATTACHMENT_UNREADABLE'],
    [
      'more pages than anybody reads',
      () => pdf({ pages: Array.from({ length: 3_001 }, () => ['一']) }),
      'ATTACHMENT_UNREADABLE',
    ],
    [
      'a stream that unpacks without end',
      () => pdf({ content: Buffer.alloc(300_000_000, 0x20) }),
      'ATTACHMENT_UNREADABLE',
    ],
    [
      'pages in a circle',
      () => pdf({ catalog: '/Pages 10 0 R', objects: ['<< /Type /Pages /Kids [10 0 R] /Count 99 >>'] }),
      'ATTACHMENT_UNREADABLE',
    ],
  ];
  it.each<[string, () => Buffer, string]>([
    ...marked.map(([name, parts]): [string, () => Buffer, string] => [
      `a mark ${name}`,
      () => pdf(parts),
      'CLASSIFIED_CONTENT',
    ]),
    ...others,
  ])('%s', async (_, make, code) => {
    const { status, body } = await upload(make());
    expect(body).toMatchObject({ code });
    expect(status).toBe(400);
  });

  it('that keeps its reader busy is given up in time, and the next one is read', async () => {
    const { milliseconds } = PDF_READING;
    PDF_READING.milliseconds = 300;
    try {
      const busy = pdf({ content: Buffer.from(at(72, 700, TRACE).repeat(400_000)) });
      const started = performance.now();
      expect((await upload(busy)).body).toMatchObject({ code: 'ATTACHMENT_UNREADABLE' });
      expect(performance.now() - started).toBeLessThan(3_000);
    } finally {
      PDF_READING.milliseconds = milliseconds;
    }
    expect((await upload(pdf())).body).toMatchObject({ textChecked: true });
  });

  it('leaves no row, no log line, no temporary file and no word in the answer', async () => {
    logged.length = 0;
    const elsewhere = process.env['TMPDIR'];
    const folder = mkdtempSync(join(tmpdir(), 'yushui-refused-'));
    process.env['TMPDIR'] = folder;
    try {
      for (const make of [
        () => pdf({ pages: [['秘密★5年', TRACE]] }),
        () => pdf({ info: { Title: `${TRACE} 机密★10年`, Author: TRACE } }),
        () => pdf({ pages: [[TRACE]] }).subarray(0, 900),
        () =>
          pdf({ objects: embeddedFile, catalog: '/Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >>' }),
      ]) {
        const { status, text } = await upload(make());
        expect(status).toBe(400);
        expect(text).not.toContain(TRACE);
      }
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      if (elsewhere === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = elsewhere;
      rmdirSync(folder);
    }
    expect(logged.join('')).toContain('/attachments');
    expect(logged.join('')).not.toContain(TRACE);
    expect(await rowsWith(TRACE)).toEqual([]);
  });
});

/** Tables with a row that holds a text: as such, as bytes, or as UTF-16. */
async function rowsWith(text: string): Promise<string[]> {
  const tables: { name: string }[] = await api.dataSource.query(
    `select table_name as name from information_schema.tables where table_schema = current_schema() and table_name <> 'migration'`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const found: string[] = [];
  const wanted = [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text, 'utf16le').swap16().toString('hex'),
  ];
  for (const { name } of tables) {
    const [row]: { n: number }[] = await api.dataSource.query(
      `select count(*)::int as n from ${name} t where t::text like any($1)`,
      [wanted.map((one) => `%${one}%`)],
    );
    if (row?.n) found.push(name);
  }
  return found;
}
