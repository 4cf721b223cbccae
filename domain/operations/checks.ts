import type { CivilDate } from '../time/zone.js';
import { formatInstant } from '../time/zone.js';

export type CheckLight = 'green' | 'yellow' | 'red' | 'grey';
export type CheckKey =
  | 'api'
  | 'database'
  | 'temporal'
  | 'workers'
  | 'outbox'
  | 'clock'
  | 'deliveries'
  | 'rehearsals'
  | 'years'
  | 'record'
  | 'processes';

export interface Check {
  key: CheckKey;
  label: string;
  light: CheckLight;
  says: string;
  todo: string | null;
  count: number | null;
  since: Date | null;
}

/** What is in the tables about the installation itself. */
export interface TableFacts {
  outboxWaiting: number;
  /** Tried, and not taken by Temporal. */
  outboxFailing: number;
  outboxOldest: Date | null;
  /** The earliest instant at which a clock should have looked at a step, or will. */
  clockDue: Date | null;
  deliveriesWaiting: number;
  deliveriesDead: number;
  /** When the first of those that wait is due. */
  deliveriesDue: Date | null;
  rehearsalsQueued: number;
  rehearsalsRunning: number;
  rehearsalsOldest: Date | null;
  /** Open alarms of annual cycles in the regions of who asks. */
  alarms: number;
  sealedAt: Date | null;
  /** When the hourly comparison last looked. */
  comparedAt: Date | null;
  stuck: number;
}

export interface OperationsFacts {
  now: Date;
  startedAt: Date;
  database: 'ok' | 'unreachable';
  migrations: 'ok' | 'pending' | 'unknown';
  temporal: 'ok' | 'unreachable' | 'unknown';
  /** Null where nobody could be asked. */
  workers: { count: number; seenAt: Date | null } | null;
  tables: TableFacts;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A long poll lasts a minute: who hasn't asked for work for two is gone. */
export const WORKER_GONE_MS = 2 * MINUTE;

const TELL_OPERATOR = '请联系系统运维人员';

/** Each part of the installation with its light, one sentence, and what to do; always in the same order. */
export function operationsChecks(facts: OperationsFacts): Check[] {
  return [
    api(facts),
    database(facts),
    temporal(facts),
    workers(facts),
    outbox(facts),
    clock(facts),
    deliveries(facts),
    rehearsals(facts),
    years(facts),
    record(facts),
    processes(facts),
  ];
}

const ORDER: readonly CheckLight[] = ['red', 'yellow', 'grey', 'green'];

export function worstLight(checks: readonly { light: CheckLight }[]): CheckLight {
  return ORDER.find((light) => checks.some((check) => check.light === light)) ?? 'grey';
}

function api({ startedAt, now }: OperationsFacts): Check {
  const says = `接口服务正常，已连续运行${lasting(now.getTime() - startedAt.getTime())}。`;
  return check('api', '接口服务', 'green', says, { since: startedAt });
}

function database({ database, migrations }: OperationsFacts): Check {
  if (database !== 'ok')
    return check('database', '数据库', 'red', '数据库连接不上，现在不能办理业务。', {
      todo: `${TELL_OPERATOR}检查数据库服务和网络。`,
    });
  if (migrations !== 'ok')
    return check('database', '数据库', 'red', '数据库的表结构还没有升级到本版本。', {
      todo: `${TELL_OPERATOR}执行数据库升级。`,
    });
  return check('database', '数据库', 'green', '数据库正常，表结构与本版本一致。');
}

function temporal({ temporal }: OperationsFacts): Check {
  const label = '流程引擎';
  if (temporal === 'ok') return check('temporal', label, 'green', '流程引擎可以连接。');
  if (temporal === 'unknown') return check('temporal', label, 'grey', '没有配置流程引擎的地址，情况不明。');
  return check('temporal', label, 'red', '流程引擎连接不上：签批照常受理，但后续环节暂时不会开启。', {
    todo: `${TELL_OPERATOR}检查流程引擎；恢复后积压的会自动继续。`,
  });
}

function workers({ workers, now }: OperationsFacts): Check {
  const label = '后台办理程序';
  if (!workers) return check('workers', label, 'grey', '流程引擎没有回答，后台办理程序的情况不明。');
  const { count, seenAt } = workers;
  if (count > 0 && seenAt && now.getTime() - seenAt.getTime() < WORKER_GONE_MS)
    return check('workers', label, 'green', `有 ${count} 个后台办理程序在工作。`, { count, since: seenAt });
  return check('workers', label, 'red', '没有后台办理程序在工作：后续环节不开启，提醒和督办不发出。', {
    count: 0,
    since: seenAt,
    todo: `${TELL_OPERATOR}启动后台办理程序；启动后积压的会自动补办。`,
  });
}

function outbox({ tables, now }: OperationsFacts): Check {
  const label = '办理结果传送';
  const { outboxWaiting: count, outboxOldest: since, outboxFailing } = tables;
  if (count === 0 || !since)
    return check('outbox', label, 'green', '办理结果都已传给流程引擎。', { count: 0 });
  const age = now.getTime() - since.getTime();
  const says = `有 ${count} 条消息等待传送，最早的等了${lasting(age)}${outboxFailing > 0 ? `，其中 ${outboxFailing} 条没有传送成功` : ''}。`;
  const light = age > 5 * MINUTE ? 'red' : age > 30 * SECOND || outboxFailing > 0 ? 'yellow' : 'green';
  const todo =
    light === 'red'
      ? '消息不会丢失，会自动重试。先看流程引擎和后台办理程序是否正常，再到“卡住的工作”逐项修复。'
      : light === 'yellow'
        ? '系统正在自动重试，请过几分钟再看。'
        : null;
  return check('outbox', label, light, says, { count, since, todo });
}

function clock({ tables, now }: OperationsFacts): Check {
  const label = '时限提醒';
  const { clockDue } = tables;
  const late = clockDue === null ? 0 : now.getTime() - clockDue.getTime();
  if (late <= MINUTE) return check('clock', label, 'green', '到期的提醒、督办都已按时处理。');
  const says = `提醒和督办的处理落后${lasting(late)}。`;
  if (late <= 5 * MINUTE)
    return check('clock', label, 'yellow', says, { since: clockDue, todo: '请过几分钟再看。' });
  return check('clock', label, 'red', says, {
    since: clockDue,
    todo: `${TELL_OPERATOR}检查后台办理程序；恢复后漏发的督办会补发。`,
  });
}

function deliveries({ tables, now }: OperationsFacts): Check {
  const label = '邮件和推送';
  const { deliveriesWaiting, deliveriesDead, deliveriesDue } = tables;
  const late = deliveriesDue === null ? 0 : now.getTime() - deliveriesDue.getTime();
  if (late > 10 * MINUTE)
    return check(
      'deliveries',
      label,
      'red',
      `有 ${deliveriesWaiting} 件通知等待发出，已落后${lasting(late)}。`,
      {
        count: deliveriesWaiting,
        since: deliveriesDue,
        todo: `${TELL_OPERATOR}检查后台办理程序；系统内的通知不受影响。`,
      },
    );
  if (deliveriesDead > 0)
    return check('deliveries', label, 'yellow', `有 ${deliveriesDead} 件通知多次发送失败，已停止重试。`, {
      count: deliveriesDead,
      todo: '请在通知发送记录中查看原因，改正邮箱或推送地址后重新发送。',
    });
  const says = deliveriesWaiting > 0 ? `有 ${deliveriesWaiting} 件通知等待发出。` : '通知都已发出。';
  return check('deliveries', label, 'green', says, { count: deliveriesWaiting });
}

function rehearsals({ tables, now }: OperationsFacts): Check {
  const label = '预演';
  const { rehearsalsQueued: count, rehearsalsRunning, rehearsalsOldest: since } = tables;
  const says = `正在预演 ${rehearsalsRunning} 个，排队 ${count} 个。`;
  if (count > 0 && since && now.getTime() - since.getTime() > 30 * MINUTE)
    return check('rehearsals', label, 'yellow', says, {
      count,
      since,
      todo: `最早的已排队${lasting(now.getTime() - since.getTime())}：可以取消不需要的预演，或者${TELL_OPERATOR.slice(1)}检查预演程序。`,
    });
  return check('rehearsals', label, 'green', says, { count, since });
}

function years({ tables: { alarms } }: OperationsFacts): Check {
  const label = '年度自动启动';
  if (alarms === 0) return check('years', label, 'green', '到期的安排都已自行启动。', { count: 0 });
  return check('years', label, 'red', `有 ${alarms} 项到期的安排没有自行启动。`, {
    count: alarms,
    todo: '请双拥办在年度工作的告警中逐项处理。',
  });
}

function record({ tables: { sealedAt, comparedAt }, now }: OperationsFacts): Check {
  const label = '过程留痕';
  if (!comparedAt)
    return check('record', label, 'grey', '系统启用不久，还没有做过每小时的封存和核对。', {
      since: sealedAt,
    });
  const sealed = sealedAt ? `过程记录最近一次封存在${moment(sealedAt)}。` : '还没有过程记录需要封存。';
  if (now.getTime() - comparedAt.getTime() > 3 * HOUR)
    return check(
      'record',
      label,
      'yellow',
      `每小时的封存和核对已停了${lasting(now.getTime() - comparedAt.getTime())}。`,
      {
        since: comparedAt,
        todo: `${TELL_OPERATOR}检查后台办理程序。`,
      },
    );
  return check('record', label, 'green', sealed, { since: sealedAt });
}

function processes({ tables: { stuck, comparedAt } }: OperationsFacts): Check {
  const label = '卡住的工作';
  if (stuck > 0)
    return check('processes', label, 'red', `有 ${stuck} 项工作卡住了。`, {
      count: stuck,
      todo: '请在“卡住的工作”中逐项查看、修复。',
    });
  const says = comparedAt ? '没有发现卡住的工作。' : '还没有做过每小时的核对。';
  return check('processes', label, comparedAt ? 'green' : 'grey', says, { count: 0, since: comparedAt });
}

function check(
  key: CheckKey,
  label: string,
  light: CheckLight,
  says: string,
  { todo = null, count = null, since = null }: Partial<Pick<Check, 'todo' | 'count' | 'since'>> = {},
): Check {
  return { key, label, light, says, todo, count, since };
}

/** “ 12 秒”, “ 3 分钟”, “ 2 小时”, “ 5 天”: as exact as anybody needs. */
function lasting(ms: number): string {
  if (ms < MINUTE) return ` ${Math.max(1, Math.round(ms / SECOND))} 秒`;
  if (ms < HOUR) return ` ${Math.round(ms / MINUTE)} 分钟`;
  if (ms < 48 * HOUR) return ` ${Math.round(ms / HOUR)} 小时`;
  return ` ${Math.round(ms / (24 * HOUR))} 天`;
}

function moment(instant: Date): string {
  const [date = '', time = ''] = formatInstant(instant).split('T');
  const [, month, day] = (date as CivilDate).split('-');
  return ` ${Number(month)} 月 ${Number(day)} 日 ${time.slice(0, 5)}`;
}
