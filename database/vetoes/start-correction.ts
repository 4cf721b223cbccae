import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { titleOfCorrection } from '../../domain/vetoes/words.js';
import type { Actor } from '../audit/audit-log.js';
import { startChildren } from '../processes/start-children.js';
import type { ProcessRow } from '../steps/step.store.js';
import { subjectName } from './subject-name.js';
import { correctionsOf, insertCorrection } from './veto-correction.store.js';
import { vetoEventOf } from './veto-event.store.js';

/**
 * Starts the review of a confirmed event, whose lock is held: one at a time, so that two who ask at the same instant don't both get one.
 * @returns its id
 * @throws Refusal VETO_NOT_CONFIRMED, VETO_CORRECTION_OPEN
 */
export async function startCorrection(
  manager: EntityManager,
  event: ProcessRow,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<string> {
  const { state, subject, item } = await vetoEventOf(manager, event.id);
  if (state !== 'confirmed') throw new Refusal('VETO_NOT_CONFIRMED');
  const before = await correctionsOf(manager, event.id);
  if (before.some((one) => one.state === 'open')) throw new Refusal('VETO_CORRECTION_OPEN');
  const title = titleOfCorrection(await subjectName(manager, subject), item);
  const [id] = await startChildren(
    { manager, now, process: event, actor },
    {
      ...{ kind: 'vetoCorrection', before: before.length },
      rows: [{ eventId: event.id, reason, title }],
      async insert(_, [correction]) {
        await insertCorrection(manager, correction!, now);
        await manager.query(`update process set restricted = true where id = $1`, [correction!.id]);
      },
    },
  );
  return id!;
}
