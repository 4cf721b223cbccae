import { expect, test } from 'vitest';
import { askedOf, promisedOf, saidOf, standing } from './rectification-facts.js';

type Rectification = Parameters<typeof askedOf>[0];
const one = (change: Partial<Rectification> = {}): Rectification => ({
  ...{ id: '1', sourceId: '2', sourceTitle: '督查', sourceRef: '通报', seq: 1, regionCode: '6404' },
  subject: {
    ...{ kind: 'region' as const, regionCode: '640424', name: '泾源县' },
    unit: { id: '3', name: '泾源县双拥工作领导小组办公室', shortName: '泾源县双拥办' },
  },
  ...{ dimension: 'publicity' as const, dimensionLabel: '宣传教育', title: '没有阵地', detail: '没有阵地。' },
  ...{ measuresAsked: '', limitAt: '2027-12-31T23:59:59.999+08:00', state: 'planning' as const },
  ...{ stateLabel: '待定方案', light: 'green' as const, late: false, measures: null, responsible: null },
  ...{ dueOn: null, result: null, evidence: null, verifiedBy: null, verifiedFound: null, returned: 0 },
  ...{ doneAt: null, closedAt: null, sourceVisible: true, endedReason: null, said: [] },
  ...change,
});
const word = (step: string, decisionLabel: string, text: string) => ({
  ...{ step, stepLabel: '', decisionLabel, text, unit: '固原市双拥办', position: '主任', by: '甲' },
  ...{ actingFor: null, decidedAt: '2027-09-10T09:00:00.000+08:00' },
});

test('what is not there yet is left out; a region is named with who answers for it', () => {
  expect(askedOf(one()).map(({ label, text }) => [label, text])).toEqual([
    ['整改单位', '泾源县（泾源县双拥办办理）'],
    ['方面', '宣传教育'],
  ]);
  expect(promisedOf(one())).toEqual([]);
  expect(promisedOf(one({ measures: '设宣传栏', dueOn: '2027-12-20' })).map(({ text }) => text)).toEqual([
    ...['设宣传栏', '2027年12月20日'],
  ]);
});

test('disputes and re-checks are told in their order, with who said it', () => {
  const said = [word('plan', '提出异议', '已经建成'), word('verify', '整改不到位，退回', '只换了一处')];
  expect(saidOf(one({ said }))).toEqual([
    { label: '异议', text: '提出异议：已经建成', who: '固原市双拥办主任 甲，2027年9月10日' },
    { label: '复核', text: '整改不到位，退回：只换了一处', who: '固原市双拥办主任 甲，2027年9月10日' },
  ]);
});

test('where it stands says how often it was sent back, and why it was ended', () => {
  expect(standing(one())).toBe('待定方案');
  expect(standing(one({ stateLabel: '整改中', returned: 2 }))).toBe('整改中，退回 2 次');
  expect(standing(one({ stateLabel: '已终止', endedReason: '市里统一写' }))).toBe('已终止：市里统一写');
});
