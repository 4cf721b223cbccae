import type { AssignmentContext, Assignment } from './assignment.js';
import { readAssignment } from './assignment.js';
import type { Block } from './blocks.js';
import { isRule } from './cells.js';
import { readMark } from './marks.js';
import { numeralValue } from './numerals.js';
import { type Passage } from './passage.js';
import { labelKind, type LabelKind } from './roles.js';
import { isUnitLike, splitNames } from './unit-names.js';

type Column = 'number' | 'section' | 'title' | 'text' | LabelKind | 'remark';

/** A point as a table's rows say it; continued rows are in it. */
export interface TablePoint {
  section: string;
  ordinal: number | null;
  title: Passage;
  text: Passage[];
  assignments: Assignment[];
  rows: Passage[];
  notes: string[];
}

const HEADS: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:序号|编号|项次|序|号)$/u],
  ['remark', /^(?:备注|说明|进展情况|完成情况|工作进展|落实情况|考核分值|分值)$/u],
  ['text', /(?:内容|措施|举措|要求|目标|标准|做法|说明)/u],
  ['section', /^(?:类别|分类|重点领域|板块|工作类别|任务类别|领域|大类|工作领域|一级指标)$/u],
  ['title', /(?:任务|事项|要点|重点工作|项目|名称|工作)/u],
];

function columnOf(cell: Passage): Column | null {
  const head = cell.folded.replace(/\s+/gu, '').replace(/\([^()]*\)$/u, '');
  if (head === '' || head.length > 14) return null;
  const label = labelKind(head);
  if (label) return label;
  return HEADS.find(([, pattern]) => pattern.test(head))?.[0] ?? null;
}

/** The columns, when the row is a table's head: it knows who or what, and says no sentence. */
function headOf(cells: readonly Passage[]): (Column | null)[] | null {
  const columns = cells.map(columnOf);
  const known = columns.filter((column) => column !== null);
  const names = (...wanted: Column[]) => wanted.some((column) => known.includes(column));
  if (known.length < 2 || known.length * 2 < cells.filter(({ length }) => length > 0).length) return null;
  return names('title', 'text') &&
    (names('lead', 'responsible', 'cooperating', 'time', 'person') || names('number'))
    ? columns
    : null;
}

/** Rows and, between them, the lines that name a section. Null when no table in it is one of tasks. */
export function pointsOfTables(blocks: readonly Block[], context: AssignmentContext): TablePoint[] | null {
  const points: TablePoint[] = [];
  let columns: (Column | null)[] | null = null;
  let section = '';
  let seen = false;
  const guesses = new Set<number>();
  for (const block of blocks) {
    if (block.cells === null) {
      if (seen && block.mark && block.mark.kind !== 'arabic' && block.body.length <= 40)
        section = block.body.text;
      continue;
    }
    if (isRule(block.cells)) continue;
    const head = headOf(block.cells);
    if (head) {
      columns = head;
      seen = true;
      continue;
    }
    if (columns === null && !guesses.has(block.cells.length)) {
      guesses.add(block.cells.length);
      columns = guessed(block.cells, blocks);
    }
    if (columns === null) continue;
    seen = true;
    const filled = block.cells.filter(({ length }) => length > 0);
    if (filled.length === 0) continue;
    if (filled.length === 1 && block.cells.length > 2 && isSectionRow(filled[0] as Passage)) {
      section = withoutMark(filled[0] as Passage).text;
      continue;
    }
    section = readRow(block, columns, section, points, context);
  }
  return points.length > 0 ? points : null;
}

function isSectionRow({ folded }: Passage): boolean {
  return folded.length <= 60 && !/。/u.test(folded);
}

function withoutMark(cell: Passage): Passage {
  const mark = readMark(cell.folded);
  return mark ? cell.slice(mark.length) : cell;
}

function readRow(
  { cells, passage }: Block,
  columns: readonly (Column | null)[],
  current: string,
  points: TablePoint[],
  context: AssignmentContext,
): string {
  const of = (column: Column): Passage[] =>
    (cells ?? []).filter((cell, i) => columns[i] === column && cell.length > 0);
  const titles = columns.includes('title') ? of('title') : [];
  const sections = of('section');
  const section = sections[0] ? withoutMark(sections[0]).text.replace(/\s+/gu, '') : current;
  const number = of('number')[0];
  const text = of('text');
  const assignments = (['lead', 'responsible', 'cooperating', 'person', 'time'] as const).flatMap((label) =>
    of(label).map((cell) => readAssignment(listed(cell.text), { ...context, label })),
  );
  const last = points.at(-1);
  // An empty number or title is one cell with the row above.
  const numbered = columns.includes('number');
  const continued =
    last !== undefined &&
    (numbered ? number === undefined && titles.length === 0 : titles.length === 0 && text.length === 0);
  if (continued && last !== undefined) {
    for (const one of text) last.text.push(one);
    for (const one of assignments) last.assignments.push(one);
    last.rows.push(passage);
    if (assignments.some(({ lead }) => lead.length > 0))
      last.notes.push('这一条在表中占几行，各行的单位已合在一起，请核对');
    return section;
  }
  const wording = titles.length > 0 ? titles : text;
  const title = wording[0];
  if (title === undefined) return section;
  points.push({
    section,
    ordinal: number ? ordinalOf(number) : (readMark(title.folded)?.ordinal ?? null),
    title: withoutMark(title),
    text: [...wording.slice(1), ...(titles.length > 0 ? text : [])],
    assignments,
    rows: [passage],
    notes: [],
  });
  return section;
}

function ordinalOf(cell: Passage): number | null {
  return readMark(cell.folded)?.ordinal ?? numeralValue(cell.folded.replace(/[\s().、]/gu, ''));
}

/** In a cell lines and blanks part names, if every one of them is a unit's. */
function listed(text: string): string {
  const parts = text.split(/\s+/u).filter((part) => part !== '');
  return parts.length > 1 &&
    parts.every((part) => isUnitLike(part.replace(/[、,，;；]$/u, '')) && part.length > 2)
    ? parts.join('、').replace(/[、,，;；]+/gu, '、')
    : text;
}

const MOST_COLUMNS = 30;

/** A table without a head: a number, the longest column, then who leads and who helps. */
function guessed(cells: readonly Passage[], blocks: readonly Block[]): (Column | null)[] | null {
  const rows = blocks.flatMap((block) => (block.cells?.length === cells.length ? [block.cells] : []));
  if (rows.length < 2 || cells.length < 3 || cells.length > MOST_COLUMNS) return null;
  const share = (i: number, fits: (cell: Passage) => boolean) =>
    rows.filter((row) => fits(row[i] as Passage)).length / rows.length;
  const units = (cell: Passage) => {
    const { names } = splitNames(cell.text.replace(/\s+/gu, ''));
    return names.length > 0 && names.every(isUnitLike);
  };
  const unitColumns = cells.map((_, i) => i).filter((i) => share(i, units) >= 0.5);
  const lengths = cells.map((_, i) => rows.reduce((sum, row) => sum + (row[i] as Passage).length, 0));
  const longest = lengths.indexOf(Math.max(...lengths));
  if (unitColumns.length === 0 || unitColumns.includes(longest)) return null;
  return cells.map((_, i) => {
    if (i === longest) return 'text';
    if (share(i, (cell) => ordinalOf(cell) !== null) >= 0.5) return 'number';
    if (i === unitColumns[0]) return unitColumns.length > 1 ? 'lead' : 'responsible';
    return unitColumns.includes(i) ? 'cooperating' : null;
  });
}
