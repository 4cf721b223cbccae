import { STAGE_OF_STEP } from '../../domain/blueprints/campaign.blueprint.js';
import { addDays, civilDateOf, endOfDay } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { calendarOf } from '../steps/step-rules.js';
import { stageOf } from './campaign.store.js';
import { closingDay } from './plan-dates.js';

/** Working days for what the plan leaves no time for any more: a hand-in that opens late, a sign-off after the stage's end. */
const GRACE_WORKING_DAYS = { handIn: 5, arrange: 5, closing: 3, mechanism: 5 } as const;

/** The deadline of a step that follows from its stage's dates; null for one that counts its own days. */
export async function deadlineInStage(
  { manager, now, process }: EffectContext,
  key: string,
): Promise<Date | null> {
  const stageKey = STAGE_OF_STEP[key];
  const kind = kindOf(key);
  if (!stageKey || !kind) return null;
  const stage = await stageOf(manager, process.id, stageKey);
  const planned =
    kind === 'handIn'
      ? (stage.handInDate ?? stage.toDate)
      : kind === 'mechanism'
        ? addDays(closingDay(stage), -1)
        : stage.toDate;
  const at = endOfDay(planned);
  if (at > now) return at;
  const calendar = await calendarOf(manager);
  return endOfDay(calendar.addWorkingDays(civilDateOf(now), GRACE_WORKING_DAYS[kind]));
}

function kindOf(key: string): keyof typeof GRACE_WORKING_DAYS | null {
  if (['mobilise', 'visit', 'interim', 'final'].includes(key)) return 'handIn';
  if (key.startsWith('close')) return 'closing';
  return key === 'arrange' || key === 'mechanism' ? key : null;
}
