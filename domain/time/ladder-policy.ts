import { type Offset } from './offset.js';

/** Who a rung tells. Positions, never names: whoever holds the position at that moment. */
export const RUNG_RECIPIENTS = [
  'assignee',
  'unitLeader',
  'officeDirector',
  'deputyLeader',
  'groupLeader',
  'parentOffice',
] as const;
export type RungRecipient = (typeof RUNG_RECIPIENTS)[number];

/** Reminders (催办) before a deadline and escalation (督办、逐级上报) after it, as data an administrator can change. */
export interface LadderPolicy {
  /** How long before the deadline the light turns yellow. */
  warn: Offset;
  /** Before the deadline. */
  reminders: Offset[];
  /** After the deadline, in order. */
  rungs: { after: Offset; to: RungRecipient[] }[];
  /** After opening: remind whoever hasn't 签收'd. */
  unacknowledged?: Offset;
}

/** DOMAIN section 2, 3: 分管领导 → 双拥办主任 → 副组长 → 组长 → 上级双拥办; reminders of 3.1 “双清单”. */
export const DEFAULT_LADDER: LadderPolicy = {
  warn: { workingDays: 3 },
  reminders: [{ workingDays: 10 }, { workingDays: 5 }, { workingDays: 1 }],
  rungs: [
    { after: { workingDays: 1 }, to: ['unitLeader'] },
    { after: { workingDays: 3 }, to: ['officeDirector'] },
    { after: { workingDays: 5 }, to: ['deputyLeader'] },
    { after: { workingDays: 8 }, to: ['groupLeader'] },
    { after: { workingDays: 12 }, to: ['parentOffice'] },
  ],
  unacknowledged: { workingDays: 1 },
};

/** The same chain for matters of hours, around the clock. */
export const URGENT_LADDER: LadderPolicy = {
  warn: { hours: 2 },
  reminders: [{ hours: 4 }, { hours: 1 }, { minutes: 15 }],
  rungs: [
    { after: { minutes: 15 }, to: ['unitLeader'] },
    { after: { minutes: 30 }, to: ['officeDirector'] },
    { after: { hours: 1 }, to: ['deputyLeader'] },
    { after: { hours: 2 }, to: ['groupLeader'] },
    { after: { hours: 4 }, to: ['parentOffice'] },
  ],
  unacknowledged: { minutes: 30 },
};
