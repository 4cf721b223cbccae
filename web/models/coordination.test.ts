import { expect, test } from 'vitest';
import { gapsOf, limitInWords, minutesLeft, roundsOf, taskState } from './coordination.js';

type Seats = Parameters<typeof gapsOf>[0];
const seat = (label: string, vacant: boolean, holders: object[] = []) =>
  ({
    seat: label,
    label,
    body: 'group',
    optional: false,
    asks: '由政府分管领导担任',
    vacant,
    holders,
  }) as unknown as Seats[number];

test('a composition says what it lacks: nobody, somebody who left, somebody who is only proposed', () => {
  const holder = { person: '柏明远', unit: '县人武部', position: '副部长' };
  expect(
    gapsOf([
      seat('副组长', true),
      seat('成员', true, [{ ...holder, state: 'vacated' }]),
      seat('联络员', true, [
        { ...holder, state: 'vacated' },
        { ...holder, state: 'proposed' },
      ]),
      seat('组长', false),
    ]),
  ).toEqual([
    '副组长空缺，由政府分管领导担任',
    '成员空缺：柏明远已离任，由政府分管领导担任',
    '联络员尚未审定，已提出柏明远（县人武部副部长）',
  ]);
});

test('limits are said in what they were given in, the time left to the minute', () => {
  expect([{ minutes: 40 }, { hours: 2 }, { workingDays: 5 }, {}].map(limitInWords)).toEqual([
    '40 分钟',
    '2 小时',
    '5 个工作日',
    '',
  ]);
  const now = new Date('2027-03-12T02:00:00Z');
  expect(minutesLeft('2027-03-12T03:05:30Z', now)).toBe('还剩 1 小时 5 分钟');
  expect(minutesLeft('2027-03-12T01:48:00Z', now)).toBe('已超时 12 分钟');
});

test('a task has been signed for, or not, or is settled; the latest round stands first', () => {
  expect(taskState({ state: 'assigned', acknowledgedAt: null })).toBe('未签收');
  expect(taskState({ state: 'assigned', acknowledgedAt: '2027-03-12T02:00:00Z' })).toBe('办理中');
  expect(taskState({ state: 'released', acknowledgedAt: null })).toBe('办公室代为了结');
  const tasks = [1, 2, 1].map((round) => ({ round })) as unknown as Parameters<typeof roundsOf>[0];
  expect(roundsOf(tasks).map(({ round, tasks: own }) => [round, own.length])).toEqual([
    [2, 1],
    [1, 2],
  ]);
});
