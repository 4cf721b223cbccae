import { describe, expect, test } from 'vitest';
import { segmentsOf, type Passage } from './passages.js';

const TEXT = '通知\n1.甲（民政局负责）\n2.乙';
const shape = (passages: Passage[], text = TEXT) =>
  segmentsOf(text, passages).map(({ text: piece, ids }) => [piece, ids.join('+')]);

describe('the text beside the points', () => {
  test('is cut where a passage begins or ends, and nothing of it is lost', () => {
    const passages = [
      { id: 'a', start: 3, end: 13 },
      { id: 'b', start: 14, end: 17 },
    ];
    expect(shape(passages)).toEqual([
      ['通知\n', ''],
      ['1.甲（民政局负责）', 'a'],
      ['\n', ''],
      ['2.乙', 'b'],
    ]);
    expect(
      segmentsOf(TEXT, passages)
        .map(({ text }) => text)
        .join(''),
    ).toBe(TEXT);
  });

  test('passages that lie within one another or overlap share their piece', () => {
    expect(
      shape(
        [
          { id: 'whole', start: 0, end: 4 },
          { id: 'part', start: 1, end: 2 },
        ],
        '一二三四',
      ),
    ).toEqual([
      ['一', 'whole'],
      ['二', 'whole+part'],
      ['三四', 'whole'],
    ]);
    expect(
      shape(
        [
          { id: 'x', start: 0, end: 3 },
          { id: 'y', start: 2, end: 4 },
        ],
        '一二三四',
      ),
    ).toEqual([
      ['一二', 'x'],
      ['三', 'x+y'],
      ['四', 'y'],
    ]);
  });

  test('two points from one passage are found at it, one point of two passages at both', () => {
    const pieces = segmentsOf('一二三四', [
      { id: 'split1', start: 0, end: 2 },
      { id: 'split2', start: 0, end: 2 },
      { id: 'split2', start: 3, end: 4 },
    ]);
    expect(pieces.map(({ start, ids }) => [start, ids])).toEqual([
      [0, ['split1', 'split2']],
      [2, []],
      [3, ['split2']],
    ]);
  });

  test('what lies outside the text or is empty marks nothing', () => {
    expect(
      shape(
        [
          { id: 'a', start: 2, end: 99 },
          { id: 'b', start: 1, end: 1 },
        ],
        '一二三',
      ),
    ).toEqual([
      ['一二', ''],
      ['三', 'a'],
    ]);
    expect(segmentsOf('', [{ id: 'a', start: 0, end: 1 }])).toEqual([]);
  });
});
