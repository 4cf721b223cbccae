import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { appendAudit } from '../audit/audit-log.js';
import { actorOf, type Signer } from '../steps/acting.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';

interface Locked {
  process: ProcessRow;
  document: { id: string; number: string; title: string; state: string; officeUnitId: string };
}

/** What happens to a document is ordered by its process's lock, as everything of the process is. @throws Refusal NOT_FOUND */
async function lockDocument(manager: EntityManager, id: string): Promise<Locked> {
  const [found]: { process_id: string }[] = await manager.query(
    `select process_id from document where id = $1`,
    [id],
  );
  const process = found ? await lockProcess(manager, found.process_id) : null;
  const [document]: Locked['document'][] = await manager.query(
    `select id, number, title, state, office_unit_id as "officeUnitId" from document where id = $1`,
    [id],
  );
  if (!process || !document) throw new Refusal('NOT_FOUND');
  return { process, document };
}

/**
 * 作废, by the director of the office that issued it. The number stays in the register and is never given out again.
 * @throws Refusal NOT_FOUND, FORBIDDEN, DOCUMENT_VOID, CLASSIFIED_CONTENT
 */
export async function voidDocument(
  manager: EntityManager,
  signer: Signer,
  id: string,
  reason: string,
  now: Date,
): Promise<void> {
  refuseClassified(reason, 'reason');
  const { process, document } = await lockDocument(manager, id);
  const { number, title } = document;
  const director = signer.positions.find(
    ({ kind, unitId }) => kind === 'officeDirector' && unitId === document.officeUnitId,
  );
  if (!director) throw new Refusal('FORBIDDEN');
  if (document.state === 'void') throw new Refusal('DOCUMENT_VOID', { number });
  await manager.query(
    `update document set state = 'void', void_reason = $2, voided_at = $3, voided_by = $4 where id = $1`,
    [id, reason, now, signer.personId],
  );
  const body = { documentId: id, number, title, reason };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'documentVoided', actor: actorOf(signer, director), body }] },
  ]);
}

/** Positions that only look on sign for nothing. */
const ONLOOKERS = ['auditor', 'systemAdministrator'];

/**
 * 签收 of one document by one of the units it is addressed to: for documents whose process has no step of its own for it.
 * @throws Refusal NOT_FOUND, DOCUMENT_VOID, DOCUMENT_RECEIVED
 */
export async function receiveDocument(
  manager: EntityManager,
  signer: Signer,
  id: string,
  now: Date,
): Promise<void> {
  const { process, document } = await lockDocument(manager, id);
  const { number, title } = document;
  if (document.state === 'void') throw new Refusal('DOCUMENT_VOID', { number });
  const positions = signer.positions.filter(({ kind }) => !ONLOOKERS.includes(kind));
  const [rows]: [{ unit_id: string }[], number] = await manager.query(
    `update document_recipient set received_at = $3, received_by = $4
     where document_id = $1 and unit_id = any($2::uuid[]) and received_at is null returning unit_id`,
    [id, positions.map(({ unitId }) => unitId), now, signer.personId],
  );
  if (rows.length === 0) throw new Refusal('DOCUMENT_RECEIVED');
  const facts = rows.map(({ unit_id: unitId }) => {
    const position = positions.find((one) => one.unitId === unitId)!;
    const body = { documentId: id, number, title, unitId };
    return { kind: 'documentReceived', actor: actorOf(signer, position), body };
  });
  await appendAudit(manager, now, [{ head: process.head, facts }]);
}
