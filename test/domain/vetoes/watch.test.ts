import { describe, expect, it, test } from '@jest/globals';
import { calendarYears } from '../../../database/calendar/source.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { VETO_ITEM_KEYS } from '../../../domain/evaluation/veto-items.js';
import { checkDeclaration } from '../../../domain/vetoes/declaration.js';
import {
  declarationWindow,
  quarterKey,
  quarterOfKey,
  quartersFrom,
} from '../../../domain/vetoes/quarters.js';
import { DECLARED_ONLY, SIGNAL_RULES, signalsOf, type HeldFact } from '../../../domain/vetoes/signals.js';

const calendar = new WorkingCalendar(calendarYears(2026, 2028));

describe('quarters', () => {
  it('are declared on their last working day; those that are over are left out', () => {
    expect(quartersFrom(2027, '2027-01-04', calendar).map(({ on }) => on)).toEqual([
      '2027-03-31',
      '2027-06-30',
      '2027-09-30',
      '2027-12-31',
    ]);
    expect(quartersFrom(2028, '2028-01-04', calendar).map(({ on }) => on)).toEqual([
      '2028-03-31',
      '2028-06-30',
      // 2028-09-30 and 12-31 are at a weekend.
      '2028-09-29',
      '2028-12-29',
    ]);
    expect(quartersFrom(2027, '2027-07-01', calendar).map(({ quarter }) => quarter)).toEqual([3, 4]);
    expect(quartersFrom(2027, '2027-06-30', calendar).map(({ quarter }) => quarter)).toEqual([2, 3, 4]);
    expect(quartersFrom(2026, '2027-01-04', calendar)).toEqual([]);
  });

  it('may be moved within the quarter and some days beyond', () => {
    expect(declarationWindow(2027, 1)).toEqual({ from: '2027-01-01', to: '2027-05-01' });
    expect(declarationWindow(2027, 4)).toEqual({ from: '2027-10-01', to: '2028-01-31' });
    expect([quarterOfKey(quarterKey(3)), quarterOfKey('quarter5'), quarterOfKey('verify')]).toEqual([
      3,
      null,
      null,
    ]);
  });
});

describe('a declaration', () => {
  const items = ['dispute', 'fraud'] as const;
  const clear = (...of: string[]) => of.map((item) => ({ item: item as 'fraud' }));
  const none = new Set<never>();
  test.each([
    ['every item is clear', { clear: clear('dispute', 'fraud'), found: [] }, none, null],
    ['one is found', { clear: clear('fraud'), found: clear('dispute') }, none, null],
    ['two events of one item', { clear: clear('fraud'), found: clear('dispute', 'dispute') }, none, null],
    [
      'one is left out',
      { clear: clear('fraud'), found: [] },
      none,
      { problem: 'missing', items: ['dispute'] },
    ],
    [
      'one is clear and found',
      { clear: clear('fraud', 'dispute'), found: clear('dispute') },
      none,
      { problem: 'both', path: 'clear[1].item' },
    ],
    [
      'one is said twice',
      { clear: clear('fraud', 'fraud'), found: [] },
      none,
      { problem: 'twice', path: 'clear[1].item' },
    ],
    [
      'one is none of the standard',
      { clear: clear('dispute', 'fraud'), found: clear('memorials') },
      none,
      { problem: 'foreign', path: 'found[0].item' },
    ],
    [
      'a signal is passed over',
      { clear: clear('dispute', 'fraud'), found: [] },
      new Set(['dispute'] as const),
      { problem: 'unexplained', items: ['dispute'] },
    ],
    [
      'a signal is explained',
      { clear: [{ item: 'dispute' as const, note: '正在办理' }, ...clear('fraud')], found: [] },
      new Set(['dispute'] as const),
      null,
    ],
  ])('%s', (_, form, signalled, expected) => {
    expect(checkDeclaration(form, items, signalled as never)).toEqual(expected);
  });
});

describe('signals', () => {
  const fact = (source: HeldFact['source'], kind: string, rest: Partial<HeldFact> = {}): HeldFact => ({
    ...{
      source,
      kind,
      processId: 'p',
      title: '一件工作',
      unit: null,
      since: '2027-01-10',
      limit: '2027-03-01',
    },
    ...rest,
  });
  const hints = (facts: HeldFact[], today: `${number}-${number}-${number}`) =>
    signalsOf(facts, today).map(({ rule }) => rule);

  it('come of what is overdue by more than a rule allows, the limit itself included in time', () => {
    const legal = [fact('finding', 'legal')];
    expect(hints(legal, '2027-03-01')).toEqual([]);
    expect(hints(legal, '2027-03-02')).toEqual(['legalFindingOverdue']);
    const family = [fact('need', 'family')];
    expect(hints(family, '2027-03-31')).toEqual([]);
    expect(hints(family, '2027-04-01')).toEqual(['livelihoodNeedOverdue']);
  });

  it('come of what is not settled for long, and of what was made known', () => {
    const matter = [fact('matter', '', { limit: null })];
    expect(hints(matter, '2027-02-09')).toEqual([]);
    expect(hints(matter, '2027-02-10')).toEqual(['matterUnresolved']);
    expect(hints([fact('dereliction', '', { limit: null })], '2027-01-10')).toEqual(['derelictionKnown']);
  });

  it('look at their own kinds only', () => {
    expect(hints([fact('finding', 'urgentNeeds'), fact('need', 'other')], '2028-01-01')).toEqual([]);
    expect(
      hints([fact('rectification', 'harmony'), fact('rectification', 'publicity')], '2028-01-01'),
    ).toEqual(['harmonyUnmended']);
  });

  it('are there for every item but those that only people know of', () => {
    const hinted = new Set(SIGNAL_RULES.map(({ item }) => item));
    expect(VETO_ITEM_KEYS.filter((item) => !hinted.has(item))).toEqual(DECLARED_ONLY);
    expect(hints([fact('rectification', 'supportPeople')], '2027-03-02')).toEqual(['supportPeopleUnmended']);
    expect(hints([fact('objection', '', { limit: null })], '2027-01-10')).toEqual(['objectionFounded']);
  });

  it('have keys of their own', () => {
    expect(new Set(SIGNAL_RULES.map(({ key }) => key)).size).toBe(SIGNAL_RULES.length);
  });
});
