import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import { currentSignatureImage } from '../signatures/signature-image.repository.js';

/** What somebody puts his name to when he decides. */
export interface Signed {
  processId: string;
  /** Key and round of the step. */
  step: string;
  round: number;
  assignmentId: string;
  decision: string;
  opinion?: string | null | undefined;
  form?: unknown;
  at: Date;
}

/** Who signs, in which position, and whose it is where it is not his own. */
export type SignedBy = Pick<Actor, 'personId' | 'positionId' | 'actingForId'>;

export interface Signature {
  /** SHA-256 of the canonical JSON (RFC 8785) of all that was signed. */
  signedHash: Buffer;
  /** SHA-256 over `signedHash` and the picture's SHA-256; null for somebody without a picture. Neither can be put under anything else. */
  signatureHash: Buffer | null;
}

/** The signature of a decision, with the picture the person who decides has today; whoever stands for another signs with his own. */
export async function signatureOf(manager: EntityManager, by: SignedBy, what: Signed): Promise<Signature> {
  const [image, signedHash] = await Promise.all([
    currentSignatureImage(manager, by.personId),
    signedHashOf(manager, by, what),
  ]);
  return { signedHash, signatureHash: image && signatureHashOf(signedHash, image.sha256) };
}

/** The same at any later time: it changes with whatever of the content changes. */
export async function signedHashOf(manager: EntityManager, by: SignedBy, what: Signed): Promise<Buffer> {
  const { at, opinion, form, ...rest } = what;
  const attachments = await attachmentsBefore(manager, what.assignmentId, at);
  const content = {
    ...rest,
    opinion: opinion ?? null,
    // As it is stored: what JSON drops was not signed.
    form: JSON.parse(JSON.stringify(form ?? null)) as unknown,
    attachments,
    personId: by.personId,
    positionId: by.positionId,
    actingFor: by.actingForId ?? null,
    at: at.toISOString(),
  };
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest();
}

export function signatureHashOf(signedHash: Buffer, imageSha256: Buffer): Buffer {
  return createHash('sha256').update(signedHash).update(imageSha256).digest();
}

/** SHA-256 of what was attached up to then, in an order of its own: two files of one instant have none. */
async function attachmentsBefore(manager: EntityManager, assignmentId: string, at: Date): Promise<string[]> {
  const rows: { sha256: Buffer }[] = await manager.query(
    `select sha256 from attachment where assignment_id = $1 and uploaded_at <= $2`,
    [assignmentId, at],
  );
  return rows.map(({ sha256 }) => sha256.toString('hex')).sort();
}
