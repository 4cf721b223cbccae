import { type Block, endsSentence } from './blocks.js';
import { MARK_RANKS } from './marks.js';
import { nodesOf, type OutlineNode } from './outline.js';
import { runInTitle } from './headline.js';

/** Whether somewhere in the block units are named. */
export type NamesUnits = (block: Block) => boolean;

/**
 * Which level of the outline the points are. Where units are named: the level that names them, and not a level below it whose
 * measures only now and then have brackets of their own. Where nobody is named: the first level below the sections that says more
 * than a heading.
 */
export function pointRank(roots: readonly OutlineNode[], namesUnits: NamesUnits): number {
  const nodes = [...nodesOf(roots)];
  const ranks = [...new Set(nodes.map(({ rank }) => rank))].sort((a, b) => a - b);
  const named = new Map(ranks.map((rank) => [rank, 0]));
  for (const node of nodes)
    if (namesAny(node, namesUnits)) named.set(node.rank, (named.get(node.rank) ?? 0) + 1);
  const most = Math.max(0, ...named.values());
  if (most === 0) return byWording(nodes, ranks);
  const deepest = ranks.find((rank) => named.get(rank) === most) ?? MARK_RANKS.arabic;
  const shallower = ranks.find((rank) => rank < deepest && isPointLevel(nodes, rank, namesUnits));
  return shallower ?? deepest;
}

/** Units on the heading of a section (一、…（牵头单位：…）) are those of everything below it: the section is no point. */
function namesAny({ rank, block, paragraphs, children }: OutlineNode, namesUnits: NamesUnits): boolean {
  const section =
    rank < MARK_RANKS.chineseParenthesis && children.length > 0 && !/。/u.test(block.body.folded);
  return (!section && namesUnits(block)) || paragraphs.some(namesUnits);
}

/** At least one of the level names units itself, and most name them or have nobody below who does. */
function isPointLevel(nodes: readonly OutlineNode[], rank: number, namesUnits: NamesUnits): boolean {
  const level = nodes.filter((node) => node.rank === rank);
  const own = level.filter((node) => namesAny(node, namesUnits));
  const whole = level.filter((node) => {
    const below = [...nodesOf(node.children)].some((child) => namesAny(child, namesUnits));
    return !below || (rank >= MARK_RANKS.arabic && namesAny(node, namesUnits));
  });
  return own.length > 0 && own.some((node) => whole.includes(node)) && whole.length * 2 > level.length;
}

function byWording(nodes: readonly OutlineNode[], ranks: readonly number[]): number {
  for (const rank of ranks) {
    const level = nodes.filter((node) => node.rank === rank);
    const parents = level.filter(({ children }) => children.length > 0);
    if (parents.length * 2 < level.length) return rank;
    const sections = rank < MARK_RANKS.chineseParenthesis;
    if (!sections && parents.filter(isBare).length * 2 < parents.length) return rank;
  }
  return ranks.at(-1) ?? MARK_RANKS.arabic;
}

function isBare({ block: { body }, paragraphs }: OutlineNode): boolean {
  return (
    paragraphs.length === 0 && !endsSentence(body.folded) && runInTitle(body) === null && body.length <= 40
  );
}
