import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { type ImportPreview, XLSX } from '../../../contracts/http/ledger-import.js';
import { WRONG_KIND } from '../items.js';
import type { Story } from '../story.js';

const LIAISON = 'liaison.housing';
/** The template's first line for an item, and its columns. */
const FIRST_ROW = 4;
const COLUMN = { kind: 2, title: 3, detail: 4 };

export type Row = readonly [kind: string, title: string, detail: string];

/** A unit that fills in the table instead: first with a bad cell, then well, then the same file once more. */
export async function importTable(story: Story, rows: readonly Row[]): Promise<void> {
  const template = await story.http.download(LIAISON, '/api/v1/ledger/template');
  const { assignmentId } = await story.task(LIAISON, 'collect');
  const path = `/api/v1/ledger/imports?assignmentId=${assignmentId}`;
  const preview = (file: Buffer): Promise<ImportPreview> => story.http.upload(LIAISON, path, XLSX, file);
  const accept = (importId: string): Promise<unknown> =>
    story.http.post(LIAISON, `/api/v1/ledger/imports/${importId}/accept`);

  const bad = await preview(
    await filled(
      template,
      rows.map((row, i) => (i === 1 ? [WRONG_KIND, row[1], row[2]] : row)),
    ),
  );
  story.say(`县住建局下载统计表，填了 ${rows.length} 件上传。有一格不对，整张表都没有导入：`);
  for (const { row, column, field, reason } of bad.errors)
    story.tell.remark(`第 ${row} 行 ${column} 列“${field}”：${reason}`);
  story.tell.expect('坏单元格逐个指出行、列和原因', bad.errors.length === 1 && bad.errors[0]?.column === 'B');
  writeFileSync(
    join(story.out, '县住建局清单（标出错误）.xlsx'),
    await story.http.download(LIAISON, bad.workbook!),
  );
  story.tell.remark('同时给回一份把错误单元格标红、加了批注的原表。');
  await story.refusal('带错误的表', accept(bad.importId), 'IMPORT_HAS_ERRORS');

  const file = await filled(template, rows);
  const good = await preview(file);
  await accept(good.importId);
  story.say(
    `改正后重新上传，预览无误，报送 ${good.items.length} 件：${good.items.map(({ title }) => `“${title}”`).join('、')}。`,
  );
  const before = (await story.ledger('&state=filed')).length;
  const again = await preview(file);
  await accept(again.importId);
  const after = (await story.ledger('&state=filed')).length;
  story.tell.remark('又误传了一次同一份文件：系统认出已经报送过，台账没有变化。');
  story.tell.expect('同一份文件再传一次什么也不改变', again.alreadyImported && before === after);
}

/** The template with these rows filled in. */
export async function filled(template: Buffer, rows: readonly Row[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(template).buffer);
  const sheet = workbook.worksheets[0]!;
  rows.forEach(([kind, title, detail], i) => {
    const row = sheet.getRow(FIRST_ROW + i);
    row.getCell(COLUMN.kind).value = kind;
    row.getCell(COLUMN.title).value = title;
    row.getCell(COLUMN.detail).value = detail;
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
