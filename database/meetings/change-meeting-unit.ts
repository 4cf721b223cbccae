import { CHANGE_WORDS } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { EffectContext } from '../processes/effects.js';
import type { UnitChange } from '../processes/unit-change.js';
import { changeMeeting, meetingOf } from './meeting.store.js';

/**
 * Another unit is invited in its place, one more or one less; or leads what the minutes draft. Leaders are invited by their positions: whoever
 * holds one comes. @throws Refusal INVALID_FIELD
 */
export async function changeMeetingUnit(context: EffectContext, change: UnitChange): Promise<void> {
  const { manager, process } = context;
  const { owner } = stepBlueprintOf(process.kind, change.key);
  if (owner === 'matterLeads') return changeDraftedLead(context, change);
  const { from, to } = change;
  if (from === null) {
    await manager.query(
      `insert into meeting_participant (meeting_id, seq, unit_id)
       select $1, coalesce(max(seq), 0) + 1, $2 from meeting_participant where meeting_id = $1`,
      [process.id, to],
    );
    return;
  }
  const [, rows]: [unknown, number] = await manager.query(
    to === null
      ? `delete from meeting_participant where meeting_id = $1 and unit_id = $2 and position_id is null`
      : `update meeting_participant set unit_id = $3 where meeting_id = $1 and unit_id = $2 and position_id is null`,
    to === null ? [process.id, from] : [process.id, from, to],
  );
  if (rows === 0)
    throw new Refusal(
      'INVALID_FIELD',
      { field: CHANGE_WORDS.unitId, reason: '与会领导按职务邀请，不按单位' },
      'unitId',
    );
}

async function changeDraftedLead(
  { manager, process }: EffectContext,
  { from, to }: UnitChange,
): Promise<void> {
  const { draftedMatters } = await meetingOf(manager, process.id);
  const changed = draftedMatters.map((matter) =>
    matter.leadUnitId === from && to !== null
      ? {
          ...matter,
          leadUnitId: to,
          cooperatingUnitIds: matter.cooperatingUnitIds.filter((id) => id !== to),
        }
      : matter,
  );
  await changeMeeting(manager, process.id, { draftedMatters: changed });
}
