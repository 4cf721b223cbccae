import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import type { LedgerRow } from '../../database/needs/ledger.repository.js';
import { checkFiling, readFiling } from '../../domain/needs/filing.js';
import { ITEM_KINDS, kindLabel, SIDES, type Side } from '../../domain/needs/item-kinds.js';
import { writeLedger } from '../../src/modules/ledger/xlsx/write-ledger.js';
import { read } from './ledger-xlsx.js';

describe('export', () => {
  it('reads back as what was filed, whatever the texts', async () => {
    const text = (max: number) =>
      fc.oneof(
        fc.constantFrom(
          '=1+1',
          "'=1",
          "''+x",
          '@SUM',
          '-3度供暖',
          '+86',
          '_x0041_字',
          '<b>&"',
          '１２３',
          '第1行\n第2行',
          'a\tb',
          '无',
          '-',
          "'-",
          '==',
          '说明：道路',
        ),
        fc.string({ unit: 'binary', maxLength: max }),
        fc.string({ unit: fc.constantFrom(...'道路供水子女入学=+-@\'"<&>_x0041 　\n'), maxLength: max }),
      );
    const item = fc.constantFrom<Side>(...SIDES).chain((side) =>
      fc.record({
        side: fc.constant(side),
        kind: fc.constantFrom(...Object.keys(ITEM_KINDS[side])),
        title: text(80),
        detail: text(300),
      }),
    );
    const items = fc.array(
      item.filter(
        (one) =>
          checkFiling({ nothing: false, items: [{ ...one, title: seen(one.title) }] }, 'military').length ===
          0,
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(items, async (any) => {
        const filed = readFiling({ nothing: false, items: any }, 'military').items;
        const { filing, errors } = await read(
          await exported(filed.map((one) => row(one as Partial<LedgerRow>))),
        );
        expect(errors).toEqual([]);
        const inParts = SIDES.flatMap((side) => filed.filter((one) => one.side === side));
        expect(filing!.items).toEqual(
          inParts.map(({ side, kind, title, detail }) => ({
            side,
            kind,
            title: seen(title),
            detail: seen(detail),
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('has the parts, merged heads, print set-up, remarks and no formula', async () => {
    const late = row({
      number: 1,
      title: '=HYPERLINK("x")',
      year: 2026,
      light: 'red',
      late: true,
      closedAt: new Date('2027-05-01T00:00:00Z'),
      state: 'closed',
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(
      (await exported([
        late,
        row({ side: 'locality', kind: 'environment', title: '河道整治' }),
      ])) as unknown as ExcelJS.Buffer,
    );
    const sheet = workbook.worksheets[0]!;
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:4',
    });
    expect(sheet.getCell('N1').master.address).toBe('A1');
    expect([sheet.getCell('A4').master.address, sheet.getCell('E3').master.address]).toEqual(['A3', 'B3']);
    expect([sheet.getCell('A5').value, sheet.getCell('A7').value]).toEqual([
      '一、部队需求清单',
      '二、地方需求清单',
    ]);
    expect(sheet.getCell('C6').value).toBe(`'=HYPERLINK("x")`);
    expect(sheet.getCell('B6').value).toBe(kindLabel('army', 'combatReadiness'));
    expect(sheet.getCell('N6').value).toBe('2026年结转；逾期办结');
    expect(sheet.getCell('L6').value).toBe('红');
    expect(sheet.getCell('D6').alignment).toMatchObject({ wrapText: true });
    expect(sheet.getCell('D6').border.left?.style).toBe('thin');
    expect(sheet.getColumn(4).width).toBeCloseTo(24, 0);
    sheet.eachRow((line) => line.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  });

  it('writes 50,000 rows without keeping them', async () => {
    let rows = 0;
    let bytes = 0;
    const out = new PassThrough();
    out.on('data', (chunk: Buffer) => (bytes += chunk.length));
    const before = process.memoryUsage().rss;
    let most = 0;
    await writeLedger(out, {
      ...TABLE,
      async *rows(side) {
        for (let i = 0; i < 25_000; i++) {
          rows++;
          if (i % 500 === 0) {
            await new Promise(setImmediate);
            most = Math.max(most, process.memoryUsage().rss - before);
          }
          yield row({ side, number: i, detail: `第${i}项`.repeat(30) });
        }
      },
    });
    if (process.env['LEDGER_TIMES'])
      console.log(`50,000 rows: ${(bytes / 1e6).toFixed(1)} MB, ${(most / 1e6).toFixed(0)} MB more memory`);
    expect([rows, bytes > 1_000_000]).toEqual([50_000, true]);
    expect(most).toBeLessThan(400e6);
  });
});

/** What reading a spreadsheet lets fall: blanks at line ends, characters without width. */
function seen(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[ \t\u00a0\u3000]+$/gm, '')
    .trim();
}

const TABLE = {
  title: '双江自治县2027年军地“双清单”事项统计表',
  filledBy: '双江自治县双拥办',
  date: '2027-06-01',
  year: 2027,
  manyRegions: false,
} as const;

async function exported(rows: LedgerRow[]): Promise<Buffer> {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  await writeLedger(out, {
    ...TABLE,
    async *rows(side) {
      yield* rows.filter((one) => one.side === side);
    },
  });
  return Buffer.concat(chunks);
}

function row(part: Partial<LedgerRow>): LedgerRow {
  return {
    id: '00000000-0000-4000-8000-000000000000',
    campaignId: null,
    regionCode: '530925',
    regionName: '双江自治县',
    year: 2027,
    number: 1,
    side: 'army',
    kind: 'combatReadiness',
    title: '道路硬化',
    detail: '约三公里，雨季泥泞，影响车辆通行',
    state: 'solving',
    light: 'green',
    late: false,
    dueAt: null,
    limitAt: new Date('2027-06-30T15:59:59.999Z'),
    raisedBy: [{ id: '1', name: '双江自治县人民武装部', shortName: '县人武部' }],
    lead: { id: '2', name: '双江自治县交通运输局', shortName: '县交通运输局' },
    cooperating: [{ id: '3', name: '双江自治县财政局', shortName: '县财政局' }],
    claimer: { positionId: '4', title: '副组长（县政府分管领导）', name: '李四' },
    responsible: null,
    measures: '列入年度计划，分段施工',
    result: null,
    filedAt: new Date('2027-02-10T02:00:00Z'),
    filedLate: false,
    closedAt: null,
    ...part,
  };
}
