import type { NamedRole } from '../../domain/blueprints/blueprint.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import { receiptOwners } from '../documents/receipts.js';
import type { EffectContext } from '../processes/effects.js';
import { unitsNamed, type NamedOwners } from '../processes/named-owners.js';
import { calendarOf } from '../steps/step-rules.js';
import { meetingOf, participantsOf, type ParticipantRow } from './meeting.store.js';

/** Working days after the meeting within which the office writes down who came. */
const AFTERWARDS = 1;

/** Who holds the roles that only a meeting knows. */
export async function meetingOwners(context: EffectContext, role: NamedRole): Promise<NamedOwners> {
  const { manager, process } = context;
  switch (role) {
    case 'participants':
      return invitedOwners(context);
    case 'attendingUnits':
      return unitsNamed(unitsInvited(await participantsOf(manager, process.id)));
    case 'matterLeads':
      return unitsNamed([
        ...new Set((await meetingOf(manager, process.id)).draftedMatters.map(({ leadUnitId }) => leadUnitId)),
      ]);
    case 'recipients':
      return minutesOwners(context);
    default:
      return {};
  }
}

/** Each once: a unit that took another's place may have been invited itself. */
function unitsInvited(invited: readonly Pick<ParticipantRow, 'unitId' | 'positionId'>[]): string[] {
  return [...new Set(invited.flatMap(({ unitId, positionId }) => (positionId === null ? [unitId] : [])))];
}

async function invitedOwners({ manager, process }: EffectContext): Promise<NamedOwners> {
  const invited = await participantsOf(manager, process.id);
  return {
    positions: invited.flatMap(({ positionId }) => (positionId === null ? [] : [{ positionId }])),
    ...unitsNamed(unitsInvited(invited)),
  };
}

/** Units that haven't signed for the minutes; the leading group has no liaison: its leaders sign for themselves. */
async function minutesOwners(context: EffectContext): Promise<NamedOwners> {
  const leaders = (await invitedOwners(context)).positions ?? [];
  const groups = new Set(
    (await participantsOf(context.manager, context.process.id)).flatMap(({ positionId, unitId }) =>
      positionId === null ? [] : [unitId],
    ),
  );
  const { units = [] } = await receiptOwners(context);
  return { positions: leaders, units: units.filter(({ unitId }) => !groups.has(unitId)) };
}

/** Deadlines that follow from the meeting's own dates. */
export async function meetingDeadline(
  { manager, process }: EffectContext,
  key: string,
): Promise<Date | null> {
  const { startsAt, materialDueAt } = await meetingOf(manager, process.id);
  if (key === 'material') return materialDueAt;
  if (key === 'notified' || !startsAt) return startsAt;
  const calendar = await calendarOf(manager);
  return endOfDay(calendar.addWorkingDays(civilDateOf(startsAt), AFTERWARDS));
}
