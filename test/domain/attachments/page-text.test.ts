import { describe, expect, it } from '@jest/globals';
import { arrangements, textsIn, type PlacedText } from '../../../domain/attachments/page-text.js';

const run = (text: string, x: number, y: number, width = text.length * 12): PlacedText => ({
  text,
  endsLine: false,
  x,
  y,
  width,
  height: 12,
});

describe('the text of a page', () => {
  it('is given as it was written, and as it lies on the page', () => {
    const [written, lying] = arrangements([run('正文', 72, 600), run('密★', 84, 700), run('机', 72, 700)]);
    expect(written).toBe('正文密★机');
    expect(lying).toBe('机密★\n正文');
  });

  it('keeps columns apart and a raised letter in its line', () => {
    const [, lying] = arrangements([run('甲', 72, 700), run('乙', 200, 700), run('★', 84, 704)]);
    expect(lying).toBe('甲★ 乙');
  });
});

describe('texts of properties, notes and fields', () => {
  it('are found at any depth, once for each object, and joined where letters are kept one by one', () => {
    const circle: { title: string; next?: unknown } = { title: '甲' };
    circle.next = circle;
    expect(textsIn([circle, new Map([['a', { b: '乙' }]]), 5, null]).sort()).toEqual(['乙', '甲']);
    expect(textsIn({ comb: ['机', '密', '★'] })).toContain('机密★');
  });
});
