import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../../domain/errors/refusal.js';
import { checkFiling, FILING_LIMITS, readFiling, sideOfUnit } from '../../../domain/needs/filing.js';
import { ITEM_KINDS, kindFromText, kindLabel, SIDES, type Side } from '../../../domain/needs/item-kinds.js';

const good = { kind: 'combatReadiness', title: '训练场周边道路硬化', detail: '约三公里' };

const filingWith = (item: object, unit = 'military') =>
  checkFiling({ nothing: false, items: [{ ...good, ...item }] }, unit);
const codes = (problems: { path: string; code: string }[]) =>
  problems.map(({ path, code }) => `${path} ${code}`);

describe('checkFiling', () => {
  it('accepts a list and a 零报告', () => {
    expect(filingWith({})).toEqual([]);
    expect(checkFiling({ nothing: true, items: [] }, 'member')).toEqual([]);
    expect(checkFiling({ nothing: true }, 'member')).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no form', null, [' FORM_REQUIRED']],
    ['a list', [], [' FORM_REQUIRED']],
    ['nothing is text', { nothing: '否', items: [good] }, ['nothing INVALID_FIELD']],
    ['items is text', { nothing: false, items: '道路' }, ['items INVALID_FIELD']],
    ['零报告 with items', { nothing: true, items: [good] }, ['items FILING_NOTHING_WITH_ITEMS']],
    ['neither', { nothing: false, items: [] }, ['items FILING_EMPTY']],
    ['too many', { nothing: false, items: Array(201).fill(good) }, ['items FILING_TOO_MANY']],
    ['an item that is text', { nothing: false, items: ['道路'] }, ['items[0] INVALID_FIELD']],
  ])('%s', (_, filing, expected) => expect(codes(checkFiling(filing, 'military'))).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['one character', { title: '路' }, ['items[0].title TEXT_LENGTH']],
    ['spaces', { title: '  \u3000 ' }, ['items[0].title FORM_REQUIRED']],
    ['a number', { title: 12345 }, ['items[0].title FORM_REQUIRED']],
    ['81 characters', { title: '路'.repeat(81) }, ['items[0].title TEXT_LENGTH']],
    ['80 characters outside the BMP', { title: '𠮷'.repeat(80) }, []],
    ['a line break in a title', { title: '道路\n硬化' }, ['items[0].title TEXT_CONTROL_CHARACTER']],
    ['NUL', { detail: '约\u0000三公里' }, ['items[0].detail TEXT_CONTROL_CHARACTER']],
    ['reading direction turned', { title: '道路\u202e硬化' }, ['items[0].title TEXT_CONTROL_CHARACTER']],
    ['what no workbook can hold', { detail: '道路\uffff' }, ['items[0].detail TEXT_CONTROL_CHARACTER']],
    ['half a character', { title: '道路\ud800' }, ['items[0].title TEXT_CONTROL_CHARACTER']],
    ['lines in a detail', { detail: '一\n二\t三' }, []],
    ['no detail', { detail: undefined }, []],
    ['detail too long', { detail: '长'.repeat(2001) }, ['items[0].detail TEXT_LENGTH']],
    ['detail is a list', { detail: [] }, ['items[0].detail INVALID_FIELD']],
    ['no kind', { kind: '' }, ['items[0].kind FORM_REQUIRED']],
    ['the other side’s kind', { kind: 'environment' }, ['items[0].kind ITEM_KIND_UNKNOWN']],
    ['a property of Object', { kind: 'constructor' }, ['items[0].kind ITEM_KIND_UNKNOWN']],
    ['the other side, with its kind', { side: 'locality', kind: 'environment' }, []],
    ['no such side', { side: 'navy' }, ['items[0].side INVALID_FIELD']],
    ['a mark in the title', { title: '秘密★5年 道路' }, ['items[0].title CLASSIFIED_CONTENT']],
    ['a mark in the detail', { detail: '机密★' }, ['items[0].detail CLASSIFIED_CONTENT']],
  ])('%s', (_, item, expected) => expect(codes(filingWith(item))).toEqual(expected));

  it('says it in Chinese, with every blank filled', () => {
    const items = [
      {},
      { kind: 'nope', title: '路', detail: '机密★' },
      { ...good, side: 1, title: 'a\u0000b' },
    ];
    const problems = checkFiling({ nothing: false, items }, 'member');
    expect(problems.length).toBeGreaterThan(5);
    for (const { message } of problems) expect(message).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
  });
});

describe('readFiling', () => {
  it('gives the side of the unit, trims, keeps a given side', () => {
    const items = [
      { kind: 'environment', title: '　河道整治 ', detail: ' 一\r\n二 ' },
      { ...good, side: 'army' },
    ];
    expect(readFiling({ nothing: false, items }, 'township').items).toEqual([
      { side: 'locality', kind: 'environment', title: '河道整治', detail: '一\n二' },
      { side: 'army', ...good },
    ]);
    expect([sideOfUnit('military'), sideOfUnit('member'), sideOfUnit('office')]).toEqual([
      'army',
      'locality',
      'locality',
    ]);
  });

  it('refuses with the first problem, a secrecy mark before everything else', () => {
    const refusal = (items: object[]) => {
      try {
        readFiling({ nothing: false, items }, 'military');
      } catch (error) {
        if (error instanceof Refusal) return `${error.field} ${error.code}`;
      }
      return null;
    };
    expect(
      refusal([
        { ...good, title: '路' },
        { ...good, detail: '秘密★5年' },
      ]),
    ).toBe('items[1].detail CLASSIFIED_CONTENT');
    expect(refusal([good, { ...good, title: '路' }])).toBe('items[1].title TEXT_LENGTH');
  });

  it('never throws anything but a refusal, and what it gives back is good to file', () => {
    const item = fc.record(
      {
        side: fc.anything(),
        kind: fc.constantFrom('family', 'environment', 1),
        title: fc.string({ unit: 'binary' }),
        detail: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const filing = fc.oneof(
      fc.anything(),
      fc.record({ nothing: fc.boolean(), items: fc.array(fc.oneof(item, fc.anything())) }),
    );
    fc.assert(
      fc.property(filing, fc.constantFrom('military', 'member'), (any, unit) => {
        if (checkFiling(any, unit).length > 0) return;
        const checked = readFiling(any, unit);
        expect(checkFiling(checked, unit)).toEqual([]);
        expect(readFiling(checked, unit)).toEqual(checked);
        expect(checked.items.length).toBeLessThanOrEqual(FILING_LIMITS.items);
      }),
    );
  });
});

describe('kinds', () => {
  it.each<[Side, string, string | null]>([
    ['army', '备战打仗', 'combatReadiness'],
    ['army', ' 1．备战打仗 ', 'combatReadiness'],
    ['army', '“后路”问题', 'careerAfterService'],
    ['army', '（后院）', 'family'],
    ['army', '后代类', 'children'],
    ['army', '其它', 'other'],
    ['locality', '停偿后房地产的利用', 'realEstateAfterPaidService'],
    ['locality', '军地 资源共享', 'resourceSharing'],
    ['locality', 'ｅｎｖｉｒｏｎｍｅｎｔ', 'environment'],
    ['locality', '备战打仗', null],
    ['army', '', null],
    ['army', '交通', null],
  ])('%s “%s” is %s', (side, text, kind) => expect(kindFromText(side, text)).toBe(kind));

  it('reads every label back, and no way of writing means two kinds', () => {
    for (const side of SIDES) {
      for (const kind of Object.keys(ITEM_KINDS[side]))
        expect(kindFromText(side, kindLabel(side, kind))).toBe(kind);
    }
    expect(kindLabel('army', 'abolished')).toBe('abolished');
  });
});
