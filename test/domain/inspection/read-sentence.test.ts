import { expect, test } from '@jest/globals';
import { readSentence } from '../../../domain/inspection/read-sentence.js';

const TARGETS = [
  ...['原州区', '西吉县', '隆德县', '泾源县', '彭阳县'].map((name) => ({ name, kind: 'region' as const })),
  ...['市教育', '市教育体育局', '市和平局'].map((name) => ({ name, kind: 'unit' as const })),
].map((target, index) => ({ ...target, seq: index + 1 }));

// Sentences in the manner of the source.
test.each([
  ['除原州区、彭阳县外，其他各县未写进工作报告', 'regions', 'except', [1, 5], '未写进工作报告'],
  ['除彭阳县外，其他县（区）均存在临时申请的情况', 'regions', 'except', [5], '存在临时申请的情况'],
  ['除了西吉县以外,其余县区宣传力度不大。', 'regions', 'except', [2], '宣传力度不大。'],
  ['各县（区）普遍没有落实合署办公', 'regions', 'all', [], '普遍没有落实合署办公'],
  ['各成员单位都没有方案', 'units', 'all', [], '没有方案'],
  ['泾源县无户外宣传阵地', 'regions', 'only', [4], '无户外宣传阵地'],
  ['原州区、西吉县和隆德县均管护不够', 'regions', 'only', [1, 2, 3], '管护不够'],
  ['市教育体育局没有签订协议', 'units', 'only', [7], '没有签订协议'],
])('%s', (sentence, level, scope, named, text) => {
  expect(readSentence(sentence, TARGETS)).toEqual({ level, scope, named, text });
});

test.each(['双拥活动不经常', '除海原县外，其他县没有阵地', '除原州区、市教育外，其他没有', ''])(
  'says nothing of “%s”',
  (sentence) => expect(readSentence(sentence, TARGETS)).toBeNull(),
);
