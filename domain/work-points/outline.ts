import { type Block, endsSentence } from './blocks.js';
import { type Mark, MARK_RANKS, markText } from './marks.js';
import { LABEL } from './roles.js';

/** A heading or a numbered paragraph with the unnumbered ones after it, and what stands below it. */
export interface OutlineNode {
  rank: number;
  mark: Mark | null;
  block: Block;
  paragraphs: Block[];
  children: OutlineNode[];
  notes: string[];
}

export interface Outline {
  /** What stands before the first heading or number. */
  preface: Block[];
  roots: OutlineNode[];
}

const LONGEST_HEADING = 60;

export function outlineOf(blocks: readonly Block[]): Outline {
  const document = {
    numbered: blocks.some(({ mark, cells }) => mark !== null && cells === null),
    usesChinese: blocks.some(({ mark }) => mark?.kind === 'chinese'),
  };
  const preface: Block[] = [];
  const roots: OutlineNode[] = [];
  const path: OutlineNode[] = [];
  blocks.forEach((block, i) => {
    const rank = rankOf(block, blocks[i + 1], path, document);
    if (rank === null) {
      (path.at(-1)?.paragraphs ?? preface).push(block);
      return;
    }
    while ((path.at(-1)?.rank ?? -1) >= rank) path.pop();
    const siblings = path.at(-1)?.children ?? roots;
    const notes = block.mark ? [] : lostMarkNotes(block, siblings, rank);
    const node = { rank, mark: block.mark, block, paragraphs: [], children: [], notes };
    siblings.push(node);
    path.push(node);
  });
  return { preface, roots };
}

/** Null for a paragraph. */
function rankOf(
  block: Block,
  next: Block | undefined,
  path: readonly OutlineNode[],
  { numbered, usesChinese }: { numbered: boolean; usesChinese: boolean },
): number | null {
  if (block.cells) return null;
  if (block.mark) return MARK_RANKS[block.mark.kind];
  if (!numbered && block.bullet) return MARK_RANKS.arabic;
  if (!isBareHeading(block, next, path.at(-1), numbered)) return null;
  const above = path.filter(({ block: { heading } }) => heading > 0 && heading < block.heading).at(-1);
  if (above && path.at(-1) === above) return above.rank + 0.3;
  const below = next?.mark ? MARK_RANKS[next.mark.kind] : MARK_RANKS.arabic;
  return usesChinese && below > MARK_RANKS.chinese ? MARK_RANKS.chinese : below - 0.5;
}

/** A heading that has no number: what follows begins to count anew, or it is short and says no sentence. */
function isBareHeading(
  block: Block,
  next: Block | undefined,
  above: OutlineNode | undefined,
  numbered: boolean,
): boolean {
  const { folded } = block.passage;
  if (next === undefined || folded.length > LONGEST_HEADING || folded.length < 2) return false;
  if (endsSentence(folded) || folded.slice(0, 20).search(LABEL) >= 0 || block.bullet) return false;
  if (block.heading > 0) return true;
  // A level that only begins below what is open says nothing: “具体措施” and then （1）.
  if (next.mark && above?.mark && MARK_RANKS[next.mark.kind] > above.rank) return false;
  if (next.mark) return next.mark.ordinal === 1 || (folded.length <= 30 && !/[,。]/u.test(folded));
  return !numbered && folded.length <= 25 && next.passage.length > 25;
}

/** Among numbered headings one without a number has lost it. */
function lostMarkNotes(block: Block, siblings: readonly OutlineNode[], rank: number): string[] {
  const before = siblings.at(-1)?.mark;
  if (!before || MARK_RANKS[before.kind] !== rank) return [];
  const written = markText(before.kind, before.ordinal + 1);
  return [`上面的小标题“${short(block.passage.text)}”没有序号，按“${written}”读，请核对`];
}

export function short(text: string, length = 16): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** Every node, outermost first, in the order of the text. */
export function* nodesOf(nodes: readonly OutlineNode[]): Generator<OutlineNode> {
  for (const node of nodes) {
    yield node;
    yield* nodesOf(node.children);
  }
}

/** Its own blocks and those of everything below, in the order of the text. */
export function blocksBelow(node: OutlineNode): Block[] {
  return [...node.paragraphs, ...node.children.flatMap((child) => [child.block, ...blocksBelow(child)])];
}
