import type {
  AccountView,
  MatterFiguresView,
  MatterView,
  MeetingLineView,
  MeetingView,
} from '../../../contracts/http/meetings.js';
import type { UnitAccount } from '../../../database/meetings/matter-account.repository.js';
import type { MatterLine } from '../../../database/meetings/matter-list.repository.js';
import type { MeetingLine } from '../../../database/meetings/meeting-list.repository.js';
import type { MeetingRecord } from '../../../database/meetings/meeting-record.repository.js';
import { MATTER_STATES } from '../../../domain/blueprints/decided-matter.blueprint.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { ATTENDANCE_LABELS } from '../../../domain/meetings/forms.js';
import { gatheringLabel } from '../../../domain/meetings/kinds.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

/** The light is about the lead unit's limit: it stands still from when the lead said that it is done. */
export function matterView({ warnAt, paused, ...line }: MatterLine, now: Date): MatterView {
  const { meetingProcess, ...told } = line;
  const { limitAt, doneAt, closedAt, state, meetingKind } = told;
  return {
    ...told,
    meetingKindLabel: gatheringLabel(meetingKind) ?? blueprintOf(meetingProcess).label,
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

/** What a meeting is called: by its own kind, or as its process is. */
export function meetingLineView({
  outcome,
  openMatters,
  at: _,
  ...line
}: MeetingLine): Omit<MeetingLineView, 'now'> {
  const blueprint = blueprintOf(line.kind);
  return {
    ...line,
    kindLabel: blueprint.label,
    meetingKindLabel: gatheringLabel(line.meetingKind) ?? blueprint.label,
    outcomeLabel: outcome === null ? null : processOutcomeLabel(blueprint, outcome),
    startsAt: formatInstantOrNull(line.startsAt),
    heldAt: formatInstantOrNull(line.heldAt),
    openMatters,
  };
}

export function accountView(units: readonly UnitAccount[]): AccountView {
  const sum = (light: 'green' | 'yellow' | 'red'): number =>
    units.reduce((total, unit) => total + unit[light], 0);
  const [green, yellow, red] = [sum('green'), sum('yellow'), sum('red')];
  return {
    units: units.map((unit) => ({ ...unit, open: unit.green + unit.yellow + unit.red })),
    total: { open: green + yellow + red, green, yellow, red },
  };
}
