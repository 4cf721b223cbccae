import { describe, expect, it, test } from '@jest/globals';
import { coversKind, isTooLong, problemOfProxy, type ProxyPeriod } from '../../../domain/proxies/proxy.js';
import type { CivilDate } from '../../../domain/time/zone.js';

const proxy = (principalId: string, agentId: string, change: Partial<ProxyPeriod> = {}): ProxyPeriod => ({
  principalId,
  agentId,
  regionCode: '530925',
  validFrom: '2028-02-26',
  validTo: '2028-02-29',
  kinds: null,
  ...change,
});
const days = (validFrom: CivilDate, validTo: CivilDate) => ({ validFrom, validTo });

describe('a proxy', () => {
  it('stands alone', () => expect(problemOfProxy(proxy('甲', '乙'), [])).toBeNull());

  it('is never for oneself', () => expect(problemOfProxy(proxy('甲', '甲'), [])).toBe('PROXY_SELF'));

  it.each<[string, Partial<ProxyPeriod>, string | null]>([
    ['the same days', {}, 'PROXY_OVERLAP'],
    ['one shared day, the 29th of a leap year', days('2028-02-29', '2028-03-05'), 'PROXY_OVERLAP'],
    ['from the day after', days('2028-03-01', '2028-03-05'), null],
    ['up to the day before', days('2028-02-20', '2028-02-25'), null],
    ['another region', { regionCode: '5309' }, null],
  ])('beside one of the same principal: %s', (_, change, problem) => {
    expect(problemOfProxy(proxy('甲', '丙', change), [proxy('甲', '乙')])).toBe(problem);
  });

  it.each<[string[] | null, string[] | null, string | null]>([
    [['needItem'], ['dualList'], null],
    [['needItem', 'dualList'], ['dualList'], 'PROXY_OVERLAP'],
    [null, ['dualList'], 'PROXY_OVERLAP'],
    [['needItem'], null, 'PROXY_OVERLAP'],
  ])('for %j beside one for %j', (kinds, standing, problem) => {
    expect(problemOfProxy(proxy('甲', '丙', { kinds }), [proxy('甲', '乙', { kinds: standing })])).toBe(
      problem,
    );
  });

  it('goes in no circle, however long, whatever the kinds', () => {
    const kinds = ['needItem'];
    expect(problemOfProxy(proxy('乙', '甲', { kinds }), [proxy('甲', '乙', { kinds: ['dualList'] })])).toBe(
      'PROXY_CYCLE',
    );
    const round = [proxy('甲', '乙'), proxy('乙', '丙')];
    expect(problemOfProxy(proxy('丙', '甲'), round, 9)).toBe('PROXY_CYCLE');
    expect(problemOfProxy(proxy('乙', '甲', days('2028-03-01', '2028-03-02')), round)).toBeNull();
  });

  it('is not passed on: neither by the agent, nor to somebody who is absent himself', () => {
    expect(problemOfProxy(proxy('乙', '丙'), [proxy('甲', '乙')])).toBe('PROXY_CHAIN');
    expect(problemOfProxy(proxy('丁', '甲'), [proxy('甲', '乙')])).toBe('PROXY_CHAIN');
    expect(problemOfProxy(proxy('乙', '丙'), [proxy('甲', '乙')], 2)).toBeNull();
    expect(problemOfProxy(proxy('丙', '丁'), [proxy('甲', '乙'), proxy('乙', '丙')], 2)).toBe('PROXY_CHAIN');
  });

  it('may stand for several', () => {
    expect(problemOfProxy(proxy('丙', '乙'), [proxy('甲', '乙')])).toBeNull();
  });
});

test('a year is the longest, also one that begins on 29 February', () => {
  expect(isTooLong(days('2028-02-29', '2029-02-28'))).toBe(false);
  expect(isTooLong(days('2027-03-01', '2028-02-29'))).toBe(false);
  expect(isTooLong(days('2028-02-29', '2029-03-01'))).toBe(true);
});

test('no kinds named are all kinds', () => {
  expect([coversKind(null, 'x'), coversKind(undefined, 'x'), coversKind(['y'], 'x')]).toEqual([
    true,
    true,
    false,
  ]);
});
