import { Refusal } from '../errors/refusal.js';
import type { AttendanceEntry } from './forms.js';

export interface Invitee {
  /** Set for a leader, who is invited by his position. */
  positionId: string | null;
  unitId: string;
  name: string;
}

/** The entry about somebody invited. */
export function entryOf(
  { positionId, unitId }: Pick<Invitee, 'positionId' | 'unitId'>,
  entries: readonly AttendanceEntry[],
): AttendanceEntry | undefined {
  return entries.find((entry) =>
    positionId === null
      ? entry.unitId === unitId && entry.positionId === undefined
      : entry.positionId === positionId,
  );
}

/**
 * The list says of everybody invited how he attended: 代会 with who came instead, 请假 with the reason.
 * @throws Refusal ATTENDANCE_INCOMPLETE naming who is missing, FORM_REQUIRED, INVALID_FIELD
 */
export function checkAttendance(
  invited: readonly Invitee[],
  entries: readonly AttendanceEntry[],
  path = 'form.entries',
): void {
  entries.forEach((entry, index) => {
    const at = `${path}[${index}]`;
    const known = invited.some((invitee) => entryOf(invitee, [entry]) !== undefined);
    if (!known || entries.some((other, later) => later > index && sameInvitee(entry, other)))
      throw new Refusal(
        'INVALID_FIELD',
        { field: '出席情况', reason: known ? '同一与会者只登记一次' : '不在通知的与会范围，应作列席' },
        at,
      );
    if (entry.attendance === 'substitute' && !entry.substitute?.trim())
      throw new Refusal('FORM_REQUIRED', { field: '代会人' }, `${at}.substitute`);
    if (entry.attendance === 'absent' && !entry.reason?.trim())
      throw new Refusal('FORM_REQUIRED', { field: '请假事由' }, `${at}.reason`);
  });
  const missing = invited.filter((invitee) => entryOf(invitee, entries) === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join('、');
    throw new Refusal('ATTENDANCE_INCOMPLETE', { names }, path);
  }
}

function sameInvitee(one: AttendanceEntry, other: AttendanceEntry): boolean {
  return one.positionId === other.positionId && one.unitId === other.unitId;
}
