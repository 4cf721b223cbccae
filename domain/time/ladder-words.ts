import type { LadderPolicy, RungRecipient } from './ladder-policy.js';
import { describeOffset, type Offset } from './offset.js';

export interface LadderInWords {
  warn: string;
  reminders: string[];
  rungs: string[];
  unacknowledged: string | null;
}

/** Total: a new recipient without a word does not compile. */
export const RUNG_RECIPIENT_LABELS: Record<RungRecipient, string> = {
  assignee: '承办人',
  unitLeader: '单位分管领导',
  officeDirector: '双拥办主任',
  deputyLeader: '副组长',
  groupLeader: '组长',
  parentOffice: '上级双拥办',
};

/** A ladder as a person reads it. */
export function ladderInWords({ warn, reminders, rungs, unacknowledged }: LadderPolicy): LadderInWords {
  return {
    warn: `到期前${describeOffset(warn)}转黄灯`,
    reminders: reminders.map((offset) => `到期前${describeOffset(offset)}提醒承办人`),
    rungs: rungs.map(
      ({ after, to }) =>
        `${overdueBy(after)}，督办至${to.map((one) => RUNG_RECIPIENT_LABELS[one]).join('、')}`,
    ),
    unacknowledged: unacknowledged ? `${describeOffset(unacknowledged)}未签收的，提醒承办人签收` : null,
  };
}

function overdueBy(after: Offset): string {
  return Object.values(after).every((amount) => amount === 0) ? '一逾期' : `逾期${describeOffset(after)}`;
}
