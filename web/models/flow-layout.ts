import type { ProcessFlowView } from '../../contracts/http/flow.js';

export type Flow = Pick<ProcessFlowView, 'layers' | 'rows' | 'nodes' | 'edges'>;
type Node = Flow['nodes'][number];
type Edge = Flow['edges'][number];
type Place = { layer: number; row: number };

/** In the units of the picture: pixels at its natural size. */
const NODE = { width: 152, height: 46 };
const GAP = { x: 28, y: 44 };
const MARGIN = 16;
/** How far a way back swings out beside the nodes. */
const SWING = 20;
const LINE = 9;
/** Width of a letter of what stands at a line. */
const LETTER = 11.5;

export interface PlacedNode extends Pick<Node, 'key' | 'label' | 'type' | 'state' | 'rounds' | 'beside'> {
  x: number;
  y: number;
  /** A long name on two lines. */
  lines: string[];
}

export interface PlacedEdge {
  key: string;
  path: string;
  type: Edge['type'];
  taken: boolean;
  label: string | null;
  labelX: number;
  labelY: number;
}

export interface FlowLayout {
  width: number;
  height: number;
  node: typeof NODE;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/** Where everything of the picture stands: work runs downwards, what goes on at the same time lies side by side. */
export function layoutOf({ layers, rows, nodes, edges }: Flow): FlowLayout {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const placed = edges.flatMap((edge, index) => {
    const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
    return from && to ? [placedEdge(edge, from, to, index)] : [];
  });
  const written = placed.map(({ label, labelX }) => labelX + (label?.length ?? 0) * LETTER);
  return {
    width: Math.max(2 * MARGIN + rows * (NODE.width + GAP.x) - GAP.x + SWING, ...written),
    height: 2 * MARGIN + layers * (NODE.height + GAP.y) - GAP.y,
    node: NODE,
    nodes: nodes.map(({ key, label, type, state, rounds, beside, layer, row }) => ({
      key,
      label,
      type,
      state,
      rounds,
      beside,
      ...corner({ layer, row }),
      lines: linesOf(label),
    })),
    edges: placed,
  };
}

const corner = ({ layer, row }: Place) => ({
  x: MARGIN + row * (NODE.width + GAP.x),
  y: MARGIN + layer * (NODE.height + GAP.y),
});

function placedEdge(edge: Edge, from: Node, to: Node, index: number): PlacedEdge {
  const { type, taken, label } = edge;
  const way = edge.to === edge.from ? loop(from) : type === 'back' ? back(from, to) : down(edge, from, to);
  return { key: `${edge.from}-${edge.to}-${index}`, type, taken, label, ...way };
}

function down({ via }: Edge, from: Node, to: Node) {
  const start = { x: corner(from).x + NODE.width / 2, y: corner(from).y + NODE.height };
  const end = { x: corner(to).x + NODE.width / 2, y: corner(to).y };
  const between = via.flatMap((place) => {
    const at = corner(place);
    const x = at.x + NODE.width / 2;
    return [
      { x, y: at.y },
      { x, y: at.y + NODE.height },
    ];
  });
  const points = [start, ...between, end];
  const path = points.slice(1).reduce((drawn, { x, y }, index) => {
    const before = points[index]!;
    const middle = (before.y + y) / 2;
    return x === before.x
      ? `${drawn} L${x} ${y}`
      : `${drawn} C${before.x} ${middle} ${x} ${middle} ${x} ${y}`;
  }, `M${start.x} ${start.y}`);
  return { path, labelX: end.x + 6, labelY: end.y - GAP.y / 2 + LINE / 2 };
}

/** On the right of both, so that it isn't taken for a way forward. */
function back(from: Node, to: Node) {
  const [a, b] = [corner(from), corner(to)];
  const [ay, by] = [a.y + NODE.height / 2, b.y + NODE.height / 2];
  const [ax, bx] = [a.x + NODE.width, b.x + NODE.width];
  const out = Math.max(ax, bx) + SWING;
  return {
    path: `M${ax} ${ay} C${out} ${ay} ${out} ${by} ${bx} ${by}`,
    labelX: out - SWING / 2,
    labelY: (ay + by) / 2,
  };
}

function loop(node: Node) {
  const { x, y } = corner(node);
  const right = x + NODE.width;
  return {
    path: `M${right} ${y + 12} C${right + SWING} ${y + 8} ${right + SWING} ${y + NODE.height - 8} ${right} ${y + NODE.height - 12}`,
    labelX: right + 4,
    labelY: y + NODE.height / 2,
  };
}

const ONE_LINE = 10;

/** Up to ten characters a line, and no more than two lines. */
export function linesOf(label: string): string[] {
  if (label.length <= ONE_LINE) return [label];
  const half = Math.min(ONE_LINE, Math.ceil(label.length / 2));
  const rest = label.slice(half);
  return [label.slice(0, half), rest.length > ONE_LINE ? `${rest.slice(0, ONE_LINE - 1)}…` : rest];
}

export const NODE_STATES: Record<Node['state'], string> = {
  done: '已办',
  current: '正在办',
  notYet: '还没到',
  notTaken: '不经过',
};

/** The same for whoever reads instead of looking: one line a node. */
export function flowInWords({ nodes, edges }: Flow): string[] {
  const labelOf = new Map(nodes.map(({ key, label }) => [key, label]));
  return nodes.map(({ key, label, state, owner, rounds }) => {
    const to = edges
      .filter(({ from, type }) => from === key && type !== 'back')
      .map((edge) => `${edge.label ? `${edge.label}→` : ''}${labelOf.get(edge.to) ?? ''}`);
    const parts = [
      `${label}：${NODE_STATES[state]}`,
      rounds > 1 ? `共 ${rounds} 轮` : '',
      owner ? `由${owner}办理` : '',
      to.length > 0 ? `之后：${to.join('；')}` : '',
    ];
    return parts.filter(Boolean).join('，');
  });
}
