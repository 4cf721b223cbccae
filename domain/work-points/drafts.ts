import { type Block, startsWithLabel } from './blocks.js';
import { runInTitle } from './headline.js';
import { type Mark, markText } from './marks.js';
import { blocksBelow, nodesOf, type Outline, type OutlineNode, short } from './outline.js';
import { type NamesUnits, pointRank } from './point-level.js';

/** A point before its words are taken apart. */
export interface Draft {
  /** Headings above it, outermost first. */
  headings: Block[];
  mark: Mark | null;
  /** The first one begins with the mark. */
  blocks: Block[];
  notes: string[];
}

/** What no point is: why, on what principles and towards which aim. */
const INTRODUCTION =
  /^(?:总体要求|指导思想|总体思路|总体目标|工作目标|主要目标|目标任务|基本原则|工作原则|工作思路|活动主题|活动目的|目的意义|重要意义|背景)(?:和|及|与|$|[\p{P}\s])/u;
/** How the work is to be carried by the organisation: people disagree whether these are points. */
const REQUIREMENTS =
  /^(?:(?:强化|完善|加强)?(?:组织领导|保障措施|工作要求|组织保障|工作保障|有关要求|几点要求|相关要求|组织实施))/u;

/** The last sentence of a notice is no part of its last point. */
const CLOSING = /^(?:请|各[^，。]{0,14}(?:要|请|应)|以上|上述|特此|附)/u;

export function draftsOf(outline: Outline, namesUnits: NamesUnits): Draft[] {
  const { preface, roots } = outline;
  if (roots.length === 0) return fromParagraphs(preface, [], namesUnits);
  const rank = pointRank(roots, namesUnits);
  const walk = new Walk(rank, namesUnits, roots);
  const before = fromParagraphs(preface, [], namesUnits);
  return [...before, ...walk.collect(roots, [], [])];
}

class Walk {
  private readonly runIn: boolean;
  private readonly anyUnits: boolean;
  private readonly introductions: boolean;
  /** Headings without numbers stand over several paragraphs that are points. */
  private readonly overParagraphs: boolean;

  constructor(
    private readonly rank: number,
    private readonly namesUnits: NamesUnits,
    roots: readonly OutlineNode[],
  ) {
    const level = levelOf(roots, rank);
    this.runIn =
      level.filter(({ block }) => runInTitle(block.body) !== null).length * 2 >= level.length &&
      level.length > 0;
    this.anyUnits = [...roots].some((root) => [root.block, ...blocksBelow(root)].some(namesUnits));
    this.overParagraphs = [...nodesOf(roots)].some(
      ({ mark, children, paragraphs }) =>
        mark === null &&
        children.length === 0 &&
        paragraphs.filter((one) => namesUnits(one) && !isUnitsOnly(one) && !startsWithLabel(one.body.folded))
          .length > 1,
    );
    this.introductions = roots.some((root) => !isIntroduction(root));
  }

  collect(nodes: readonly OutlineNode[], headings: Block[], notes: string[]): Draft[] {
    const drafts: Draft[] = [];
    nodes.forEach((node, i) => {
      if (this.introductions && isIntroduction(node) && !this.unitsBelow(node)) return;
      if (this.isUncounted(node)) {
        drafts.at(-1)?.notes.push(`后面的“${short(node.block.body.text)}”没有列为要点，请核对`);
        return;
      }
      const passed = i === 0 ? [...notes, ...node.notes] : node.notes;
      if (node.rank < this.rank && (node.children.length > 0 || !this.saysSomething(node))) {
        const inner = [...headings, node.block];
        const lost = this.lostIn(node.paragraphs, inner);
        const found = [...lost, ...this.collect(node.children, inner, [])];
        found[0]?.notes.unshift(...passed);
        for (const draft of found) drafts.push(draft);
      } else for (const draft of this.points(node, headings, passed, nodes[i + 1])) drafts.push(draft);
    });
    return drafts;
  }

  /** 工作要求 with another numbering than the points', in a notice that names who does what: nobody is named there. */
  private isUncounted(node: OutlineNode): boolean {
    return (
      this.anyUnits &&
      node.rank < this.rank &&
      REQUIREMENTS.test(node.block.body.text) &&
      levelOf([node], this.rank).length === 0 &&
      !this.unitsBelow(node)
    );
  }

  private unitsBelow(node: OutlineNode): boolean {
    return [node.block, ...blocksBelow(node)].some(this.namesUnits);
  }

  /** A section without numbers below it: a point itself when it is more than a heading. */
  private saysSomething({ block, paragraphs }: OutlineNode): boolean {
    return (
      paragraphs.length > 0 ||
      this.namesUnits(block) ||
      block.body.length > 60 ||
      /。/u.test(block.body.folded)
    );
  }

  /** The node, and the points among its paragraphs whose numbers were lost. */
  private points(
    node: OutlineNode,
    headings: Block[],
    notes: string[],
    next: OutlineNode | undefined,
  ): Draft[] {
    if (this.overParagraphs && node.mark === null && node.children.length === 0)
      return this.lostIn(node.paragraphs, [...headings, node.block], notes);
    if (node.rank <= this.rank && node.mark && node.children.length === 0 && this.isSectionOfLost(node))
      return this.lostIn(node.paragraphs, [...headings, node.block], notes);
    const point: Draft = { headings, mark: node.mark, blocks: [node.block], notes: [...notes] };
    if (this.isRequirement(node, headings))
      point.notes.push('这一条像是工作要求，没有写明单位，请核对是否作为要点');
    const drafts = [point];
    const gap =
      next?.mark && node.mark && next.mark.kind === node.mark.kind && next.mark.ordinal > node.mark.ordinal
        ? next.mark.ordinal - node.mark.ordinal - 1
        : null;
    let complete = this.namesUnits(node.block) && !isHeadingOnly(node.block);
    for (const [i, block] of node.paragraphs.entries()) {
      const current = drafts.at(-1) as Draft;
      const units = this.namesUnits(block);
      const lost = units
        ? complete && block.body.length > 20 && !isUnitsOnly(block) && !startsWithLabel(block.body.folded)
        : gap !== 0 &&
          !complete &&
          this.runIn &&
          current.blocks.length === 1 &&
          runInTitle(block.body) !== null &&
          drafts.length <= (gap ?? 99);
      if (lost) drafts.push(this.lostPoint(block, headings, node, drafts.length));
      else if (
        complete &&
        next === undefined &&
        i === node.paragraphs.length - 1 &&
        CLOSING.test(block.body.text)
      )
        continue;
      else current.blocks.push(block);
      complete = units || (complete && !lost);
    }
    const last = drafts.at(-1) as Draft;
    for (const child of node.children)
      for (const block of [child.block, ...blocksBelow(child)]) last.blocks.push(block);
    return drafts;
  }

  private lostPoint(block: Block, headings: Block[], { mark }: OutlineNode, after: number): Draft {
    const written = mark ? `，按“${markText(mark.kind, mark.ordinal + after)}”读` : '';
    return {
      headings,
      mark: mark && { ...mark, ordinal: mark.ordinal + after },
      blocks: [block],
      notes: [`“${short(block.body.text)}”这一段没有序号${written}，请核对`],
    };
  }

  /** A bare heading over paragraphs that each name their own units, or each begin with a title. */
  private isSectionOfLost({ rank, block, paragraphs }: OutlineNode): boolean {
    if (paragraphs.length < 2 || /。/u.test(block.body.folded) || this.namesUnits(block)) return false;
    return (
      paragraphs.filter((one) => this.namesUnits(one) && hasWording(one)).length >= 2 ||
      (rank < this.rank &&
        this.runIn &&
        paragraphs.filter((one) => runInTitle(one.body) !== null).length >= 2)
    );
  }

  private lostIn(paragraphs: readonly Block[], headings: Block[], notes: string[] = []): Draft[] {
    const drafts = paragraphs.some(this.namesUnits)
      ? fromParagraphs(paragraphs, headings, this.namesUnits)
      : this.runIn
        ? paragraphs
            .filter(({ body }) => runInTitle(body) !== null && !/^(?:要|各|同时|此外|今年)/u.test(body.text))
            .map((block) => ({
              headings,
              mark: null,
              blocks: [block],
              notes: [`“${short(block.body.text)}”这一段没有序号，按一条要点读，请核对`],
            }))
        : [];
    drafts[0]?.notes.unshift(...notes);
    return drafts;
  }

  private isRequirement(node: OutlineNode, headings: readonly Block[]): boolean {
    return this.anyUnits === false
      ? headings.some(({ body }) => REQUIREMENTS.test(body.text))
      : [...headings, node.block].some(({ body }) => REQUIREMENTS.test(body.text)) && !this.unitsBelow(node);
  }
}

function levelOf(roots: readonly OutlineNode[], rank: number): OutlineNode[] {
  return roots.flatMap((node) => (node.rank === rank ? [node] : levelOf(node.children, rank)));
}

function isIntroduction({ block: { body } }: OutlineNode): boolean {
  return INTRODUCTION.test(body.text);
}

/** The line is a heading with its units; what is to be done follows. */
function isHeadingOnly({ body }: Block): boolean {
  return (
    body.length <= 120 &&
    !/[。;]/u.test(body.folded.replace(/\([^()]*\)/gu, '')) &&
    !/^[^,]{0,40},[^()]*,/u.test(body.folded)
  );
}

function isUnitsOnly({ body }: Block): boolean {
  return /^[([【〔]/u.test(body.folded) && /[)\]】〕]$/u.test(body.folded.trimEnd());
}

/** More than a line of units. */
const hasWording = (block: Block): boolean => !isUnitsOnly(block) && !startsWithLabel(block.body.folded);

/** Without any number: every paragraph with units is a point, with the unit-less paragraphs before it. */
function fromParagraphs(paragraphs: readonly Block[], headings: Block[], namesUnits: NamesUnits): Draft[] {
  const drafts: Draft[] = [];
  let waiting: Block[] = [];
  for (const block of paragraphs) {
    waiting.push(block);
    if (!namesUnits(block)) continue;
    // A lead-in ends with a full stop; only what a bracket or label line belongs to comes along.
    const blocks = isUnitsOnly(block) || block.body.length < 40 ? waiting.slice(-2) : [block];
    drafts.push({
      headings,
      mark: null,
      blocks,
      notes: [`“${short((blocks[0] as Block).body.text)}”这一段没有序号，按一条要点读，请核对`],
    });
    waiting = [];
  }
  return drafts;
}
