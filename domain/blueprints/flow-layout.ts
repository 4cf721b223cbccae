import type { FlowEdgeFact, FlowNodeFact } from './flow.js';

export interface FlowPlace {
  layer: number;
  row: number;
}

export interface FlowLayout {
  layers: number;
  rows: number;
  places: ReadonlyMap<string, FlowPlace>;
  /** In the order of the edges: which way each goes, and the free places that a long one passes through. */
  edges: readonly { type: FlowEdgeFact['type']; via: FlowPlace[] }[];
}

/** How often the layers are sorted by their neighbours; pictures of this size stand still long before. */
const SWEEPS = 8;

/**
 * Places the nodes in layers along the work (Sugiyama): each as far on as the longest way to it, what runs beside another in the same
 * layer, rows so that lines cross seldom. Pure: the same picture for everybody.
 */
export function layOut(nodes: readonly FlowNodeFact[], edges: readonly FlowEdgeFact[]): FlowLayout {
  const types = directionsOf(nodes, edges);
  const forward = edges.filter((_, at) => types[at] === 'forward');
  const layerOf = layersOf(nodes, edges, forward);
  const grid = new Grid(nodes, layerOf);
  const chains = edges.map((edge, at) => (types[at] === 'forward' ? grid.chain(edge, layerOf) : []));
  grid.sort();
  return {
    layers: grid.layers.length,
    rows: Math.max(...grid.layers.map((layer) => layer.length)),
    places: new Map(nodes.map(({ key }) => [key, grid.placeOf(key)])),
    edges: edges.map((_, at) => ({
      type: types[at] as FlowEdgeFact['type'],
      via: (chains[at] ?? []).map((key) => grid.placeOf(key)),
    })),
  };
}

/** What goes back by its words goes back, unless there is no other way to a node; so does what closes a circle. */
function directionsOf(
  nodes: readonly FlowNodeFact[],
  edges: readonly FlowEdgeFact[],
): FlowEdgeFact['type'][] {
  const types = edges.map(({ type }) => type);
  const state = new Map<string, 'open' | 'done'>();
  const visit = (key: string): void => {
    state.set(key, 'open');
    edges.forEach(({ from, to }, at) => {
      if (from !== key || types[at] !== 'forward') return;
      const met = state.get(to);
      if (met === 'open') types[at] = 'back';
      else if (met === undefined) visit(to);
    });
    state.set(key, 'done');
  };
  const first = nodes[0];
  if (first) visit(first.key);
  for (const { key } of nodes) {
    const besides = edges.some(({ to, type }) => to === key && type === 'beside');
    if (state.has(key) || besides) continue;
    const only = edges.findIndex(({ from, to }) => to === key && state.has(from) && from !== key);
    if (only >= 0) types[only] = 'forward';
    visit(key);
  }
  return types;
}

/** The longest way to each node; nodes beside another stand in its layer. */
function layersOf(
  nodes: readonly FlowNodeFact[],
  edges: readonly FlowEdgeFact[],
  forward: readonly FlowEdgeFact[],
): Map<string, number> {
  const layers = new Map(nodes.map(({ key }) => [key, 0]));
  const of = (key: string): number => layers.get(key) ?? 0;
  // No circle is left, so it comes to rest after as many rounds as there are nodes.
  for (let moved = true, round = 0; moved && round <= nodes.length; round += 1) {
    moved = false;
    for (const { from, to } of forward) {
      if (of(to) > of(from)) continue;
      layers.set(to, of(from) + 1);
      moved = true;
    }
  }
  for (const { key } of nodes) {
    const host = edges.find(({ to, type }) => to === key && type === 'beside');
    if (host) layers.set(key, of(host.from));
  }
  return layers;
}

/** Layers of keys, with a stand-in in each layer that a long edge passes. */
class Grid {
  readonly layers: string[][];
  private readonly neighbours = new Map<string, string[]>();
  private readonly row = new Map<string, FlowPlace>();
  private standIns = 0;

  constructor(nodes: readonly FlowNodeFact[], layerOf: ReadonlyMap<string, number>) {
    const count = Math.max(0, ...layerOf.values()) + 1;
    this.layers = Array.from({ length: count }, (_, layer) =>
      nodes.filter(({ key }) => layerOf.get(key) === layer).map(({ key }) => key),
    );
  }

  /** @returns the stand-ins, from the edge's beginning to its end */
  chain({ from, to }: FlowEdgeFact, layerOf: ReadonlyMap<string, number>): string[] {
    const keys: string[] = [];
    let last = from;
    for (let layer = (layerOf.get(from) ?? 0) + 1; layer < (layerOf.get(to) ?? 0); layer += 1) {
      const key = `~${(this.standIns += 1)}`;
      this.layers[layer]?.push(key);
      this.connect(last, key);
      keys.push(key);
      last = key;
    }
    this.connect(last, to);
    return keys;
  }

  sort(): void {
    this.number();
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      const down = sweep % 2 === 0;
      const order = this.layers.map((_, at) => at);
      for (const at of down ? order.slice(1) : order.reverse().slice(1)) this.sortLayer(at, down);
    }
  }

  placeOf(key: string): FlowPlace {
    const { layer, row } = this.row.get(key) ?? { layer: 0, row: 0 };
    return { layer, row };
  }

  private sortLayer(at: number, down: boolean): void {
    const beside = down ? at - 1 : at + 1;
    const weights = new Map(
      (this.layers[at] ?? []).map((key, row) => {
        const rows = (this.neighbours.get(key) ?? [])
          .map((other) => this.placeOf(other))
          .filter(({ layer }) => layer === beside)
          .map((place) => place.row);
        return [key, rows.length > 0 ? rows.reduce((sum, one) => sum + one, 0) / rows.length : row];
      }),
    );
    // A stable sort: what weighs the same keeps the blueprint's order.
    this.layers[at]?.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0));
    this.number();
  }

  private number(): void {
    this.layers.forEach((keys, layer) => keys.forEach((key, row) => this.row.set(key, { layer, row })));
  }

  private connect(one: string, other: string): void {
    this.neighbours.set(one, [...(this.neighbours.get(one) ?? []), other]);
    this.neighbours.set(other, [...(this.neighbours.get(other) ?? []), one]);
  }
}
