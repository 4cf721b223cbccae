import { describe, expect, test } from 'vitest';
import { dateInWords, instantInWords, shortInstant, timeLeft } from './when.js';

const now = new Date('2027-02-28T15:59:00Z');

describe('times as offices write them', () => {
  test('are of +08:00, whatever the zone of the browser', () => {
    expect(instantInWords('2027-02-28T15:59:59.999Z')).toBe('2027年2月28日 23:59');
    expect(instantInWords('2027-02-28T16:00:00Z')).toBe('2027年3月1日 00:00');
    expect(dateInWords('2028-02-29')).toBe('2028年2月29日');
  });

  test('carry the year only when it is another', () => {
    expect(shortInstant('2027-03-05T01:00:00Z', now)).toBe('03-05 09:00');
    expect(shortInstant('2026-12-31T15:00:00Z', now)).toBe('2026-12-31 23:00');
  });

  test.each([
    ['2027-03-03T16:00:00Z', '还有 3 天'],
    ['2027-02-28T20:59:00Z', '还有 5 小时'],
    ['2027-02-28T15:59:30Z', '还有 1 分钟'],
    ['2027-02-26T15:58:00Z', '已逾期 2 天'],
  ])('%s: %s', (deadline, words) => expect(timeLeft(deadline, now)).toBe(words));
});
