import { expect, test } from 'vitest';
import { flowInWords, stateOf, valuesOf } from './circulars.js';

test('each kind goes its own way', () => {
  expect(flowInWords('important', null, true)).toBe(
    '签收上级来文 → 拟定贯彻意见 → 主任审核 → 组长签发 → 编号印发 → 领导阅示 → 签收文件',
  );
  expect(flowInWords('important', null, false)).toMatch(/^收文登记/u);
  expect(flowInWords('keyWork', null, false)).toBe('汇总数据 → 主任审核 → 会上通报 → 编号印发 → 签收文件');
  expect(flowInWords('typical', 'goodPractice', false)).toContain('评议票签');
  expect(flowInWords('typical', 'dereliction', false)).toContain('组长签发');
});

test('a frozen line says its instants and its state', () => {
  const value = { state: 'solving', limitAt: '2027-06-30T15:59:59.999Z', doneAt: null };
  expect(valuesOf(value)).toEqual([{ label: '时限', at: '2027-06-30T15:59:59.999Z' }]);
  expect([stateOf(value), stateOf({})]).toEqual(['solving', '']);
});
