import type { Paragraph, Table } from 'docx';
import type { Block } from '../../../../domain/documents/document.js';
import type { Face } from './fonts.js';
import { SIZE } from './measures.js';
import { bodyText, paragraph, run } from './paragraphs.js';
import { table } from './table.js';

/** 结构层次: 一、黑体 · （一）楷体 · 1. and （1）仿宋 (7.3.3). The numbers are part of the text. */
const HEADING: Record<1 | 2 | 3 | 4, Face> = { 1: 'heiti', 2: 'kaiti', 3: 'fangsong', 4: 'fangsong' };

/** The text in its order. `width`: of the text area the tables are to fill. */
export function blocks(list: readonly Block[], width: number): (Paragraph | Table)[] {
  return list.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return bodyText(block.text);
      case 'heading':
        return bodyText(block.text, { face: HEADING[block.level] }, { keepNext: true });
      case 'table':
        return [table(block, width), ...noteOf(block.note)];
    }
  });
}

function noteOf(note: string | undefined): Paragraph[] {
  return note === undefined ? [] : [paragraph([run(`注：${note}`, { size: SIZE.table })])];
}

/** Whether a table asks for a page turned on its side. */
export function isWide(list: readonly Block[]): boolean {
  return list.some((block) => block.type === 'table' && block.columns.length > 8);
}
