import { describe, expect, test } from 'vitest';
import { flowInWords, layoutOf, linesOf, type Flow } from './flow-layout.js';

const node = (key: string, label: string, layer: number, row = 0, state = 'notYet') =>
  ({
    key,
    label,
    layer,
    row,
    state,
    type: 'step',
    owner: null,
    rounds: 1,
    beside: false,
  }) as unknown as Flow['nodes'][number];
const edge = (from: string, to: string, type = 'forward', label: string | null = null) =>
  ({ from, to, type, label, via: [], taken: false, outcomes: [] }) as unknown as Flow['edges'][number];

const flow: Flow = {
  layers: 3,
  rows: 2,
  nodes: [
    node('file', '报送', 0, 0, 'done'),
    node('solve', '办理', 1, 0, 'current'),
    node('reply', '答复', 1, 1),
    node('confirm', '提出单位确认办理结果是否满意', 2),
  ],
  edges: [
    edge('file', 'solve'),
    edge('solve', 'confirm', 'forward', '已办成'),
    edge('confirm', 'solve', 'back', '退回'),
  ],
};

describe('the picture of a process', () => {
  const { nodes, edges, width, height } = layoutOf(flow);
  const at = (key: string) => nodes.find((one) => one.key === key)!;

  test('runs downwards, with what goes on together side by side, and no two in one place', () => {
    expect(at('file').y).toBeLessThan(at('solve').y);
    expect(at('solve').y).toBe(at('reply').y);
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    for (const { x, y } of nodes) {
      expect(x + 152).toBeLessThan(width);
      expect(y + 46).toBeLessThan(height);
    }
  });

  test('leads every way from its node to the other', () => {
    expect(edges.map(({ path }) => path.startsWith('M'))).toEqual([true, true, true]);
    expect(edges[0]!.path).toBe(
      `M${at('file').x + 76} ${at('file').y + 46} L${at('solve').x + 76} ${at('solve').y}`,
    );
  });

  test('says in words what it shows', () => {
    expect(flowInWords(flow)[1]).toBe('办理：正在办，之后：已办成→提出单位确认办理结果是否满意');
  });

  test('breaks long names, and cuts what is longer than two lines', () => {
    expect(linesOf('办理')).toEqual(['办理']);
    expect(linesOf('提出单位确认办理结果是否满意')).toEqual(['提出单位确认办', '理结果是否满意']);
    expect(linesOf('一二三四五六七八九十一二三四五六七八九十一二三')[1]).toMatch(/…$/);
  });
});
