import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../domain/errors/refusal.js';
import { appendAudit } from '../audit/audit-log.js';
import { actorOf, beginAct, type Signer } from '../steps/acting.js';
import { addAttachment } from './attachment.repository.js';
import { keepBlob } from './blob.repository.js';

/** As many as a person can look through; together with the limit of one file it bounds what an assignment can hold. */
export const MOST_ATTACHMENTS = 20;

/** A file that was examined already: nothing of a refused one comes this far. */
export interface ExaminedFile {
  name: string;
  mediaType: string;
  /** Whether all of its text was searched for secrecy marks. */
  textChecked: boolean;
  content: Buffer;
  sha256: Buffer;
}

/**
 * Keeps a file with an open assignment, and says so in the record, in one transaction under the process's lock. Nothing takes it away
 * again: what was handed in is history.
 *
 * @throws Refusal NOT_FOUND, NOT_YOURS, ASSIGNMENT_NOT_OPEN, ATTACHMENT_TOO_MANY
 */
export async function attach(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  { name, mediaType, textChecked, content, sha256 }: ExaminedFile,
  now: Date,
): Promise<{ id: string }> {
  const { process, step, assignment } = await beginAct(manager, assignmentId);
  const position = signer.positions.find(({ id }) => id === assignment.positionId);
  if (!position) {
    // Who may not even see the process is told that there is nothing.
    const knows = signer.positions.some(({ unitId }) => unitId === assignment.unitId);
    throw new Refusal(knows ? 'NOT_YOURS' : 'NOT_FOUND');
  }
  if (assignment.status !== 'open' || process.state === 'ended') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  const [there]: { n: number }[] = await manager.query(
    `select count(*)::int as n from attachment where assignment_id = $1`,
    [assignmentId],
  );
  if ((there?.n ?? 0) >= MOST_ATTACHMENTS)
    throw new Refusal('ATTACHMENT_TOO_MANY', { what: '一项任务', max: MOST_ATTACHMENTS });
  const id = uuidv7();
  await keepBlob(manager, { sha256, content }, now);
  const file = { id, processId: process.id, assignmentId, name, mediaType, textChecked, sha256 };
  await addAttachment(manager, { ...file, uploadedBy: signer.personId }, now);
  const body = {
    step: step.key,
    round: step.round,
    assignmentId,
    unitId: assignment.unitId,
    attachmentId: id,
    name,
    size: content.length,
    sha256: sha256.toString('hex'),
  };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'attached', actor: actorOf(signer, position), body }] },
  ]);
  return { id };
}
