import { unescaped } from '../attachments/office-text.js';
import { DocxNumbering, type ListPlace } from './docx-numbering.js';
import { CELL_BREAK } from './lines.js';
import { attribute, elementsOf, firstOf } from './xml.js';

/** The parts of a Word document a reader needs; the others may be missing. */
export interface DocxParts {
  document: string;
  numbering?: string | undefined;
  styles?: string | undefined;
}

/**
 * A Word document as plain text: a line a paragraph, with the numbers Word would print; a table's row as “| cell | cell |”, merged cells
 * empty. Headers, footers, notes, deleted text and pictures are left out.
 */
export function docxText({ document, numbering = '', styles = '' }: DocxParts): string {
  return new DocxReader(new DocxNumbering(numbering), listsOfStyles(styles)).read(document);
}

const TAG = /<(\/?)([\w:.-]+)([^<>]*)>|([^<]+)/gu;
/** What repeats something that was read already, or is not to be read. */
const SKIPPED = new Set([
  'mc:Fallback',
  'w:del',
  'w:moveFrom',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:instrText',
]);

interface Row {
  cells: string[][];
  merged: boolean;
  span: number;
}

class DocxReader {
  private readonly lines: string[] = [];
  private readonly rows: Row[] = [];
  private text = '';
  private place: Partial<ListPlace> = {};
  private style: string | null = null;
  private skipping = '';
  private depth = 0;
  private inText = false;

  constructor(
    private readonly numbering: DocxNumbering,
    private readonly lists: ReadonlyMap<string, ListPlace>,
  ) {}

  read(xml: string): string {
    for (const [, closing, name = '', head = '', text] of xml.matchAll(TAG)) {
      if (text !== undefined) {
        if (this.inText && this.skipping === '') this.text += unescaped(text);
      } else if (closing === '/') this.close(name);
      else {
        this.open(name, ` ${head.trim()}`);
        if (head.endsWith('/')) this.close(name);
      }
    }
    return `${this.lines.join('\n')}\n`;
  }

  private open(name: string, head: string): void {
    if (this.skipping !== '') {
      if (name === this.skipping) this.depth += 1;
      return;
    }
    if (SKIPPED.has(name)) {
      this.skipping = name;
      this.depth = 1;
      return;
    }
    const value = attribute(head, 'w:val');
    const row = this.rows.at(-1);
    if (name === 'w:t') this.inText = true;
    else if (name === 'w:tab' || name === 'w:ptab') this.text += ' ';
    else if (name === 'w:br' || name === 'w:cr') this.text += row ? CELL_BREAK : '\n';
    else if (name === 'w:noBreakHyphen') this.text += '-';
    else if (name === 'w:pStyle') this.style = value;
    else if (name === 'w:ilvl') this.place.level = Number(value);
    else if (name === 'w:numId' && value !== null) this.place.list = value;
    else if (name === 'w:p') this.begin();
    else if (name === 'w:tr') this.rows.push({ cells: [], merged: false, span: 1 });
    else if (row && name === 'w:tc')
      Object.assign(row, { merged: false, span: 1, cells: [...row.cells, []] });
    else if (row && name === 'w:vMerge') row.merged = value !== 'restart';
    else if (row && name === 'w:gridSpan') row.span = Number(value ?? 1);
  }

  private begin(): void {
    this.text = '';
    this.place = {};
    this.style = null;
  }

  private close(name: string): void {
    if (this.skipping !== '') {
      if (name === this.skipping && (this.depth -= 1) === 0) this.skipping = '';
      return;
    }
    const row = this.rows.at(-1);
    if (name === 'w:t') this.inText = false;
    else if (name === 'w:p') this.endParagraph(row);
    else if (row && name === 'w:tc') {
      if (row.merged) row.cells[row.cells.length - 1] = [];
      for (let i = 1; i < Math.min(row.span, 50); i += 1) row.cells.push([]);
    } else if (row && name === 'w:tr') this.endRow(row);
  }

  private endParagraph(row: Row | undefined): void {
    const styled = this.style === null ? undefined : this.lists.get(this.style);
    const list = this.place.list ?? styled?.list;
    const level = this.place.level ?? styled?.level ?? 0;
    const label =
      list === undefined || list === '0' || this.text.trim() === ''
        ? ''
        : this.numbering.next({ list, level });
    const line = label + this.text;
    this.text = '';
    if (!row) this.lines.push(line);
    else if (line.trim() !== '') row.cells.at(-1)?.push(line.trim().replaceAll('|', '/'));
  }

  private endRow(row: Row): void {
    this.rows.pop();
    const outer = this.rows.at(-1);
    const cells = row.cells.map((paragraphs) => paragraphs.join(CELL_BREAK));
    // A table inside a cell: its words are the cell's.
    if (outer) outer.cells.at(-1)?.push(...cells.filter((cell) => cell !== ''));
    else this.lines.push(`| ${cells.join(' | ')} |`);
  }
}

/** Styles that number their paragraphs, those they are based on included. */
function listsOfStyles(xml: string): Map<string, ListPlace> {
  const own = new Map<string, { list: string | null; level: string | null; base: string | null }>();
  for (const { head, inner } of elementsOf(xml, 'w:style'))
    own.set(attribute(head, 'w:styleId') ?? '', {
      list: firstOf(inner, 'w:numId'),
      level: firstOf(inner, 'w:ilvl'),
      base: firstOf(inner, 'w:basedOn'),
    });
  const lists = new Map<string, ListPlace>();
  for (const [id] of own) {
    let list: string | null = null;
    let level: string | null = null;
    let at: string | null = id;
    for (let steps = 0; at !== null && steps < 10; steps += 1) {
      const style = own.get(at);
      list ??= style?.list ?? null;
      level ??= style?.level ?? null;
      at = style?.base ?? null;
    }
    if (list !== null) lists.set(id, { list, level: Number(level ?? 0) });
  }
  return lists;
}
