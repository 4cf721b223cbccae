import { type Assignment, type AssignmentContext, unique } from './assignment.js';
import type { Block } from './blocks.js';
import { dateNotes, datesIn } from './dates.js';
import type { Draft } from './drafts.js';
import { headlineOf } from './headline.js';
import type { Mark } from './marks.js';
import type { Span, WorkPoint } from './notice.js';
import type { Passage } from './passage.js';
import { quantitiesIn } from './quantities.js';
import type { TablePoint } from './tables.js';
import { assignedIn, combined, hasUnits, saidIn } from './unit-places.js';

/** A point that has not been counted yet; `mark` is the document's own numbering. */
export interface UnnumberedPoint extends Omit<WorkPoint, 'number'> {
  mark: Mark | null;
}

const LONGEST_NAME = 60;

export function pointOfDraft(
  { headings, mark, blocks, notes }: Draft,
  context: AssignmentContext,
): UnnumberedPoint {
  const [first, ...others] = blocks as [Block, ...Block[]];
  const bodies = [mark && first.mark ? first.body : first.passage, ...others.map(({ passage }) => passage)];
  const read = readUnits(bodies, context);
  const inherited = read.found.length > 0 ? null : inheritedFrom(headings, context);
  const units = combined([...read.found, ...(inherited ?? []), ...read.times]);
  const rest = read.rests.map((one) => one.trim());
  const { title, rest: body } = headlineOf(
    rest[0] as Passage,
    rest.slice(1).some(({ length }) => length > 0),
  );
  return assembled({
    mark,
    section: headings.map((block) => headingText(block, context)).join(' / '),
    title: title === '' ? (rest.find(({ length }) => length > 0)?.text.slice(0, LONGEST_NAME) ?? '') : title,
    texts: textsOf([body, ...rest.slice(1)], rest),
    units,
    notes: [...notes, ...(inherited ? ['单位取自上面的小标题，请核对'] : [])],
    whole: blocks.map(({ passage }) => passage),
  });
}

/** Where everything is title, it is text too. */
function textsOf(texts: readonly Passage[], whole: readonly Passage[]): Passage[] {
  const filled = texts.filter(({ length }) => length > 0);
  return filled.length > 0 ? filled : whole.filter(({ length }) => length > 0).slice(0, 1);
}

interface Units {
  found: Assignment[];
  times: Assignment[];
  rests: Passage[];
}

/** Brackets and labels; only where there are none, sentences. */
function readUnits(bodies: readonly Passage[], context: AssignmentContext): Units {
  const read = bodies.map((body) => assignedIn(body, context));
  const all = read.flatMap(({ assignments }) => assignments);
  const rests = read.map(({ rest }) => rest);
  const times = all.filter((one) => !hasUnits(one));
  if (all.some(hasUnits)) return { found: all.filter(hasUnits), times, rests };
  const said = rests.map((rest) => saidIn(rest, context));
  return {
    found: said.flatMap(({ assignments }) => assignments).filter(hasUnits),
    times,
    rests: said.map(({ rest }) => rest),
  };
}

function inheritedFrom(headings: readonly Block[], context: AssignmentContext): Assignment[] | null {
  for (const { body } of [...headings].reverse()) {
    const found = assignedIn(body, context).assignments.filter(hasUnits);
    if (found.length > 0) return found;
  }
  return null;
}

function headingText({ body }: Block, context: AssignmentContext): string {
  const { text } = assignedIn(body, context).rest.trim();
  return text.replace(/[。：:；;]+$/u, '');
}

export function pointOfTable({
  section,
  ordinal,
  title,
  text,
  assignments,
  rows,
  notes,
}: TablePoint): UnnumberedPoint {
  const read = readUnits([title, ...text], {});
  const units = combined([...assignments, ...read.found, ...read.times]);
  const [name = title, ...rest] = read.rests.map((one) => one.trim());
  const headline = headlineOf(name, rest.length > 0);
  return assembled({
    mark: ordinal === null ? null : { kind: 'arabic', ordinal, length: 0 },
    section,
    title: headline.title,
    texts: textsOf([headline.rest, ...rest], [name]),
    units,
    notes,
    whole: rows.map((row) => row.trim()),
  });
}

interface Parts {
  mark: Mark | null;
  section: string;
  title: string;
  texts: readonly Passage[];
  units: Assignment;
  notes: readonly string[];
  /** All of it as it stands in the notice. */
  whole: readonly Passage[];
}

function assembled({ mark, section, title, texts, units, notes, whole }: Parts): UnnumberedPoint {
  const text = texts.map((one) => one.text.trim().replace(/[，,、：:；;]+$/u, '')).join('\n');
  const named = text.startsWith(title) ? text : `${title}。${text}`;
  const dates = datesIn(named, units.times);
  return {
    mark,
    section,
    title: inOnePiece(title, whole.map((one) => one.text).join('')),
    text,
    lead: units.lead,
    cooperating: units.cooperating,
    dates,
    quantities: quantitiesIn([named, ...units.times].join('\n')),
    unsure: unique([...notes, ...units.notes, ...dateNotes(dates, units.times)]),
    span: spanOf(whole),
  };
}

/** A title goes no further than the words stand together: a bracket of units may have been taken out of it. */
function inOnePiece(title: string, whole: string): string {
  const plain = (text: string) => text.replace(/\s+/gu, '');
  if (whole.startsWith(title) || plain(whole).includes(plain(title.replace(/…$/u, '')))) return title;
  return title.split(/[，,、；;]/u)[0] as string;
}

/** From the beginning of the first to the end of the last. A passage of which nothing is left (a bare heading mark) has no place. */
export function spanOf(passages: readonly Passage[]): Span {
  const placed = passages.filter(({ length }) => length > 0);
  return { start: placed[0]?.span.start ?? 0, end: placed.at(-1)?.span.end ?? 0 };
}
