import type { Workbook } from 'exceljs';
import { FILING_LIMITS } from '../../../../domain/needs/filing.js';
import { ITEM_KINDS, kindLabels, LIST_LABELS, type Side } from '../../../../domain/needs/item-kinds.js';
import {
  bodyStyle,
  BORDER,
  LEFT_NOTE,
  PAGE_NUMBERS,
  printSetup,
  TEMPLATE_COLUMNS,
  writeHead,
} from './table-layout.js';
import { exceljs } from '../../../http/exceljs.js';

/** One printed page. */
const LINES = 18;

/** An empty table for one unit's list: drop-downs for the kinds, as many lines ready as most need, room for as many as may be filed. */
export async function writeTemplate(
  side: Side,
  { unitName, year }: { unitName: string; year: number },
): Promise<Buffer> {
  const workbook = new (await exceljs()).Workbook();
  const sheet = workbook.addWorksheet(LIST_LABELS[side], {
    pageSetup: printSetup('3:3'),
    headerFooter: { oddFooter: PAGE_NUMBERS },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  TEMPLATE_COLUMNS.forEach(({ width }, i) => (sheet.getColumn(i + 1).width = width));
  const first = writeHead(sheet, TEMPLATE_COLUMNS, {
    title: `军地“双清单”事项统计表（${LIST_LABELS[side]}）`,
    left: `填报单位：${unitName}`,
    right: `${year}年度\u3000填报日期：\u3000\u3000年\u3000月\u3000日`,
  });
  const labels = kindLabels(side);
  for (let i = 0; i < FILING_LIMITS.items; i++) {
    const row = sheet.getRow(first + i);
    const drawn = i < LINES;
    TEMPLATE_COLUMNS.forEach((column, c) => {
      const style = bodyStyle(column, 11);
      // Text, so that “2027-03-01” stays what was typed and “=” starts no formula.
      row.getCell(c + 1).style = { ...style, numFmt: '@', ...(drawn ? { border: BORDER } : { border: {} }) };
    });
    if (drawn) {
      row.getCell(1).value = i + 1;
      row.height = 30;
    }
    row.getCell(2).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${labels.join(',')}"`],
      showErrorMessage: true,
      errorTitle: '事项类别',
      error: `请从下拉列表中选择：${labels.join('、')}`,
    };
  }
  writeNotes(workbook, side);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** On a sheet of their own: below the table somebody would fill over them. */
function writeNotes(workbook: Workbook, side: Side): void {
  const sheet = workbook.addWorksheet('填表说明');
  sheet.getColumn(1).width = 100;
  const { items, titleMin, titleMax, detailMax } = FILING_LIMITS;
  const notes = [
    '填表说明',
    `1. 每行一件事项，最多 ${items} 件；空行不影响。没有需求的，不用填表，直接在系统里作零报告。`,
    `2. 事项类别从下拉列表选择：${Object.values(ITEM_KINDS[side]).join('、')}。`,
    `3. 事项名称 ${titleMin} 至 ${titleMax} 个字，一件一事；具体内容不超过 ${detailMax} 个字，写清地点、数量、希望怎样解决。`,
    '4. 表头文字不要改，列的前后顺序可以调整。',
    '5. 本表只用于非涉密事项。带密级标志的内容系统不接收，也不保存。',
  ];
  notes.forEach((note, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = note;
    cell.style = { ...LEFT_NOTE, alignment: { wrapText: true, vertical: 'middle' } };
  });
}
