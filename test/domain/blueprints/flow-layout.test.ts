import { describe, expect, test } from '@jest/globals';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import { layOut, type FlowPlace } from '../../../domain/blueprints/flow-layout.js';
import { flowEdges, flowNodes } from '../../../domain/blueprints/flow.js';
import { BLUEPRINTS } from '../../../domain/blueprints/index.js';

const blueprints = Object.values(BLUEPRINTS as Record<string, ProcessBlueprint>);
const pictureOf = (blueprint: ProcessBlueprint) => {
  const nodes = flowNodes(blueprint);
  const edges = flowEdges(blueprint);
  return { nodes, edges, layout: layOut(nodes, edges) };
};

describe.each(blueprints.map((blueprint) => [blueprint.kind, blueprint] as const))('%s', (_, blueprint) => {
  const { nodes, edges, layout } = pictureOf(blueprint);
  const at = (key: string): FlowPlace => layout.places.get(key) as FlowPlace;

  test('gives every node, and every bend of a long line, a place of its own inside the picture', () => {
    const places = [...nodes.map(({ key }) => at(key)), ...layout.edges.flatMap(({ via }) => via)];
    expect(new Set(places.map(({ layer, row }) => `${layer} ${row}`)).size).toBe(places.length);
    for (const { layer, row } of places) {
      expect(layer).toBeLessThan(layout.layers);
      expect(row).toBeLessThan(layout.rows);
    }
  });

  test('begins at the beginning, goes forward forward, back back, and keeps together what is opened together', () => {
    expect(at('begin').layer).toBe(0);
    edges.forEach(({ from, to }, n) => {
      const { type, via } = layout.edges[n]!;
      const way = at(to).layer - at(from).layer;
      if (type === 'forward') {
        expect([from, to, way > 0]).toEqual([from, to, true]);
        expect(via.map(({ layer }) => layer)).toEqual(
          Array.from({ length: way - 1 }, (_, step) => at(from).layer + 1 + step),
        );
      } else expect([from, to, type, way <= 0 || type === 'beside']).toEqual([from, to, type, true]);
    });
    for (const { key, beside } of nodes.filter((node) => node.beside)) {
      const host = edges.find(({ to, type }) => to === key && type === 'beside');
      expect([key, beside, at(key).layer]).toEqual([key, true, at(host!.from).layer]);
    }
  });

  test('only the beginning has nothing before it: everything else is come to without going back', () => {
    for (const { key, type, beside } of nodes) {
      if (type === 'begin' || beside) continue;
      const into = edges.filter(({ to }, n) => to === key && layout.edges[n]!.type === 'forward');
      expect([key, into.length > 0]).toEqual([key, true]);
    }
  });

  test('is the same picture every time', () => {
    expect(pictureOf(blueprint)).toEqual({ nodes, edges, layout });
  });
});

test('what is sent back is drawn back, though its target could be come to forward: 不能完成的任务重新分派', () => {
  const { edges, layout } = pictureOf(BLUEPRINTS.coordinationMatter as ProcessBlueprint);
  const again = edges.findIndex(({ from, to }) => from === 'confirm' && to === 'urgentTriage');
  expect(layout.edges[again]?.type).toBe('back');
});

test('edges say the decision and the case', () => {
  const said = flowEdges(BLUEPRINTS.needItem as ProcessBlueprint);
  const label = (from: string, to: string) => said.find((one) => one.from === from && one.to === to)?.label;
  expect(label('begin', 'receive')).toBe('下级上报的');
  expect(label('solve', 'confirm')).toBe('已办成（本级的）');
  expect(label('confirm', 'close')).toBe('满意／办公室代为确认');
  expect(label('answered', 'relay')).toBeNull();
  expect(said.find(({ from, to }) => from === 'confirm' && to === 'close')?.outcomes).toEqual([
    'satisfied',
    'closedByOffice',
  ]);
});
