import type { MatterFiguresView, MatterView, MeetingView } from '../../../contracts/http/meetings.js';
import type { MatterLine } from '../../../database/meetings/matter-list.repository.js';
import type { MeetingRecord } from '../../../database/meetings/meeting-record.repository.js';
import { MATTER_STATES } from '../../../domain/blueprints/decided-matter.blueprint.js';
import { ATTENDANCE_LABELS } from '../../../domain/meetings/forms.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

/** The light is about the lead unit's limit: it stands still from when the lead said that it is done. */
export function matterView({ warnAt, paused, ...line }: MatterLine, now: Date): MatterView {
  const { limitAt, doneAt, closedAt, state } = line;
  return {
    ...line,
    stateLabel: MATTER_STATES[state],
    ...lightOf({ deadline: limitAt, warnAt, now, closedAt: doneAt ?? closedAt, paused }),
    limitAt: formatInstant(limitAt),
    doneAt: formatInstantOrNull(doneAt),
    closedAt: formatInstantOrNull(closedAt),
  };
}

export function figuresOf(matters: readonly MatterView[]): MatterFiguresView {
  const over = matters.filter(({ closedAt }) => closedAt !== null).length;
  return {
    open: matters.length - over,
    late: matters.filter(({ late }) => late).length,
    closed: over,
  };
}

export function participantViews({ participants }: MeetingRecord): MeetingView['participants'] {
  return participants.map((one) => ({
    ...one,
    notifiedAt: formatInstantOrNull(one.notifiedAt),
    attendanceLabel: one.attendance && ATTENDANCE_LABELS[one.attendance],
  }));
}
