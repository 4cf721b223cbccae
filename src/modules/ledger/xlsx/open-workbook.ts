import type { Buffer as Bytes, Workbook } from 'exceljs';
import { Refusal } from '../../../../domain/errors/refusal.js';
import { findClassifiedMark } from '../../../../domain/needs/classified.js';
import { unzip, zipStored } from './zip.js';
import { exceljs } from '../../../http/exceljs.js';

const LIMITS = { rows: 20_000, mergedCells: 50_000, lastRow: 1_048_576, lastColumn: 16_384 } as const;

/**
 * Opens an uploaded workbook. Its XML is looked at first: exceljs writes out ranges cell by cell (drop-downs and names for whole
 * columns, merged areas), so a range of a million rows, which clerks do make, would stop the server.
 *
 * @throws Refusal IMPORT_UNREADABLE, IMPORT_TOO_BIG, CLASSIFIED_CONTENT
 */
export async function openWorkbook(file: Buffer): Promise<Workbook> {
  const entries = await unzip(file);
  if (!entries.has('xl/workbook.xml') || entries.has('xl/vbaProject.bin')) throw unreadable();
  for (const [name, content] of entries) {
    if (!/\.(xml|vml|rels)$/i.test(name)) continue;
    const xml = content.toString('utf8');
    if (/<!DOCTYPE/i.test(xml)) throw unreadable();
    refuseMarked(xml);
    if (name === 'xl/workbook.xml') entries.set(name, Buffer.from(without(xml, 'definedNames')));
    else if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) entries.set(name, Buffer.from(harmless(xml)));
  }
  const workbook = new (await exceljs()).Workbook();
  try {
    await workbook.xlsx.load(zipStored(entries) as unknown as Bytes);
  } catch {
    throw unreadable();
  }
  if (workbook.worksheets.length === 0) throw unreadable();
  return workbook;
}

/** Whatever part of the file a secrecy mark stands in, a hidden sheet, a comment or the print header: nothing of it is kept. */
function refuseMarked(xml: string): void {
  if (!xml.includes('密') && !/&#/.test(xml)) return;
  const attributes = [...xml.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
  // Runs of one text belong together (half a mark may be bold); everything else ends a text.
  const text = xml.replace(/<(\/?)(?:\w+:)?(\w+)[^>]*>/g, (_, closing: string, name: string) =>
    closing === '' || RUNS.has(name) ? '' : '\u0000',
  );
  for (const piece of [...attributes, ...text.split('\u0000')]) {
    if (piece === undefined || piece === '') continue;
    const mark = findClassifiedMark(unescaped(piece));
    if (mark !== null) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: '上传的表格' }, '上传的表格');
  }
}

const RUNS = new Set(['r', 't', 'rPr', 'rPh', 'span', 'font', 'b', 'i', 'u']);

function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) =>
      character(parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replace(/_x([0-9A-F]{4})_/gi, (_, digits: string) => character(parseInt(digits, 16)));
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function harmless(xml: string): string {
  if ([...xml.matchAll(/<row[\s>]/g)].length > LIMITS.rows) throw tooBig();
  for (const [, row] of xml.matchAll(/<row\b[^>]*?\sr="(\d+)"/g))
    if (Number(row) > LIMITS.lastRow) throw unreadable();
  for (const [, last] of xml.matchAll(/<col\b[^>]*?\smax="(\d+)"/g))
    if (Number(last) > LIMITS.lastColumn) throw unreadable();
  let merged = 0;
  for (const [, range = ''] of xml.matchAll(/<mergeCell\b[^>]*?\sref="([^"]*)"/g)) merged += areaOf(range);
  if (merged > LIMITS.mergedCells) throw tooBig();
  return without(xml, 'dataValidations');
}

function areaOf(range: string): number {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range);
  if (!match) throw unreadable();
  const [, left = '', top, right = '', bottom] = match;
  return (
    (Math.abs(columnNumber(right) - columnNumber(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1)
  );
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function without(xml: string, element: string): string {
  const start = xml.indexOf(`<${element}`);
  const end = xml.indexOf(`</${element}>`, start);
  return start < 0 || end < 0
    ? xml
    : xml.slice(0, start) + without(xml.slice(end + element.length + 3), element);
}

const unreadable = () => new Refusal('IMPORT_UNREADABLE');
const tooBig = () =>
  new Refusal('IMPORT_TOO_BIG', { reason: '行数或合并的单元格太多，请删去表格以外的内容后再上传' });
