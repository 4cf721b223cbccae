import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import type { Signer } from './acting.js';

/** Keeps what somebody has typed so far. A draft is not an act: no record, no lock; signing throws it away. */
export async function saveDraft(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  draft: Record<string, unknown>,
): Promise<void> {
  refuseClassified(draft, 'draft');
  const [, saved]: [unknown, number] = await manager.query(
    `update assignment set draft = $2 where id = $1 and state = 'open' and position_id = any($3::uuid[])`,
    [assignmentId, JSON.stringify(draft), signer.positions.map(({ id }) => id)],
  );
  if (saved === 0) throw new Refusal('NOT_FOUND');
}
