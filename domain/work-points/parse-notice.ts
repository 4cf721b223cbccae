import { type AssignmentContext, saysFirstLeads } from './assignment.js';
import { type Block, blocksOf } from './blocks.js';
import { type Draft, draftsOf } from './drafts.js';
import { headlineOf } from './headline.js';
import { linesOf } from './lines.js';
import type { Opinion, ParsedNotice } from './notice.js';
import { numbered } from './numbering.js';
import { blocksBelow, outlineOf } from './outline.js';
import { type Part, partsOf } from './parts.js';
import { pointOfDraft, pointOfTable, spanOf, type UnnumberedPoint } from './points.js';
import { pointsOfTables } from './tables.js';
import { assignedIn, hasUnits, saidIn } from './unit-places.js';

/**
 * The numbered points of a notice with the units that lead and cooperate (工作要点, chuxiong-yunnan-2020, fengdu-2020), and the opinions
 * of a notice that forwards them. Any text is taken and nothing is thrown; what could not be read for certain stands in `unsure`.
 * Offsets are UTF-16 and of the text as it was handed in.
 */
export function parseNotice(text: string): ParsedNotice {
  const blocks = blocksOf(linesOf(text));
  const context = { firstLeads: blocks.some(({ passage }) => saysFirstLeads(passage.folded)) };
  const parts = partsOf(blocks);
  const { bodies, covering } = divided(parts, context);
  const points = chosen(bodies.map((part) => pointsOf(part, context)));
  return { points: numbered(withMissingUnits(points)), opinions: covering.flatMap(opinionsOf) };
}

function holdsPoints({ blocks }: Part, context: AssignmentContext): boolean {
  return blocks.some(
    (block) => block.mark !== null || block.cells !== null || reallyNamesUnits(block, context),
  );
}

/** What holds the points, and the notices before it whose numbers are opinions. */
function divided(parts: readonly Part[], context: AssignmentContext): { bodies: Part[]; covering: Part[] } {
  const titled = parts.findIndex((part) => part.kind === 'points' && holdsPoints(part, context));
  if (titled >= 0) {
    const bodies = parts.slice(titled).filter(({ kind }) => kind !== 'notice');
    return { bodies, covering: parts.slice(0, titled).filter(({ kind }) => kind === 'notice') };
  }
  const forwarding = parts.filter((part) => part.kind === 'notice' && isForwarding(part));
  const others = parts.filter((part) => !forwarding.includes(part));
  // What is forwarded may have lost its title: then the points are what comes after.
  return { bodies: others, covering: forwarding };
}

function isForwarding({ title, blocks }: Part): boolean {
  return (
    /转发/u.test(title) &&
    blocks.some(({ mark, passage }) => mark === null && /意见|要求|如下/u.test(passage.folded))
  );
}

interface PartPoints {
  points: UnnumberedPoint[];
  table: boolean;
}

function pointsOf(part: Part, context: AssignmentContext): PartPoints {
  const table = pointsOfTables(part.blocks, context);
  const written = part.blocks.filter(({ cells }) => cells === null);
  const known = new Map<Block, boolean>();
  const namesUnits = (block: Block): boolean => {
    const answer = known.get(block) ?? reallyNamesUnits(block, context);
    known.set(block, answer);
    return answer;
  };
  const drafts: Draft[] = draftsOf(outlineOf(written), namesUnits);
  const prose = drafts.map((draft) => pointOfDraft(draft, context));
  if (table === null) return { points: prose, table: false };
  const fromTable = table.map(pointOfTable);
  return prose.filter(hasUnits).length >= fromTable.filter(hasUnits).length && prose.length > 1
    ? { points: withNote(prose, '文中的表格与正文重复，没有另列'), table: false }
    : { points: fromTable, table: true };
}

function reallyNamesUnits({ body }: Block, context: AssignmentContext): boolean {
  const { assignments, rest } = assignedIn(body, context);
  return assignments.some(hasUnits) || saidIn(rest, context).assignments.some(hasUnits);
}

/** The same work may stand in the text and again in a table behind it: the one that names units is taken. */
function chosen(parts: readonly PartPoints[]): UnnumberedPoint[] {
  const full = parts.filter(({ points }) => points.length > 0);
  const prose = full.filter(({ table }) => !table).flatMap(({ points }) => points);
  const table = full.filter((part) => part.table).flatMap(({ points }) => points);
  if (prose.length === 0 || table.length === 0) return [...prose, ...table];
  return prose.some(hasUnits)
    ? withNote(prose, '文后的表格没有另列，请核对是否与正文重复')
    : withNote(table, '要点取自写明单位的表格，正文没有另列');
}

function withNote(points: UnnumberedPoint[], note: string): UnnumberedPoint[] {
  points[0]?.unsure.push(note);
  return points;
}

function withMissingUnits(points: UnnumberedPoint[]): UnnumberedPoint[] {
  if (!points.some(hasUnits)) return points;
  for (const { lead, cooperating, unsure } of points) {
    if (lead.length > 0) continue;
    unsure.push(cooperating.length > 0 ? '没有写明牵头单位' : '没有写明牵头、配合单位');
  }
  return points;
}

function opinionsOf({ blocks }: Part): Opinion[] {
  const { roots } = outlineOf(blocks.filter(({ cells }) => cells === null));
  return roots
    .filter(({ mark }) => mark !== null)
    .map((node, i) => {
      const others = blocksBelow(node);
      const { title, rest } = headlineOf(node.block.body, others.length > 0);
      const texts = [rest, ...others.map(({ passage }) => passage)].filter(({ length }) => length > 0);
      return {
        number: node.mark?.ordinal ?? i + 1,
        title,
        text: (texts.length > 0 ? texts : [node.block.body]).map(({ text }) => text).join('\n'),
        span: spanOf([node.block, ...others].map(({ passage }) => passage)),
      };
    });
}
