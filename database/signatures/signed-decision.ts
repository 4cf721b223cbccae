import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit-log.js';
import { signatureHashOf, signedHashOf, type Signed, type SignedBy } from '../steps/signature.js';
import { signatureImagesOf, type SignatureImage } from './signature-image.repository.js';

/** A decision as it stands in the tables today, with what its record says of who signed it. */
export interface SignedDecision {
  processId: string;
  stepKey: string;
  unitId: string;
  at: Date;
  actor: Actor;
  /** Null for what was decided before signatures were kept. */
  signedHash: Buffer | null;
  signatureHash: Buffer | null;
}

interface Row extends Omit<SignedDecision, 'actor'> {
  round: number;
  decision: string;
  opinion: string | null;
  form: unknown;
  decidedBy: string;
  decidedFor: string | null;
  actor: Actor | null;
  recorded: { signedHash?: string; signatureHash?: string };
}

export interface SignatureCheck extends SignedDecision {
  /** What was signed is what the tables hold; null where no signature was kept. */
  contentMatches: boolean | null;
  /** The picture it was signed with is one of the person's; null where it was signed without. */
  pictureMatches: boolean | null;
  image: SignatureImage | null;
}

/** Computes a decision's signature anew from today's tables. Null when the assignment is not decided. */
export async function checkSignature(
  manager: EntityManager,
  assignmentId: string,
): Promise<SignatureCheck | null> {
  const row = await decisionOf(manager, assignmentId);
  if (!row?.actor) return null;
  const { signedHash, signatureHash, actor } = row;
  const found = { ...row, actor };
  if (!signedHash) return { ...found, contentMatches: null, pictureMatches: null, image: null };
  // Who signed in which position stands in the record, which nobody can alter; the row has to agree with it.
  const by: SignedBy = {
    personId: row.decidedBy,
    positionId: actor.positionId,
    ...(row.decidedFor ? { actingForId: row.decidedFor } : {}),
  };
  const today = await signedHashOf(manager, by, signedOf(assignmentId, row));
  const image = signatureHash && (await pictureOf(manager, row.decidedBy, signedHash, signatureHash));
  return {
    ...found,
    contentMatches: today.equals(signedHash) && agrees(row.recorded.signedHash, signedHash),
    pictureMatches: signatureHash && image !== null && agrees(row.recorded.signatureHash, signatureHash),
    image,
  };
}

function signedOf(assignmentId: string, row: Row): Signed {
  const { processId, stepKey: step, round, decision, opinion, form, at } = row;
  return { processId, step, round, assignmentId, decision, opinion, form, at };
}

/** A record of before this was written down says nothing against it. */
function agrees(recorded: string | undefined, hash: Buffer): boolean {
  return recorded === undefined || recorded === hash.toString('hex');
}

async function pictureOf(
  manager: EntityManager,
  personId: string,
  signedHash: Buffer,
  signatureHash: Buffer,
): Promise<SignatureImage | null> {
  const images = await signatureImagesOf(manager, personId);
  return images.find(({ sha256 }) => signatureHashOf(signedHash, sha256).equals(signatureHash)) ?? null;
}

async function decisionOf(manager: EntityManager, assignmentId: string): Promise<Row | null> {
  const [row]: Row[] = await manager.query(
    `select a.process_id as "processId", s.key as "stepKey", s.round, a.unit_id as "unitId", a.decision, a.opinion, a.form,
       a.decided_at as at, a.decided_by as "decidedBy", a.decided_for as "decidedFor", a.signed_hash as "signedHash",
       a.signature_hash as "signatureHash", e.actor, coalesce(e.body, '{}') as recorded
     from assignment a join step s on s.id = a.step_id
     left join lateral (
       select actor, body from audit_entry where process_id = a.process_id and kind = 'decided' and body->>'assignmentId' = a.id::text
       order by seq desc limit 1) e on true
     where a.id = $1 and a.decided_at is not null`,
    [assignmentId],
  );
  return row ?? null;
}
