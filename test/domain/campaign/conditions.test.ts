import { expect, it, test } from '@jest/globals';
import { checkDocument } from '../../../domain/documents/check.js';
import { exceptionsFor, type UnmetCondition } from '../../../domain/campaign/conditions.js';
import { commendationDocument, summaryDocument } from '../../../domain/campaign/documents.js';
import { TOPIC_KEYS, TOPICS } from '../../../domain/campaign/topics.js';
import { ITEM_KINDS, isKindOf, kindLabel } from '../../../domain/needs/item-kinds.js';

const unmet: UnmetCondition[] = [
  { key: 'unit:a', label: '甲局没有报送小结' },
  { key: 'item:b', label: '乙局的“危房”还没有销号' },
];

test('a stage without open conditions closes with nothing named', () => {
  expect(exceptionsFor([], [])).toEqual([]);
});

test('each condition is named with its reason, in the conditions’ own order', () => {
  const exceptions = [
    { what: 'item:b', reason: '资金未到' },
    { what: 'unit:a', reason: '机构调整' },
  ];
  expect(exceptionsFor(unmet, exceptions)).toEqual([
    { what: 'unit:a', label: '甲局没有报送小结', reason: '机构调整' },
    { what: 'item:b', label: '乙局的“危房”还没有销号', reason: '资金未到' },
  ]);
});

test('what is not named is listed, a long list to its twentieth', () => {
  expect(() => exceptionsFor(unmet, [{ what: 'unit:a', reason: '机构调整' }])).toThrow(
    expect.objectContaining({ code: 'STAGE_CONDITIONS', field: 'form.exceptions' }),
  );
  const many = Array.from({ length: 25 }, (_, i) => ({ key: `unit:${i}`, label: `${i}号单位没有报` }));
  expect(() => exceptionsFor(many, [])).toThrow(/0号单位没有报；.*19号单位没有报等 25 项/u);
});

test('what holds cannot be excepted', () => {
  const exceptions = [
    ...unmet.map(({ key }) => ({ what: key, reason: '继续' })),
    { what: 'unit:c', reason: '继续' },
  ];
  expect(() => exceptionsFor(unmet, exceptions)).toThrow(
    expect.objectContaining({ code: 'EXCEPTION_UNKNOWN', field: 'form.exceptions[2].what' }),
  );
});

it('topics are kinds that no list has, with words of their own', () => {
  for (const topic of TOPIC_KEYS) {
    for (const kinds of Object.values(ITEM_KINDS)) expect(Object.keys(kinds)).not.toContain(topic);
    expect(isKindOf('army', topic)).toBe(false);
    expect(kindLabel(TOPICS[topic].side, topic)).toBe(TOPICS[topic].label);
  }
  expect(kindLabel('beneficiary', 'environment')).toBe('environment');
});

const to = {
  issuer: '双江自治县双拥工作领导小组办公室',
  recipients: ['县双拥工作领导小组各成员单位'],
  upperOffice: '临沧市双拥工作领导小组办公室',
  date: '2016-12-19' as const,
  campaign: '双江自治县“双拥在基层”活动',
};

it('both documents keep the rules of official documents, whatever there is to tell', () => {
  const figures = [
    {
      topic: 'legal' as const,
      raised: 3,
      assigned: 3,
      solved: 2,
      open: 1,
      late: 1,
      carried: 1,
      onAccount: 1,
    },
  ];
  const told = {
    summary: '按期完成。\n解决了一批问题。',
    mechanism: '每季度走访一次。',
    examples: Array.from({ length: 12 }, (_, i) => ({ title: `做法${i}`, text: '走访到户。' })),
    figures,
    handedIn: { asked: 32, mobilised: 31, visited: 31, interim: 31, final: 31 },
    fiveOnes: { units: 32, complete: 20 },
    inspections: { held: 7, items: 1, reminders: 1 },
  };
  for (const one of [told, { ...told, mechanism: null, examples: [], figures: [] }])
    expect(() => checkDocument(summaryDocument(to, one))).not.toThrow();
  const texts = JSON.stringify(summaryDocument(to, told));
  expect(texts).toContain('列入台账3个，明确责任3个，解决销号2个，解决率67%');
  expect(texts).toContain('（十二）做法11');
  expect(() =>
    checkDocument(commendationDocument(to, [{ unit: '县教育体育局', merit: '全部就近入学' }])),
  ).not.toThrow();
});
