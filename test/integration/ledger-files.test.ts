import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../domain/errors/refusal.js';
import { unzip, zipStored } from '../../src/modules/ledger/xlsx/zip.js';
import { HEADER, made, read, rowsOf } from './ledger-xlsx.js';

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('files that are not taken', () => {
  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['nothing of a workbook', () => Buffer.from('PK not a zip'), 'IMPORT_UNREADABLE'],
    ['a cut-off file', async () => (await made(rowsOf(HEADER))).subarray(0, 3000), 'IMPORT_UNREADABLE'],
    ['a zip of something else', () => zipStored(new Map([['a.txt', Buffer.from('a')]])), 'IMPORT_UNREADABLE'],
    ['a foreign workbook', () => made(rowsOf(['姓名', '电话'], ['张三', 1])), 'IMPORT_UNREADABLE'],
    ['an empty workbook', () => made(() => undefined), 'IMPORT_UNREADABLE'],
    [
      'a macro',
      async () => withEntry(await made(rowsOf(HEADER)), 'xl/vbaProject.bin', 'x'),
      'IMPORT_UNREADABLE',
    ],
    ['a bomb', async () => bomb(await made(rowsOf(HEADER))), 'IMPORT_TOO_BIG'],
    ['a million merged cells', () => merged('A1:XFD1048576'), 'IMPORT_TOO_BIG'],
    [
      'rows beyond the last one',
      async () => altered(await made(rowsOf(HEADER)), /<row r="1"/, '<row r="99999999"'),
      'IMPORT_UNREADABLE',
    ],
    [
      'columns beyond the last one',
      async () =>
        altered(
          await made(rowsOf(HEADER)),
          /<sheetData>/,
          '<cols><col min="1" max="999999999" width="9"/></cols><sheetData>',
        ),
      'IMPORT_UNREADABLE',
    ],
    [
      'a document type',
      async () =>
        altered(await made(rowsOf(HEADER)), /<worksheet/, '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
      'IMPORT_UNREADABLE',
    ],
    ['a mark in a title', () => made(rowsOf(HEADER, [1, '后院', '秘密★5年 就业', ''])), 'CLASSIFIED_CONTENT'],
    [
      'a mark in a cell nobody reads',
      () => made(rowsOf([...HEADER, '备注'], [1, '后院', '随军就业', '', '机密 ★ 长期'])),
      'CLASSIFIED_CONTENT',
    ],
    [
      'half a mark in bold',
      () =>
        made(
          rowsOf(HEADER, [
            1,
            '后院',
            { richText: [{ text: '机密' }, { text: '★', font: { bold: true } }] },
            '',
          ]),
        ),
      'CLASSIFIED_CONTENT',
    ],
    [
      'a mark on a hidden sheet',
      () =>
        made((sheet, workbook) => {
          rowsOf(HEADER)(sheet, workbook);
          workbook.addWorksheet('旧', { state: 'veryHidden' }).addRow(['绝密★']);
        }),
      'CLASSIFIED_CONTENT',
    ],
    [
      'a mark in a comment',
      () =>
        made((sheet) => {
          sheet.addRow(HEADER);
          sheet.getCell('A1').note = '秘密★3年';
        }),
      'CLASSIFIED_CONTENT',
    ],
    [
      'a mark in the print header',
      () =>
        made((sheet) => {
          sheet.addRow(HEADER);
          sheet.headerFooter.oddHeader = '&R机密★1年';
        }),
      'CLASSIFIED_CONTENT',
    ],
    [
      'a mark as a sheet’s name',
      () =>
        made((_, workbook) => {
          workbook.addWorksheet('秘密★5年').addRow(HEADER);
        }),
      'CLASSIFIED_CONTENT',
    ],
  ])('%s', async (_, file, code) => expect(await refusal(read(await file()))).toBe(code));

  it('neighbouring cells are no mark: 保密 beside 5年', async () => {
    const file = await made(
      rowsOf([...HEADER, '密级', '年限'], [1, '其他', '保守秘密教育', '', '秘密', '5年']),
    );
    expect((await read(file)).errors).toEqual([]);
  });

  it('drop-downs and names for whole columns, which people do make, do not stop it', async () => {
    const file = await made((sheet, workbook) => {
      rowsOf(HEADER, [1, '后院', '随军就业', ''])(sheet, workbook);
    });
    const wide = await altered(
      file,
      /<\/sheetData>/,
      '</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
    );
    const named = await withEntry(wide, 'xl/workbook.xml', (xml) =>
      xml.replace(
        '</sheets>',
        '</sheets><definedNames><definedName name="x">清单!$A$1:$XFD$1048576</definedName></definedNames>',
      ),
    );
    const started = performance.now();
    expect((await read(named)).filing!.items).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('whatever the bytes, the answer is a refusal or a table', async () => {
    const file = await made(rowsOf(HEADER, [1, '后院', '随军就业', '内容']));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const broken = Buffer.from(file);
          for (const [at, byte] of changes) broken[at] = byte;
          expect(await refusal(read(broken))).toMatch(
            /^(none|IMPORT_UNREADABLE|IMPORT_TOO_BIG|CLASSIFIED_CONTENT)$/,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

async function withEntry(
  file: Buffer,
  name: string,
  content: string | ((xml: string) => string),
): Promise<Buffer> {
  const entries = await unzip(file);
  const text = typeof content === 'string' ? content : content(entries.get(name)!.toString());
  return zipStored(entries.set(name, Buffer.from(text)));
}

function altered(file: Buffer, what: RegExp, by: string): Promise<Buffer> {
  return withEntry(file, 'xl/worksheets/sheet1.xml', (xml) => xml.replace(what, by));
}

async function merged(range: string): Promise<Buffer> {
  const file = await made(rowsOf(HEADER));
  return altered(
    file,
    /<\/sheetData>/,
    `</sheetData><mergeCells count="1"><mergeCell ref="${range}"/></mergeCells>`,
  );
}

/** A sheet of 64 MB that says it is small. */
async function bomb(file: Buffer): Promise<Buffer> {
  const { deflateRawSync } = await import('node:zlib');
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  const stored = zipStored(new Map([...(await unzip(file)), ['xl/media/a.xml', packed]]));
  for (let at = stored.indexOf('xl/media/a.xml'); at >= 0; at = stored.indexOf('xl/media/a.xml', at + 1)) {
    const central = stored.readUInt32LE(at - 46) === 0x02014b50;
    stored.writeUInt16LE(8, central ? at - 36 : at - 22);
  }
  return stored;
}
