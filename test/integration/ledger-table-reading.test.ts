import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { markWorkbook } from '../../src/modules/ledger/xlsx/mark-workbook.js';
import { openWorkbook } from '../../src/modules/ledger/xlsx/open-workbook.js';
import { readTable } from '../../src/modules/ledger/xlsx/read-table.js';
import { writeTemplate } from '../../src/modules/ledger/xlsx/write-template.js';
import { armed, education, HEADER, made, read, rowsOf } from './ledger-xlsx.js';

describe('what Excel makes of a list', () => {
  it('a filled-in template', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(
      (await writeTemplate('army', { unitName: armed.name, year: 2027 })) as unknown as ExcelJS.Buffer,
    );
    const sheet = workbook.worksheets[0]!;
    const validation = sheet.getCell('B4').dataValidation;
    expect(validation.formulae[0]).toContain('备战打仗');
    expect(sheet.getCell('B203').dataValidation.type).toBe('list');
    [['备战打仗', '道路硬化', '三公里'], [], ['后代', '子女入学', '两名']].forEach((values, i) =>
      values.forEach((value, c) => (sheet.getCell(4 + i, 2 + c).value = value)),
    );
    const table = await read(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(table.errors).toEqual([]);
    expect(table.filing!.items).toEqual([
      { side: 'army', kind: 'combatReadiness', title: '道路硬化', detail: '三公里' },
      { side: 'army', kind: 'children', title: '子女入学', detail: '两名' },
    ]);
    expect(table.rows.map(({ row }) => row)).toEqual([4, 6]);
  });

  it('an empty template has nothing to file', async () => {
    const table = await read(await writeTemplate('army', { unitName: '', year: 2027 }));
    expect(table.errors.map(({ code }) => code)).toEqual(['FILING_EMPTY']);
  });

  it('types, blanks, full-width characters, results of formulas, rich text, links', async () => {
    const file = await made((sheet) => {
      sheet.addRow(['某县统计表']);
      sheet.addRow(HEADER);
      sheet.addRow([1, ' 备战 打仗　', '  道路硬化　', new Date('2027-03-01T00:00:00Z')]);
      sheet.addRow([]);
      sheet.addRow([
        2,
        '１．后院',
        { richText: [{ text: '随军' }, { text: '就业', font: { bold: true } }] },
        12.5,
      ]);
      sheet.addRow([
        3,
        { formula: 'B3', result: '“后路”问题' },
        { text: '退役安置', hyperlink: 'https://example.invalid' },
        0.1 + 0.2,
      ]);
      sheet.addRow([4, '其它', 20270301, true]);
      sheet.addRow([5, '部队建设', '营区\n供水', '一\r\n二  \n三']);
      sheet.addRow([]);
      sheet.addRow(['填表人：张三']);
    });
    const table = await read(file);
    expect(table.errors).toEqual([]);
    expect(table.filing!.items.map(({ kind, title, detail }) => [kind, title, detail])).toEqual([
      ['combatReadiness', '道路硬化', '2027年3月1日'],
      ['family', '随军就业', '12.5'],
      ['careerAfterService', '退役安置', '0.3'],
      ['other', '20270301', '是'],
      ['forceBuilding', '营区供水', '一\n二\n三'],
    ]);
  });

  it('columns in another order and under other names; two-line and repeated headers; parts', async () => {
    const file = await made((sheet) => {
      sheet.addRow(['双江县军地“双清单”统计表']);
      sheet.addRow(['序号', '基本情况', null, null]);
      sheet.addRow([null, '具体事项内容（简要）', ' 需求事项\n名称 ', '＊ 类 别']);
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('B2:D2');
      sheet.addRow(['一、部队需求清单']);
      sheet.mergeCells('A4:D4');
      sheet.addRow([1, '三公里', '道路硬化', '备战打仗']);
      sheet.addRow(['二、地方需求清单']);
      sheet.addRow(['序号', '具体内容', '事项名称', '事项类别']);
      sheet.addRow([1, '一处', '河道整治', '环保']);
      sheet.addRow(['说明：部队提出的事项由人武部汇总']);
    });
    const table = await read(file, education);
    expect(table.errors).toEqual([]);
    expect(table.filing!.items).toEqual([
      { side: 'army', kind: 'combatReadiness', title: '道路硬化', detail: '三公里' },
      { side: 'locality', kind: 'environment', title: '河道整治', detail: '一处' },
    ]);
  });

  it('a kind merged over several items, an item merged over several rows', async () => {
    const file = await made((sheet) => {
      rowsOf(
        HEADER,
        [1, '后院', '随军就业', '一'],
        [2, null, '家属医疗', '二'],
        [3, '后代', '子女入学', '小学'],
        [null, null, null, '中学'],
      )(sheet, null!);
      sheet.mergeCells('B2:B3');
      sheet.mergeCells('B4:B5');
      sheet.mergeCells('C4:C5');
      sheet.mergeCells('A6:D6');
      sheet.getCell('A6').value = '注：以上情况已核实';
    });
    const table = await read(file);
    expect(table.errors).toEqual([]);
    expect(table.filing!.items.map(({ kind, title, detail }) => [kind, title, detail])).toEqual([
      ['family', '随军就业', '一'],
      ['family', '家属医疗', '二'],
      ['children', '子女入学', '小学\n中学'],
    ]);
  });

  it('says what deserves a look: hidden rows, doubles, somebody else’s name', async () => {
    const file = await made((sheet) => {
      rowsOf(
        [...HEADER, '提出单位'],
        [1, '后院', '随军就业', '一', '县人武部'],
        [2, '后院', '随军就业', '一', '驻军部队'],
      )(sheet, null!);
      sheet.getRow(2).hidden = true;
    });
    const { warnings, errors, rows } = await read(file);
    expect([errors, rows.length]).toEqual([[], 2]);
    expect(warnings.map(({ row, reason }) => `${row} ${reason.slice(0, 4)}`)).toEqual([
      '2 这一行在',
      '3 提出单位',
      '3 与第 2',
    ]);
  });

  it('does not read hidden sheets, reads every visible one', async () => {
    const file = await made((sheet, workbook) => {
      rowsOf(HEADER, [1, '后院', '随军就业', ''])(sheet, workbook);
      rowsOf(HEADER, [1, '后院', '隐藏的', ''])(workbook.addWorksheet('旧', { state: 'hidden' }), workbook);
      rowsOf(HEADER, [1, '环境保护', '河道整治', ''])(workbook.addWorksheet('地方需求'), workbook);
    });
    expect((await read(file)).filing!.items.map(({ title, side }) => `${side} ${title}`)).toEqual([
      'army 随军就业',
      'locality 河道整治',
    ]);
  });
});

describe('every bad cell is named', () => {
  const bad = () =>
    made((sheet) => {
      rowsOf(
        ['某县统计表'],
        HEADER,
        [1, '备战打仗', '道路硬化', '好的'],
        [2, '交通', '路', '长'.repeat(2001)],
        [3, null, null, '有内容没名称'],
        [4, { formula: 'A1' }, { formula: 'A1', result: { error: '#REF!' } }, ''],
        [5, '环境保护', '河道整治', ''],
      )(sheet, null!);
    });

  it('with row, column, field, code and a Chinese reason', async () => {
    const { errors, filing, rows } = await read(await bad());
    expect([filing, rows.length]).toEqual([null, 5]);
    expect(errors.map(({ row, column, field, code }) => `${column}${row} ${field} ${code}`)).toEqual([
      'B4 事项类别 ITEM_KIND_UNKNOWN',
      'C4 事项名称 TEXT_LENGTH',
      'D4 具体内容 TEXT_LENGTH',
      'B5 事项类别 FORM_REQUIRED',
      'C5 事项名称 FORM_REQUIRED',
      'B6 事项类别 IMPORT_FORMULA',
      'C6 事项名称 IMPORT_FORMULA',
      'B7 事项类别 ITEM_KIND_UNKNOWN',
    ]);
    for (const { reason, sheet } of errors) {
      expect(reason).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
      expect(sheet).toBe('清单');
    }
  });

  it('and the table comes back with these cells red and commented, the others as they were', async () => {
    const workbook = await openWorkbook(await bad());
    const { errors } = readTable(workbook, armed);
    const marked = await openWorkbook(await markWorkbook(workbook, errors));
    const sheet = marked.getWorksheet('清单')!;
    expect(sheet.getCell('B4').fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FFFF9999' } });
    expect(JSON.stringify(sheet.getCell('B4').note)).toContain('没有这个事项类别');
    expect(sheet.getCell('C3').fill).toBeUndefined();
    expect([sheet.getCell('A1').value, sheet.getCell('C4').value]).toEqual(['某县统计表', '路']);
  });

  it('a missing column, too many items', async () => {
    const missing = await read(await made(rowsOf(['序号', '事项名称', '具体内容'], [1, '道路硬化', ''])));
    expect(missing.errors.map(({ row, code }) => `${row} ${code}`)).toEqual(['1 IMPORT_MISSING_COLUMN']);
    const many = await read(
      await made(rowsOf(HEADER, ...Array.from({ length: 201 }, (_, i) => [i, '后院', `第${i}项事`, '']))),
    );
    expect(many.errors.map(({ code }) => code)).toEqual(['FILING_TOO_MANY']);
  });
});
