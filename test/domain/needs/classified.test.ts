import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findClassifiedMark } from '../../../domain/needs/classified.js';

describe('marks that are refused', () => {
  it.each([
    ['秘密★5年', '秘密★5年'],
    ['机密★', '机密★'],
    ['绝密★长期', '绝密★长期'],
    ['绝密 ★ 长期', '绝密★长期'],
    ['秘密★５年', '秘密★5年'],
    ['机　密　★　１０　年', '机密★10年'],
    ['关于战备道路的函（机密★6个月）', '机密★6个月'],
    ['国家秘密★3年', '秘密★3年'],
    ['秘密☆一年', '秘密☆一年'],
    ['机密⭐十年', '机密⭐十年'],
    ['秘密*5年', '秘密*5年'],
    ['秘密 5年', '秘密5年'],
    ['【机密】10年', '机密】10年'],
    ['机密（20年）', '机密(20年'],
    ['机密 长期', '机密长期'],
    ['密级：机密', '密级:机密'],
    ['密级为秘密', '密级为秘密'],
    ['密级是秘密5年', '秘密5年'],
    ['密级: 绝密', '密级:绝密'],
    ['機密★', '機密★'],
    ['绝\u200b密★', '绝密★'],
    ['正文\n秘密★5年\n正文', '秘密★5年'],
    ['编号007，机密30年。', '机密30年'],
  ])('%s', (text, mark) => expect(findClassifiedMark(text)).toBe(mark));
});

describe('innocent words', () => {
  it.each([
    '商业秘密保护法宣传',
    '保密工作培训',
    '保守国家秘密30年来的经验',
    '国家秘密5年期满解除',
    '机密性测试环境',
    '秘密战线纪念馆修缮',
    '绝密飞行主题展，★好评★',
    '**保守秘密**',
    '保密期限5年',
    '定密责任人培训（秘密级）',
    '密切军地联系5年行动',
    '密级管理培训',
    '密级为秘密的文件由专人保管的规定宣传',
    '星级评定★★★',
    '',
  ])('%s', (text) => expect(findClassifiedMark(text)).toBeNull());
});

it('takes no longer for text made to be slow', () => {
  const started = performance.now();
  for (const filler of [' ', '密 ', '秘密 ', '密级 ：', '秘密（ 5 '])
    findClassifiedMark(`秘密${filler.repeat(300_000)}`);
  expect(performance.now() - started).toBeLessThan(3_000);
});

it('finds a mark wherever it stands, however it is spaced', () => {
  const gap = fc.constantFrom('', ' ', '　', '\u00a0', '\n');
  const mark = fc
    .tuple(
      fc.constantFrom('秘', '机', '绝'),
      gap,
      gap,
      gap,
      fc.constantFrom('', '5年', '１０ 年', '长期', '6个月'),
    )
    .map(([first, a, b, c, period]) => `${first}${a}密${b}★${c}${period}`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), mark, fc.string({ unit: 'binary' }), (before, text, after) => {
      expect(findClassifiedMark(`${before} ${text} ${after}`)).not.toBeNull();
    }),
  );
});
