import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

export interface SignatureImage {
  id: string;
  sha256: Buffer;
  width: number;
  height: number;
  uploadedAt: Date;
  retiredAt: Date | null;
}

export interface NewSignatureImage {
  content: Buffer;
  sha256: Buffer;
  width: number;
  height: number;
}

const IMAGE = `id, sha256, width, height, uploaded_at as "uploadedAt", retired_at as "retiredAt"`;

/** The picture the person signs with now. */
export async function currentSignatureImage(
  manager: EntityManager,
  personId: string,
): Promise<SignatureImage | null> {
  const [row]: SignatureImage[] = await manager.query(
    `select ${IMAGE} from signature_image where person_id = $1 and retired_at is null`,
    [personId],
  );
  return row ?? null;
}

/** Every picture the person ever signed with, the latest first. */
export function signatureImagesOf(manager: EntityManager, personId: string): Promise<SignatureImage[]> {
  return manager.query(
    `select ${IMAGE} from signature_image where person_id = $1 order by uploaded_at desc, id desc`,
    [personId],
  );
}

export async function signatureImageContent(manager: EntityManager, id: string): Promise<Buffer | null> {
  const [row]: { content: Buffer }[] = await manager.query(
    `select content from signature_image where id = $1`,
    [id],
  );
  return row?.content ?? null;
}

/** Retires the picture of today, if there is one. What was signed with it still refers to it. */
export async function retireSignatureImage(
  manager: EntityManager,
  personId: string,
  now: Date,
): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `update signature_image set retired_at = $2 where person_id = $1 and retired_at is null`,
    [personId, now],
  );
  return count > 0;
}

/** The person's row is held by the caller: of two pictures at once one is the later. */
export async function addSignatureImage(
  manager: EntityManager,
  personId: string,
  { content, sha256, width, height }: NewSignatureImage,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into signature_image (id, person_id, sha256, width, height, content, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [uuidv7(), personId, sha256, width, height, content, now],
  );
}
