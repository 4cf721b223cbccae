import { expect, test } from '@jest/globals';
import {
  operationsChecks,
  worstLight,
  type CheckKey,
  type OperationsFacts,
  type TableFacts,
} from '../../../domain/operations/checks.js';
import { STUCK_WORDS } from '../../../domain/operations/stuck.js';

const NOW = new Date('2027-03-01T02:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const WELL: TableFacts = {
  ...{ outboxWaiting: 0, outboxFailing: 0, outboxOldest: null, clockDue: null },
  ...{ deliveriesWaiting: 0, deliveriesDead: 0, deliveriesDue: null },
  ...{ rehearsalsQueued: 0, rehearsalsRunning: 0, rehearsalsOldest: null },
  ...{ alarms: 0, sealedAt: ago(1800), comparedAt: ago(1800), stuck: 0 },
};
const checksOf = (tables: Partial<TableFacts>, others: Partial<OperationsFacts> = {}) =>
  operationsChecks({
    now: NOW,
    startedAt: ago(7200),
    database: 'ok',
    migrations: 'ok',
    temporal: 'ok',
    workers: { count: 2, seenAt: ago(20) },
    ...others,
    tables: { ...WELL, ...tables },
  });

test('all is well: everything green, nothing to do', () => {
  const checks = checksOf({});
  expect(checks.map(({ light, todo }) => [light, todo])).toEqual(checks.map(() => ['green', null]));
  expect(worstLight(checks)).toBe('green');
});

test.each<[string, CheckKey, string, RegExp, Partial<TableFacts>, Partial<OperationsFacts>]>([
  ['no database', 'database', 'red', /不能办理/, {}, { database: 'unreachable', migrations: 'unknown' }],
  ['tables of an older version', 'database', 'red', /升级/, {}, { migrations: 'pending' }],
  ['no Temporal', 'temporal', 'red', /签批照常受理/, {}, { temporal: 'unreachable' }],
  ['no address of Temporal', 'temporal', 'grey', /情况不明/, {}, { temporal: 'unknown' }],
  ['nobody asks for work', 'workers', 'red', /没有后台办理程序/, {}, { workers: { count: 0, seenAt: null } }],
  ['a worker gone', 'workers', 'red', /没有后台/, {}, { workers: { count: 1, seenAt: ago(180) } }],
  ['Temporal says nothing', 'workers', 'grey', /情况不明/, {}, { workers: null }],
  ['just written', 'outbox', 'green', /等了 2 秒/, { outboxWaiting: 3, outboxOldest: ago(2) }, {}],
  ['waits', 'outbox', 'yellow', /等了 40 秒/, { outboxWaiting: 3, outboxOldest: ago(40) }, {}],
  [
    'tried in vain',
    'outbox',
    'yellow',
    /1 条没有传送成功/,
    { outboxWaiting: 3, outboxFailing: 1, outboxOldest: ago(9) },
    {},
  ],
  ['waits long', 'outbox', 'red', /等了 10 分钟/, { outboxWaiting: 3, outboxOldest: ago(600) }, {}],
  ['the clock a little late', 'clock', 'yellow', /落后 2 分钟/, { clockDue: ago(120) }, {}],
  ['the clock stands', 'clock', 'red', /落后 2 小时/, { clockDue: ago(7200) }, {}],
  ['the next look is to come', 'clock', 'green', /按时/, { clockDue: ago(-3600) }, {}],
  ['dead letters', 'deliveries', 'yellow', /2 件/, { deliveriesDead: 2 }, {}],
  ['mail stands', 'deliveries', 'red', /落后 15 分钟/, { deliveriesWaiting: 4, deliveriesDue: ago(900) }, {}],
  [
    'mail for tomorrow',
    'deliveries',
    'green',
    /4 件/,
    { deliveriesWaiting: 4, deliveriesDue: ago(-900) },
    {},
  ],
  [
    'a long queue',
    'rehearsals',
    'yellow',
    /排队 1 个/,
    { rehearsalsQueued: 1, rehearsalsOldest: ago(3600) },
    {},
  ],
  ['alarms', 'years', 'red', /1 项/, { alarms: 1 }, {}],
  ['no hour yet', 'record', 'grey', /启用不久/, { comparedAt: null, sealedAt: null }, {}],
  ['hours without a seal', 'record', 'yellow', /停了 5 小时/, { comparedAt: ago(5 * 3600) }, {}],
  ['stuck', 'processes', 'red', /7 项/, { stuck: 7 }, {}],
])('%s', (_, key, light, says, tables, others) => {
  const checks = checksOf(tables, others);
  const check = checks.find((one) => one.key === key);
  expect([check?.light, check?.says]).toEqual([light, expect.stringMatching(says)]);
  // What is red or yellow says what to do; what is well asks for nothing.
  expect(check?.todo === null).toBe(light === 'green' || light === 'grey');
  expect(worstLight(checks)).toBe(light);
});

test('the record says when it was sealed, in Chinese time', () => {
  const check = checksOf({ sealedAt: new Date('2027-02-28T17:05:00Z') }).find(({ key }) => key === 'record');
  expect(check?.says).toBe('过程记录最近一次封存在 3 月 1 日 01:05。');
});

test('only what may be done twice without harm is offered for repair', () => {
  expect(
    Object.entries(STUCK_WORDS)
      .filter(([, { repairable }]) => repairable)
      .map(([reason]) => reason),
  ).toEqual(['undelivered']);
});
