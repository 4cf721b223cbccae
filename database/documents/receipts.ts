import type { Decided, EffectContext } from '../processes/effects.js';
import { unitsNamed, type NamedOwners } from '../processes/named-owners.js';

/** Units that the process's latest document is addressed to and that haven't signed for it: owners of a `receiptsStep`. */
export async function receiptOwners({ manager, process }: EffectContext): Promise<NamedOwners> {
  const rows: { unit_id: string }[] = await manager.query(
    `select r.unit_id from document_recipient r
     where r.received_at is null and r.document_id = (
       select id from document where process_id = $1 and state = 'issued' order by issued_at desc, serial desc limit 1)
     order by r.unit_id`,
    [process.id],
  );
  return unitsNamed(rows.map(({ unit_id }) => unit_id));
}

/** A unit signed for everything the process has issued to it so far. */
export async function markReceived(
  { manager, now, process, actor, record }: EffectContext,
  { assignment }: Decided,
): Promise<void> {
  const [rows]: [{ document_id: string; number: string; title: string }[], number] = await manager.query(
    `update document_recipient r set received_at = $3, received_by = $4 from document d
     where d.id = r.document_id and d.process_id = $1 and r.unit_id = $2 and r.received_at is null
     returning r.document_id, d.number, d.title`,
    [process.id, assignment.unitId, now, actor?.personId ?? null],
  );
  for (const { document_id: documentId, number, title } of rows)
    record({ kind: 'documentReceived', body: { documentId, number, title, unitId: assignment.unitId } });
}
