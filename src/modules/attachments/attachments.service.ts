import { Injectable, type StreamableFile } from '@nestjs/common';
import type { AttachmentList, AttachmentView } from '../../../contracts/http/attachments.js';
import { attach } from '../../../database/attachments/attach.js';
import {
  attachmentById,
  attachmentsOf,
  processOfAssignment,
  type AttachmentRow,
} from '../../../database/attachments/attachment.repository.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { privateSteps } from '../../../domain/history/private-steps.js';
import { stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { signerIn } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { examinedFile } from './content/examined-file.js';
import { keptFile } from './kept-file.js';

/** Files handed in with an assignment. */
@Injectable()
export class AttachmentsService {
  constructor(private readonly database: Database) {}

  async upload(
    { principal, key }: ChangeRequest,
    assignmentId: string,
    givenName: string,
    body: unknown,
  ): Promise<AttachmentView> {
    const file = await examinedFile(givenName, body);
    const process = await processOfAssignment(this.database.manager, assignmentId);
    if (!process) throw new Refusal('NOT_FOUND');
    const signer = signerIn(principal, process.kind);
    const { id } = await this.database.change(key, ({ manager, now }) =>
      attach(manager, signer, assignmentId, file, now),
    );
    return viewOf(await this.visible(principal, id));
  }

  async ofAssignment(principal: Principal, assignmentId: string): Promise<AttachmentList> {
    const process = await processOfAssignment(this.database.manager, assignmentId);
    if (!process) throw new Refusal('NOT_FOUND');
    return this.list(principal, process.id, assignmentId);
  }

  ofProcess(principal: Principal, processId: string): Promise<AttachmentList> {
    return this.list(principal, processId, null);
  }

  async download(principal: Principal, id: string): Promise<StreamableFile> {
    return keptFile(this.database.manager, await this.visible(principal, id));
  }

  private async list(
    principal: Principal,
    processId: string,
    assignmentId: string | null,
  ): Promise<AttachmentList> {
    const { manager } = this.database;
    const process = await visibleProcess(manager, scopeOf(principal), processId);
    const rows = await attachmentsOf(manager, processId, assignmentId);
    return {
      items: rows.filter((row) => mayRead(principal, process, row)).map((row) => viewOf({ row, process })),
    };
  }

  /** @throws Refusal NOT_FOUND */
  private async visible(
    principal: Principal,
    id: string,
  ): Promise<{ row: AttachmentRow; process: VisibleProcess } & AttachmentRow> {
    const { manager } = this.database;
    const row = await attachmentById(manager, id);
    if (!row) throw new Refusal('NOT_FOUND');
    const process = await visibleProcess(manager, scopeOf(principal), row.processId);
    if (!mayRead(principal, process, row)) throw new Refusal('NOT_FOUND');
    return { row, process, ...row };
  }
}

/** What a unit hands in with its own list is for itself and the office; everything else is for all who see the process. */
function mayRead(principal: Principal, { kind, regionCode }: VisibleProcess, row: AttachmentRow): boolean {
  const scope = scopeOf(principal);
  if (seesRegion(scope, regionCode) || unitsSeen(scope, kind).includes(row.unitId)) return true;
  return isProcessKind(kind) && !privateSteps(blueprintOf(kind)).includes(row.stepKey);
}

function viewOf({ row, process }: { row: AttachmentRow; process: VisibleProcess }): AttachmentView {
  const { stepKey, sha256, uploadedAt, unitId: _, ...rest } = row;
  return {
    ...rest,
    step: stepKey,
    stepLabel: stepLabel(isProcessKind(process.kind) ? blueprintOf(process.kind) : undefined, stepKey),
    sha256: sha256.toString('hex'),
    uploadedAt: formatInstant(uploadedAt),
  };
}
