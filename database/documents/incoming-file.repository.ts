import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../domain/errors/refusal.js';
import { MOST_ATTACHMENTS, type ExaminedFile } from '../attachments/attach.js';
import { keepBlob } from '../attachments/blob.repository.js';

export interface IncomingFileRow extends Omit<ExaminedFile, 'content'> {
  id: string;
  incomingId: string;
  size: number;
  uploadedAt: Date;
  uploadedBy: string;
  /** Null while it stands. */
  removedAt: Date | null;
  removedBy: string | null;
  removedReason: string | null;
}

/** SQL, true for a line `i` of the register of one of the regions that are seen whole ($1). */
export const IN_REGIONS = `exists (select 1 from unnest($1::text[]) as seen(code) where starts_with(i.region_code, seen.code))`;

const FILE = `f.id, f.incoming_id as "incomingId", f.name, f.media_type as "mediaType", f.text_checked as "textChecked", b.size, f.sha256,
  f.uploaded_at as "uploadedAt", up.name as "uploadedBy", r.removed_at as "removedAt", rp.name as "removedBy", r.reason as "removedReason"`;
const JOINED = `incoming_file f join blob b on b.sha256 = f.sha256 join person up on up.id = f.uploaded_by
  left join incoming_file_removal r on r.file_id = f.id left join person rp on rp.id = r.removed_by`;

/** Those of some lines of the register, in the order they came; what was removed is among them. */
export function filesOfIncoming(
  manager: EntityManager,
  incomingIds: readonly string[],
): Promise<IncomingFileRow[]> {
  return manager.query(
    `select ${FILE} from ${JOINED} where f.incoming_id = any($1::uuid[]) order by f.uploaded_at, f.id`,
    [incomingIds],
  );
}

/**
 * @param regions seen whole
 * @throws Refusal NOT_FOUND, also for what lies outside of them
 */
export async function visibleIncomingFile(
  manager: EntityManager,
  regions: readonly string[],
  id: string,
): Promise<IncomingFileRow & { regionCode: string }> {
  const [row]: (IncomingFileRow & { regionCode: string })[] = await manager.query(
    `select ${FILE}, i.region_code as "regionCode" from ${JOINED} join incoming_document i on i.id = f.incoming_id
     where f.id = $2 and ${IN_REGIONS}`,
    [regions, id],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  return row;
}

/**
 * Keeps a file with a line of the register: content and row in one transaction. Those who add to the same line wait for each other, so
 * that the limit holds.
 *
 * @throws Refusal ATTACHMENT_TOO_MANY
 */
export async function addIncomingFile(
  manager: EntityManager,
  { incomingId, uploadedBy, file }: { incomingId: string; uploadedBy: string; file: ExaminedFile },
  now: Date,
): Promise<{ id: string }> {
  await manager.query(`select 1 from incoming_document where id = $1 for update`, [incomingId]);
  const [there]: { n: number }[] = await manager.query(
    `select count(*)::int as n from incoming_file f
     where f.incoming_id = $1 and not exists (select 1 from incoming_file_removal r where r.file_id = f.id)`,
    [incomingId],
  );
  if ((there?.n ?? 0) >= MOST_ATTACHMENTS)
    throw new Refusal('ATTACHMENT_TOO_MANY', { what: '一份收文', max: MOST_ATTACHMENTS });
  await keepBlob(manager, file, now);
  const id = uuidv7();
  await manager.query(
    `insert into incoming_file (id, incoming_id, name, media_type, text_checked, sha256, uploaded_at, uploaded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, incomingId, file.name, file.mediaType, file.textChecked, file.sha256, now, uploadedBy],
  );
  return { id };
}

/** @returns false: somebody else did so before */
export async function removeIncomingFile(
  manager: EntityManager,
  { id, removedBy, reason }: { id: string; removedBy: string; reason: string },
  now: Date,
): Promise<boolean> {
  const removed: unknown[] = await manager.query(
    `insert into incoming_file_removal (file_id, reason, removed_at, removed_by) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [id, reason, now, removedBy],
  );
  return removed.length > 0;
}
