import type { EntityManager } from 'typeorm';

export interface AttachmentRow {
  id: string;
  processId: string;
  assignmentId: string;
  stepKey: string;
  unitId: string;
  unitName: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: Buffer;
  textChecked: boolean;
  uploadedBy: string;
  uploadedAt: Date;
}

export interface NewAttachment {
  id: string;
  processId: string;
  assignmentId: string;
  name: string;
  mediaType: string;
  textChecked: boolean;
  /** Of a content that is kept (`keepBlob`). */
  sha256: Buffer;
  uploadedBy: string;
}

const ATTACHMENT = `t.id, t.process_id as "processId", t.assignment_id as "assignmentId", s.key as "stepKey", a.unit_id as "unitId",
  u.short_name as "unitName", t.name, t.media_type as "mediaType", b.size, t.sha256, t.text_checked as "textChecked",
  pe.name as "uploadedBy", t.uploaded_at as "uploadedAt"`;
const JOINED = `attachment t join assignment a on a.id = t.assignment_id join step s on s.id = a.step_id join unit u on u.id = a.unit_id
  join person pe on pe.id = t.uploaded_by join blob b on b.sha256 = t.sha256`;

export async function addAttachment(
  manager: EntityManager,
  { id, processId, assignmentId, name, mediaType, textChecked, sha256, uploadedBy }: NewAttachment,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into attachment (id, process_id, assignment_id, name, media_type, text_checked, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, processId, assignmentId, name, mediaType, textChecked, sha256, uploadedBy, now],
  );
}

/** All of a process, or of one of its assignments, in the order they came. */
export function attachmentsOf(
  manager: EntityManager,
  processId: string,
  assignmentId: string | null,
): Promise<AttachmentRow[]> {
  return manager.query(
    `select ${ATTACHMENT} from ${JOINED} where t.process_id = $1 and ($2::uuid is null or t.assignment_id = $2)
     order by t.uploaded_at, t.id`,
    [processId, assignmentId],
  );
}

export async function attachmentById(manager: EntityManager, id: string): Promise<AttachmentRow | null> {
  const [row]: AttachmentRow[] = await manager.query(`select ${ATTACHMENT} from ${JOINED} where t.id = $1`, [
    id,
  ]);
  return row ?? null;
}

export async function processOfAssignment(
  manager: EntityManager,
  assignmentId: string,
): Promise<{ id: string; kind: string } | null> {
  const [row]: { id: string; kind: string }[] = await manager.query(
    `select p.id, p.kind from assignment a join process p on p.id = a.process_id where a.id = $1`,
    [assignmentId],
  );
  return row ?? null;
}
