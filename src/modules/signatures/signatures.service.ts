import { Injectable, StreamableFile } from '@nestjs/common';
import type { DoneView } from '../../../contracts/http/processes.js';
import {
  SIGNATURE_BODY,
  type SignatureImageView,
  type SignatureView,
} from '../../../contracts/http/signatures.js';
import { lockPerson } from '../../../database/organisation/person.repository.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { checkSignature, type SignatureCheck } from '../../../database/signatures/signed-decision.js';
import {
  addSignatureImage,
  currentSignatureImage,
  retireSignatureImage,
  signatureImageContent,
} from '../../../database/signatures/signature-image.repository.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { readSignaturePicture } from './png.js';

/** The picture somebody signs with, and whether what was signed is still what it was. */
@Injectable()
export class SignaturesService {
  constructor(private readonly database: Database) {}

  /** Replaces the picture; those of before stay with what was signed with them. @throws Refusal SIGNATURE_IMAGE */
  put({ principal, key }: ChangeRequest, body: unknown): Promise<SignatureImageView> {
    if (!Buffer.isBuffer(body)) throw new Refusal('SIGNATURE_IMAGE', { reason: '只接收 PNG 图片' }, 'body');
    const picture = readSignaturePicture(body);
    return this.database.change(key, async ({ manager, now }) => {
      await lockPerson(manager, principal.personId, 'change');
      await retireSignatureImage(manager, principal.personId, now);
      await addSignatureImage(manager, principal.personId, picture, now);
      const { width, height, sha256 } = picture;
      return { width, height, sha256: sha256.toString('hex'), uploadedAt: formatInstant(now) };
    });
  }

  /** @throws Refusal NOT_FOUND for somebody without a picture */
  async own({ personId }: Principal): Promise<StreamableFile> {
    const image = await currentSignatureImage(this.database.manager, personId);
    if (!image) throw new Refusal('NOT_FOUND');
    return this.picture(image.id);
  }

  /** @throws Refusal NOT_FOUND for somebody without a picture */
  remove({ principal, key }: ChangeRequest): Promise<DoneView> {
    return this.database.change(key, async ({ manager, now }) => {
      if (!(await retireSignatureImage(manager, principal.personId, now))) throw new Refusal('NOT_FOUND');
      return { ok: true };
    });
  }

  /** @throws Refusal NOT_FOUND */
  async ofAssignment(principal: Principal, assignmentId: string): Promise<SignatureView> {
    return signatureView(assignmentId, await this.visible(principal, assignmentId));
  }

  /** The picture a decision was signed with. @throws Refusal NOT_FOUND */
  async pictureOf(principal: Principal, assignmentId: string): Promise<StreamableFile> {
    const { image } = await this.visible(principal, assignmentId);
    if (!image) throw new Refusal('NOT_FOUND');
    return this.picture(image.id);
  }

  /** For whoever sees the process; what a unit signed in a list of its own, for itself and who sees the region. */
  private async visible(principal: Principal, assignmentId: string): Promise<SignatureCheck> {
    const { manager } = this.database;
    const check = await checkSignature(manager, assignmentId);
    if (!check) throw new Refusal('NOT_FOUND');
    const scope = scopeOf(principal);
    const { kind, regionCode } = await visibleProcess(manager, scope, check.processId);
    const secret = isProcessKind(kind) && privateSteps(blueprintOf(kind)).includes(check.stepKey);
    const inside = seesRegion(scope, regionCode) || unitsSeen(scope, kind).includes(check.unitId);
    if (secret && !inside) throw new Refusal('NOT_FOUND');
    return check;
  }

  private async picture(id: string): Promise<StreamableFile> {
    const content = await signatureImageContent(this.database.manager, id);
    if (!content) throw new Refusal('NOT_FOUND');
    return new StreamableFile(content, { type: SIGNATURE_BODY, length: content.length });
  }
}

function signatureView(assignmentId: string, check: SignatureCheck): SignatureView {
  const { actor, at, signedHash, signatureHash, contentMatches, pictureMatches } = check;
  return {
    assignmentId,
    personName: actor.personName,
    actingFor: actor.actingFor ?? null,
    positionTitle: actor.positionTitle,
    unitName: actor.unitName,
    at: formatInstant(at),
    signedHash: signedHash && signedHash.toString('hex'),
    signatureHash: signatureHash && signatureHash.toString('hex'),
    contentMatches,
    pictureMatches,
    valid: contentMatches && pictureMatches !== false,
  };
}
