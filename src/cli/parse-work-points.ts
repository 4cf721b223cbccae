import { readFileSync } from 'node:fs';
import { Refusal } from '../../domain/errors/refusal.js';
import { findClassifiedMark } from '../../domain/needs/classified.js';
import type { ParsedNotice } from '../../domain/work-points/notice.js';
import { parseNotice } from '../../domain/work-points/parse-notice.js';
import { noticeText } from '../modules/work-points/read-notice.js';
import { paperTable } from './paper-table.js';

/**
 * `npm run -s parse:work-points -- FILE [--json]`: the points of a notice (txt, md, docx; `-` for standard input) with their units, from
 * the file alone, no database. Spans are UTF-16 offsets in the file's text, of a docx in what `docxText` makes of it.
 * Exit: 0 read, 1 nothing found, 2 not readable.
 */
const WIDTHS = [4, 30, 22, 26, 16, 34] as const;

function inWords({ points, opinions }: ParsedNotice): string {
  const head = `共 ${points.length} 条要点${opinions.length > 0 ? `，${opinions.length} 条贯彻意见` : ''}\n`;
  const listed = opinions.map(({ number, title }) => `  意见${number}  ${title}\n`).join('');
  const rows = points.map(({ number, title, lead, cooperating, dates, unsure }) => [
    String(number),
    title,
    lead.join('、'),
    cooperating.join('、'),
    dates.map(({ text }) => text).join('、'),
    unsure.join('；'),
  ]);
  const table = paperTable(['序号', '要点', '牵头单位', '配合单位', '时间', '请核对'], rows, WIDTHS);
  return `${head}${listed}${points.length > 0 ? `${table}\n` : ''}`;
}

function fail(chinese: string, english: string): void {
  process.stderr.write(`${chinese}\n${english}\n`);
  process.exitCode = 2;
}

async function read(file: string): Promise<string | null> {
  let content: Buffer;
  try {
    content = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    fail(`打不开这个文件：${file}（${code}）`, `Cannot open ${file} (${code})`);
    return null;
  }
  try {
    return await noticeText(content);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fail(error.message, `Cannot read ${file}: give a docx, or text in UTF-8 or GB 18030`);
    return null;
  }
}

const args = process.argv.slice(2);
const json = args.includes('--json');
const files = args.filter((arg) => arg !== '--json');
const [file] = files;
if (file === undefined || files.length > 1 || (file.startsWith('--') && file !== '-')) {
  fail(
    '用法：npm run -s parse:work-points -- 通知.docx [--json]（txt、md、docx；- 表示标准输入）',
    'Usage: npm run -s parse:work-points -- FILE [--json] (txt, md, docx; - for standard input)',
  );
} else {
  const text = await read(file);
  const mark = text === null ? null : findClassifiedMark(text);
  if (mark !== null) {
    fail(
      `文中含有涉密标志（${mark}），本系统只处理非涉密工作`,
      `The text carries a secrecy mark (${mark}) and is not read`,
    );
  } else if (text !== null) {
    const notice = parseNotice(text);
    process.stdout.write(json ? `${JSON.stringify(notice)}\n` : inWords(notice));
    if (notice.points.length + notice.opinions.length === 0) {
      process.stderr.write('没有找到编号的要点，也没有写明牵头、配合单位的段落\nNo points were found\n');
      process.exitCode = 1;
    }
  }
}
