import type { EntityManager } from 'typeorm';
import { yearOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { startProcess } from '../processes/start-process.js';
import { insertMeeting, changeMeeting } from './meeting.store.js';

/**
 * An item that several units must agree on asks the office for a topical meeting (三（一）2). The office fills in agenda, participants and
 * time; the item waits for the result. @returns the consultation's process id
 */
export async function askConsultation(
  { manager, now, process, actor, record }: EffectContext,
  reason: string,
): Promise<void> {
  const before = (await consultationsAskedBy(manager, process.id)).length;
  const asked = await startProcess(
    manager,
    {
      kind: 'topicalConsultation',
      businessKey: `topicalConsultation:${process.id}:${before + 1}`,
      regionCode: process.regionCode,
      year: yearOf(now),
      title: process.title,
      parentId: process.id,
      async write({ process: meeting }) {
        await insertMeeting(manager, {
          id: meeting.id,
          title: process.title,
          kind: 'topical',
          askedBy: process.id,
        });
        await changeMeeting(manager, meeting.id, { reason, agenda: [process.title] });
        return { drafted: false };
      },
    },
    actor,
    now,
  );
  record({ kind: 'consultationAsked', body: { consultationId: asked?.id, reason } });
}

/** Consultations that an item asked for, in the order it did, with whether it has its answer. */
export async function consultationsAskedBy(
  manager: EntityManager,
  itemId: string,
): Promise<{ id: string; answered: boolean }[]> {
  return manager.query(
    `select m.id, m.answered_at is not null as answered from meeting m join process p on p.id = m.id
     where m.asked_by = $1 order by p.launched_at, m.id`,
    [itemId],
  );
}
