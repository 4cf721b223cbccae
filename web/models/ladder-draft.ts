import { checkLadder } from '../../domain/time/ladder-check.js';
import type { LadderPolicy, RungRecipient } from '../../domain/time/ladder-policy.js';
import type { Offset } from '../../domain/time/offset.js';

export const OFFSET_UNITS = {
  workingDays: '个工作日',
  calendarDays: '天',
  hours: '小时',
  minutes: '分钟',
} as const;
export type OffsetUnit = keyof typeof OFFSET_UNITS;

/** An offset while it is being typed: an emptied field is no number yet. */
export interface OffsetDraft {
  amount: number | undefined;
  unit: OffsetUnit;
}

/** A ladder as a form edits it. `unacknowledged` null: nobody is reminded to 签收. */
export interface LadderDraft {
  warn: OffsetDraft;
  reminders: OffsetDraft[];
  rungs: { after: OffsetDraft; to: RungRecipient[] }[];
  unacknowledged: OffsetDraft | null;
}

/** Whom each further rung tells, from the unit upwards (DOMAIN section 2, 3). */
const UPWARDS: readonly RungRecipient[] = [
  'unitLeader',
  'officeDirector',
  'deputyLeader',
  'groupLeader',
  'parentOffice',
];

export function draftOf({ warn, reminders, rungs, unacknowledged }: LadderPolicy): LadderDraft {
  return {
    warn: offsetDraft(warn),
    reminders: reminders.map(offsetDraft),
    rungs: rungs.map(({ after, to }) => ({ after: offsetDraft(after), to: [...to] })),
    unacknowledged: unacknowledged ? offsetDraft(unacknowledged) : null,
  };
}

/** What is sent. A field still empty has no amount: `problemsOf` names it. */
export function policyOf({ warn, reminders, rungs, unacknowledged }: LadderDraft): LadderPolicy {
  return {
    warn: offsetOf(warn),
    reminders: reminders.map(offsetOf),
    rungs: rungs.map(({ after, to }) => ({ after: offsetOf(after), to: [...to] })),
    ...(unacknowledged ? { unacknowledged: offsetOf(unacknowledged) } : {}),
  };
}

/** What is wrong, by the place in the form: `warn`, `reminders[1]`, `rungs[0].after`, `rungs[0].to`. The same law as the API's. */
export function problemsOf(draft: LadderDraft): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of checkLadder(policyOf(draft))) found[placeOf(path)] ??= message;
  return found;
}

/** The same for what the API refused: its paths begin with `policy.` and end at the number. */
export function placeOf(path: string): string {
  return path
    .replace(/^policy\.?/, '')
    .replace(/\.(workingDays|calendarDays|hours|minutes)$/, '')
    .replace(/\.to\[\d+\]$/, '.to');
}

/** A further reminder, closer to the deadline than the last one. */
export function addReminder(draft: LadderDraft): void {
  const last = draft.reminders.at(-1);
  draft.reminders.push(
    last
      ? { amount: Math.max(1, (last.amount ?? 2) - 1), unit: last.unit }
      : { amount: 3, unit: 'workingDays' },
  );
}

/** A further rung above the last one, to the next higher post that is not told yet. */
export function addRung(draft: LadderDraft): void {
  const last = draft.rungs.at(-1);
  const told = new Set(draft.rungs.flatMap(({ to }) => to));
  draft.rungs.push({
    after: last
      ? { amount: (last.after.amount ?? 0) + 1, unit: last.after.unit }
      : { amount: 1, unit: 'workingDays' },
    to: [UPWARDS.find((one) => !told.has(one)) ?? 'parentOffice'],
  });
}

function offsetDraft(offset: Offset): OffsetDraft {
  const [unit, amount] = Object.entries(offset)[0] as [OffsetUnit, number];
  return { amount, unit };
}

const offsetOf = ({ amount, unit }: OffsetDraft): Offset => ({ [unit]: amount }) as unknown as Offset;
