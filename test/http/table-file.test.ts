import { expect, test } from '@jest/globals';
import { exceljs } from '../../src/http/exceljs.js';
import { tableContent } from '../../src/http/table-file.js';

test('a long table is written whole, and others are served meanwhile', async () => {
  const rows = Array.from({ length: 6_000 }, (_, i) => [String(i + 1), '=1+1']);
  const columns = [['序号', 8] as const, ['内容', 30] as const];
  const { Workbook } = await exceljs();
  const from = performance.now();
  let [last, longest] = [from, 0];
  const served = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const others = setInterval(served);
  const content = await tableContent({ title: '登记表', columns, rows }, 'xlsx');
  served();
  clearInterval(others);
  expect(longest).toBeLessThan((last - from) / 2);
  const workbook = new Workbook();
  await workbook.xlsx.load(content as never);
  const sheet = workbook.getWorksheet('登记表');
  expect(sheet?.rowCount).toBe(6_001);
  expect(sheet?.getRow(1).getCell(2)).toMatchObject({ value: '内容', font: { bold: true } });
  expect(sheet?.getRow(6_001).values).toEqual([undefined, '6000', "'=1+1"]);
});
