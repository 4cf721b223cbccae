import { type LadderPolicy, RUNG_RECIPIENTS } from './ladder-policy.js';
import { type Offset, offsetKey } from './offset.js';
import { type RuleProblem, RuleReader, under } from './problem.js';

/** Largest offset of each unit: about a year. */
const LIMITS = { workingDays: 260, calendarDays: 366, hours: 8784, minutes: 527_040 } as const;
type Unit = keyof typeof LIMITS;

const MINUTES_IN: Record<Unit, number> = { workingDays: 1440, calendarDays: 1440, hours: 60, minutes: 1 };

/** What is wrong with a ladder somebody typed; an empty list means it is a LadderPolicy. Never throws. */
export function checkLadder(input: unknown): RuleProblem[] {
  const reader = new RuleReader();
  const policy = reader.object(input, '');
  if (policy === null) return reader.problems;
  reader.noOtherFields(policy, '', ['warn', 'reminders', 'rungs', 'unacknowledged']);
  checkOffset(policy['warn'], 'warn', reader);
  checkReminders(policy['reminders'], reader);
  checkRungs(policy['rungs'], reader);
  if (policy['unacknowledged'] !== undefined) {
    checkOffset(policy['unacknowledged'], 'unacknowledged', reader);
  }
  return reader.problems;
}

/** checkLadder as a type guard. */
export function isLadderPolicy(input: unknown): input is LadderPolicy {
  return checkLadder(input).length === 0;
}

function checkReminders(value: unknown, reader: RuleReader): void {
  const seen = new Set<string>();
  reader.list(value, 'reminders', 20)?.forEach((item, index) => {
    const path = `reminders[${index}]`;
    const offset = checkOffset(item, path, reader);
    if (offset === null) return;
    const key = offsetKey(offset);
    if (seen.has(key)) reader.report(path, 'duplicate', '同一提前量的提醒只能有一次');
    seen.add(key);
  });
}

function checkRungs(value: unknown, reader: RuleReader): void {
  let below: Offset | null = null;
  reader.list(value, 'rungs', 20)?.forEach((item, index) => {
    const path = `rungs[${index}]`;
    const rung = reader.object(item, path);
    if (rung === null) return;
    reader.noOtherFields(rung, path, ['after', 'to']);
    checkRecipients(rung['to'], under(path, 'to'), reader);
    // A rung at the deadline itself: who is told the moment it passes (三（一）1, March 20).
    const after = checkOffset(rung['after'], under(path, 'after'), reader, 0);
    if (after === null) return;
    if (below !== null && !climbs(below, after)) {
      reader.report(under(path, 'after'), 'notAscending', '上一级必须晚于下一级');
    }
    below = after;
  });
}

function checkRecipients(value: unknown, path: string, reader: RuleReader): void {
  const list = reader.list(value, path, RUNG_RECIPIENTS.length);
  if (list === null) return;
  if (list.length === 0) reader.report(path, 'empty', '至少通知一个岗位');
  list.forEach((recipient, index) => {
    if (!(RUNG_RECIPIENTS as readonly unknown[]).includes(recipient)) {
      reader.report(`${path}[${index}]`, 'unknownRecipient', '不认识的通知对象');
    } else if (list.indexOf(recipient) !== index) {
      reader.report(`${path}[${index}]`, 'duplicate', '通知对象重复');
    }
  });
}

function checkOffset(value: unknown, path: string, reader: RuleReader, least = 1): Offset | null {
  if (value === undefined) {
    reader.report(path, 'missing', '必须填写');
    return null;
  }
  const offset = reader.object(value, path);
  if (offset === null) return null;
  const [unit, ...others] = Object.keys(offset);
  if (unit === undefined || others.length > 0 || !Object.hasOwn(LIMITS, unit)) {
    reader.report(path, 'badOffset', '须填且只填一种单位：工作日、自然日、小时或分钟');
    return null;
  }
  const amount = reader.integer(offset[unit], under(path, unit), least, LIMITS[unit as Unit]);
  return amount === null ? null : ({ [unit]: amount } as unknown as Offset);
}

/** Whether a rung lies above the one below. Unlike units can't be compared exactly, so there equal lengths pass. */
function climbs(below: Offset, above: Offset): boolean {
  const [lowerUnit, lower] = Object.entries(below)[0] as [Unit, number];
  const [upperUnit, upper] = Object.entries(above)[0] as [Unit, number];
  if (lowerUnit === upperUnit) return upper > lower;
  return upper * MINUTES_IN[upperUnit] >= lower * MINUTES_IN[lowerUnit];
}
