import { describe, expect, it } from 'vitest';
import { cellInWords, decisionInWords, signalled, standOf, titlesToDecide } from './vetoes.js';
import { dateInWords } from './when.js';

const quarter = { quarter: 1, label: '2027年第一季度', watched: true, onDate: '2027-03-31' };
const at = '2027-03-31T09:00:00+08:00';

describe('a quarter', () => {
  it('is not watched, comes, is declared or has been', () => {
    const stand = (change: object) => standOf({ ...quarter, openedAt: null, declaredAt: null, ...change });
    expect(stand({ watched: false })).toBe('none');
    expect(stand({})).toBe('coming');
    expect(stand({ openedAt: at })).toBe('open');
    expect(stand({ openedAt: at, declaredAt: at })).toBe('declared');
  });
});

describe('a cell', () => {
  const cell = { quarter: 1, note: null, signals: [], events: [] };
  const event = { id: 'x', title: '核查', state: 'verifying', stateLabel: '核查中' } as const;
  it('says what was declared; who may not see an event sees that there is one', () => {
    expect(cellInWords({ ...cell, state: 'clear' })).toBe('未发生');
    expect(cellInWords({ ...cell, state: 'found', events: [event, event] })).toBe('发现 2 件');
    expect(cellInWords({ ...cell, state: 'found' })).toBe('有发现');
    expect(cellInWords({ ...cell, state: 'open' })).toBe('待排查');
    expect(cellInWords({ ...cell, state: 'coming' })).toBe('未到');
  });
});

describe('a decision about a title', () => {
  const decision = {
    ...{ decision: 'freeze' as const, decisionLabel: '暂停', reason: '按后果', reconsiderOn: '2027-11-30' },
    ...{ decidedAt: null, number: null },
  } as const;
  it('is proposed, then decided with its number', () => {
    expect(decisionInWords(decision, dateInWords)).toBe('拟暂停，2027年11月30日复核');
    expect(
      decisionInWords({ ...decision, decidedAt: at, number: '双双拥办发〔2027〕3号' }, dateInWords),
    ).toBe('2027年3月31日暂停，2027年11月30日复核（双双拥办发〔2027〕3号）');
  });

  it('is asked for: of every title that is held, or of those that this event froze', () => {
    const title = (honourId: string, state: 'held' | 'frozen' | 'revoked', decisions: object[] = []) =>
      ({
        honourId,
        state,
        stateLabel: '',
        title: '双拥模范单位',
        holderName: '县民政局',
        decisions,
      }) as never;
    const titles = [
      title('a', 'held'),
      title('b', 'frozen', [{ decision: 'freeze', decidedAt: at }]),
      title('c', 'revoked', [
        { decision: 'freeze', decidedAt: at },
        { decision: 'lift', decidedAt: null },
      ]),
      title('d', 'frozen'),
    ];
    expect(titlesToDecide(titles, false)).toEqual([{ honourId: 'a' }, { honourId: 'b' }, { honourId: 'd' }]);
    expect(titlesToDecide(titles, true)).toEqual([{ honourId: 'b' }, { honourId: 'c' }]);
  });
});

it('only items with signals are shown with them', () => {
  const item = (name: string, signals: object[]) => ({ item: name, signals }) as never;
  expect(signalled([item('dispute', []), item('fraud', [{}])]).map((one) => one.item)).toEqual(['fraud']);
});
