import { Refusal } from '../../domain/errors/refusal.js';
import type { MaterialForm } from '../../domain/meetings/forms.js';
import type { EffectContext } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { processIdOf } from '../steps/ids.js';
import type { AssignmentRow } from '../steps/step.store.js';
import { meetingOf, suggestionsOf } from './meeting.store.js';

/**
 * Keeps what a liaison handed in (三（四）2). Late material still counts; its suggestions are dealt with in a round of their own, as long
 * as the conference is open. @throws Refusal SUGGESTIONS_CLOSED
 */
export async function keepMaterial(
  { manager, now, process }: EffectContext,
  { id: assignmentId, unitId }: AssignmentRow,
  { achievements, problems, nextSteps, suggestions }: MaterialForm,
): Promise<void> {
  const { supervisedFrom, settledAt } = await meetingOf(manager, process.id);
  if (settledAt && suggestions.length > 0) throw new Refusal('SUGGESTIONS_CLOSED', {}, 'form.suggestions');
  const late = supervisedFrom !== null && suggestions.length > 0;
  await manager.query(
    `insert into meeting_material (meeting_id, unit_id, assignment_id, achievements, problems, next_steps, handed_in_at, suggests_late)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (meeting_id, unit_id) do update set assignment_id = excluded.assignment_id, achievements = excluded.achievements,
       problems = excluded.problems, next_steps = excluded.next_steps, handed_in_at = excluded.handed_in_at,
       suggests_late = excluded.suggests_late`,
    [process.id, unitId, assignmentId, achievements, problems, nextSteps, now, late],
  );
  await manager.query(
    `insert into meeting_suggestion (id, meeting_id, unit_id, seq, text)
     select id, $1, $2, seq, text from unnest($3::uuid[], $4::text[]) with ordinality as s(id, text, seq)`,
    [
      process.id,
      unitId,
      suggestions.map((_, index) => processIdOf(`suggestion/${assignmentId}/${index}`)),
      suggestions,
    ],
  );
  if (late) await tell(manager, now, process, { name: 'suggestedLate', id: assignmentId });
}

/** What was returned or taken back is owed anew; not once its suggestions were dealt with. @throws Refusal NOTHING_TO_WITHDRAW */
export async function takeBackMaterial(
  { manager, process }: EffectContext,
  assignmentId: string,
): Promise<void> {
  const [row]: { unit_id: string }[] = await manager.query(`select unit_id from assignment where id = $1`, [
    assignmentId,
  ]);
  const own = (await suggestionsOf(manager, process.id)).filter(({ unitId }) => unitId === row?.unit_id);
  if (own.some(({ disposedAt }) => disposedAt !== null)) throw new Refusal('NOTHING_TO_WITHDRAW');
  await manager.query(`delete from meeting_suggestion where id = any($1::uuid[])`, [own.map(({ id }) => id)]);
  await manager.query(`delete from meeting_material where meeting_id = $1 and unit_id = $2`, [
    process.id,
    row?.unit_id,
  ]);
}
