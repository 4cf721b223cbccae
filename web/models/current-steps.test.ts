import { describe, expect, test } from 'vitest';
import { dueInWords, mineOf, sinceInWords, waitingInWords, type CurrentStep } from './current-steps.js';

const now = new Date('2027-03-12T02:00:00Z');
const step = (change: Partial<CurrentStep> = {}): CurrentStep => ({
  step: 'notified',
  label: '签收通知',
  since: '2027-03-11T01:00:00Z',
  deadline: '2027-03-15T15:59:59Z',
  light: 'green',
  asked: 4,
  waiting: 1,
  waitingFor: ['县财政局 联络员'],
  mine: null,
  ...change,
});

describe('what a process waits for', () => {
  test('names three and counts the rest', () => {
    expect(waitingInWords(step())).toBe('等 县财政局 联络员');
    expect(waitingInWords(step({ waiting: 12 }))).toBe('等 县财政局 联络员 等 12 项');
  });

  test('says since when, and when it is due', () => {
    expect(sinceInWords('2027-03-12T01:00:00Z', now)).toBe('今天起');
    expect(sinceInWords('2027-03-09T01:00:00Z', now)).toBe('已等 3 天');
    expect(dueInWords(step(), now)).toBe('还有 3 天');
    expect(dueInWords(step({ deadline: null }), now)).toBe('没有时限');
  });

  test('offers my own task of the nearest deadline', () => {
    const later = step({ mine: 'later', deadline: null });
    expect(mineOf([later, step({ mine: 'sooner' }), step()])).toBe('sooner');
    expect(mineOf([step()])).toBeUndefined();
  });
});
